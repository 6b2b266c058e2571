"""What editors type to gather an issue, and what a teller says to a place in one."""

from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Regexp

from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext
from cop.stories.rules import LONGEST_EDITORIAL, LONGEST_ISSUE, LONGEST_SUBJECTS


class IssueForm(Form):
    """What an issue is called, and what its editors say at its front."""

    title = StringField(
        lazy_gettext("A title"),
        [
            DataRequired(lazy_gettext("Give the issue a title.")),
            Length(max=LONGEST_ISSUE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    note = TextAreaField(
        lazy_gettext("The note at the front"),
        [Length(max=LONGEST_EDITORIAL, message=lazy_gettext("The note has at most %(max)d characters."))],
    )


class NewIssueForm(IssueForm):
    """The same, and who it is for, which is never widened."""

    audience = RadioField(
        lazy_gettext("Who is it for?"), validators=[InputRequired(lazy_gettext("Choose who may read this issue."))]
    )

    @classmethod
    def of(cls, community: str, *, has_window: bool) -> "NewIssueForm":
        """The form of a community; everybody is offered only where it has a public window."""
        form = cls()
        everybody = [SelectChoice("public", gettext("Anybody, search engines too"))] if has_window else []
        members = gettext("Everybody in “%(community)s”", community=community)
        form.audience.choices = [SelectChoice("community", members), *everybody]
        return form


class OfStoryForm(Form):
    """A press about one story."""

    story_id = HiddenField(validators=[InputRequired(), Regexp(r"\A[1-9]\d{0,8}\Z")])

    @property
    def chosen(self) -> int:
        """Which story it is about."""
        return int(self.story_id.data or 0)


class ArrangeForm(Form):
    """What a story of an issue is about, and where it stands."""

    subjects = StringField(
        lazy_gettext("What is it about?"),
        [Length(max=LONGEST_SUBJECTS, message=lazy_gettext("This has at most %(max)d characters."))],
    )
    place = IntegerField(
        lazy_gettext("At which place does it stand?"),
        [
            InputRequired(lazy_gettext("Type a whole number: 1 is the first.")),
            NumberRange(1, 99, lazy_gettext("Type a whole number: 1 is the first.")),
        ],
    )


class AnswerForm(Form):
    """What a teller says to a place in an issue."""

    issue_id = HiddenField(validators=[InputRequired(), Regexp(r"\A[1-9]\d{0,8}\Z")])
    answer = HiddenField(validators=[InputRequired(), AnyOf(["yes", "no"])])
