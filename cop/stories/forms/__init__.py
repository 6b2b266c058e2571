"""What people type to tell a story, and what they choose about it."""

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Regexp
from wtforms.widgets import CheckboxInput

from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext
from cop.stories.models import Story, StoryDraft
from cop.stories.queries import Choice
from cop.stories.rules import (
    A_YEAR,
    ALONE,
    BASES,
    CHANNELS,
    LONGEST_BODY,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_RESPONSE,
    LONGEST_TITLE,
    NAMED_LITTLE,
    RESPONSES,
    Terms,
    is_read_first,
)

NAMED = [
    SelectChoice("full", lazy_gettext("By my name")),
    SelectChoice("first", lazy_gettext("By my first name only")),
    SelectChoice("place", lazy_gettext("By my first name and a place")),
    SelectChoice("anonymous", lazy_gettext("Not at all")),
]
MONTHS = [SelectChoice("12", lazy_gettext("A year")), SelectChoice("24", lazy_gettext("Two years"))]
MET = [SelectChoice(key, lazy_gettext(words)) for key, words in CHANNELS.items()]
WHY = [SelectChoice(key, lazy_gettext(words)) for key, words in BASES.items()]


class BeginForm(Form):
    """How somebody would like to tell it."""

    template = HiddenField(validators=[InputRequired()])


class PageForm(Form):
    """One page of questions. `go` says which button it was: on, back, look or later; each keeps what was
    typed."""

    answer = TextAreaField(
        validators=[Length(max=LONGEST_BODY, message=lazy_gettext("A story has at most %(max)d characters here."))]
    )
    go = StringField()

    def typed(self) -> str:
        """What was typed, with the line breaks that we keep."""
        return (self.answer.data or "").replace("\r\n", "\n")


class HeadForm(Form):
    title = StringField(
        lazy_gettext("A title"),
        [Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters."))],
    )
    note = StringField(
        lazy_gettext("What should somebody know before they read it?"),
        [Length(max=LONGEST_NOTE, message=lazy_gettext("This note has at most %(max)d characters."))],
    )
    go = StringField()


class WordsForm(Form):
    """A told story in other words."""

    title = StringField(
        lazy_gettext("A title"),
        [
            DataRequired(lazy_gettext("Give your story a title; a plain one is fine.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    note = StringField(
        lazy_gettext("What should somebody know before they read it?"),
        [Length(max=LONGEST_NOTE, message=lazy_gettext("This note has at most %(max)d characters."))],
    )
    text = TextAreaField(
        lazy_gettext("The story"),
        [
            DataRequired(lazy_gettext("Tell what happened first.")),
            Length(max=LONGEST_BODY, message=lazy_gettext("A story has at most %(max)d characters here.")),
        ],
    )

    def typed(self) -> str:
        """What was typed, with the line breaks that we keep."""
        return (self.text.data or "").replace("\r\n", "\n")


class OtherForm(Form):
    """One other person who is in it."""

    who = StringField(lazy_gettext("Who?"), [DataRequired(lazy_gettext("Say who it is in a few words, for yourself."))])
    basis = RadioField(
        lazy_gettext("Why may they be in it?"),
        choices=WHY,
        validators=[InputRequired(lazy_gettext("Say why this person may be in your story."))],
    )


class NumberForm(Form):
    """A press about one line of a list."""

    number = HiddenField(validators=[InputRequired(), Regexp(r"\A\d{1,3}\Z")])


class SeenForm(Form):
    """A press about the text that somebody was looking at."""

    seen = HiddenField(validators=[InputRequired(), Length(max=64)])


class TermsForm(Form):
    """How the teller is named, and for how long people may read it."""

    named = RadioField(
        lazy_gettext("How shall we name you?"),
        choices=NAMED,
        validators=[InputRequired(lazy_gettext("Choose how you would like to be named."))],
    )
    place = StringField(
        lazy_gettext("Which place?"),
        [Length(max=LONGEST_PLACE, message=lazy_gettext("A place has at most %(max)d characters."))],
    )
    months = RadioField(
        lazy_gettext("For how long?"),
        choices=MONTHS,
        validators=[InputRequired(lazy_gettext("Choose for how long people may read it."))],
    )

    channels = SelectMultipleField(
        lazy_gettext("Where else may those who may read it meet it?"), choices=MET, option_widget=CheckboxInput()
    )
    together = BooleanField()

    def fit(self, story: Story | StoryDraft) -> None:
        """Offer what whoever decides about it may agree to, and ask whether they do so together."""
        if story.decides == ALONE:
            del self.together
            return
        self.together.label.text = gettext(
            "We have read it together and agree to this: %(who)s and I", who=story.supporter
        )
        if is_read_first(story.decides):
            self.named.choices = [each for each in NAMED if each.value in NAMED_LITTLE]
            self.months.choices = [each for each in MONTHS if each.value == str(A_YEAR)]
            del self.place

    def terms(self) -> Terms:
        """What was chosen, as the service uses it."""
        place = (self.place.data or "") if self.place else ""
        together = bool(self.together and self.together.data)
        channels = self.channels.data or ()
        return Terms(self.named.data or "", int(self.months.data or 0), place, together, channels)


class ConsentForm(TermsForm):
    """Who may read it, and the terms of that."""

    reach = RadioField(
        lazy_gettext("Who may read it?"), validators=[InputRequired(lazy_gettext("Choose who may read your story."))]
    )

    @classmethod
    def among(cls, choices: Sequence[Choice], of: Story | StoryDraft, **values: object) -> "ConsentForm":
        """The form with these audiences to choose from. None is chosen for the teller."""
        form = cls(**values)
        form.fit(of)
        form.reach.choices = [SelectChoice(str(each.reach), audience_words(each)) for each in choices]
        return form


class ResponseForm(Form):
    """What somebody says to a teller."""

    kind = RadioField(
        lazy_gettext("What would you like to say?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in RESPONSES.items()],
        validators=[InputRequired(lazy_gettext("Choose what you would like to say."))],
    )
    words = TextAreaField(
        lazy_gettext("In your own words"),
        [
            DataRequired(lazy_gettext("Say it in your own words.")),
            Length(max=LONGEST_RESPONSE, message=lazy_gettext("This has at most %(max)d characters.")),
        ],
    )


class MonthsForm(Form):
    """For how much longer."""

    months = HiddenField(validators=[InputRequired(), AnyOf(["12", "24"])])


class AudienceForm(Form):
    """A press that changes who reads a story; `seen` is who read it when the press was offered."""

    reach = HiddenField(validators=[InputRequired()])
    seen = HiddenField(validators=[InputRequired()])


def audience_words(choice: Choice) -> str:
    """An audience in a line."""
    words = {
        "me": gettext("Only me, for now"),
        "space": gettext("The people in “%(space)s”", space=choice.space),
        "community": gettext("Everybody in “%(community)s”", community=choice.community),
        "public": gettext("Anybody, on the open web"),
    }
    return str(words[choice.reach.audience])
