"""What people type in a conversation."""

from wtforms import HiddenField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from cop.core.database import LARGEST_ID
from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.discussions.rules import EVIDENCE, LONGEST_BODY, LONGEST_LINE, LONGEST_TITLE, Claim, check_claim
from cop.discussions.rules.moving import LONGEST_REASON

TOO_LONG = lazy_gettext("That is longer than %(max)d characters. Please shorten it, or split it in two.")
LINE = Length(max=LONGEST_LINE, message=lazy_gettext("Each line of what this rests on has at most %(max)d characters."))


class ClaimForm(Form):
    """The fields in which whoever writes says what it rests on: a template of their own draws them."""

    evidence = SelectMultipleField(lazy_gettext("I speak from"), choices=EVIDENCE)
    known = StringField(lazy_gettext("What do we know?"), [LINE])
    how = StringField(lazy_gettext("How do we know it?"), [LINE])
    holds = StringField(lazy_gettext("For whom and where does it hold?"), [LINE])
    doubt = StringField(lazy_gettext("What would change our mind?"), [LINE])

    @property
    def claim(self) -> Claim:
        """What was given. Raises RuleBroken where it is half a claim."""
        return check_claim(self.evidence.data or (), [line.data or "" for line in self.lines])

    @property
    def lines(self) -> tuple[StringField, ...]:
        """Its four lines, in their order."""
        return self.known, self.how, self.holds, self.doubt

    @property
    def claims(self) -> bool:
        """Whether anything was given, well or not."""
        return bool(self.evidence.data) or any(line.data for line in self.lines)


class AskForm(Form):
    evidence = SelectMultipleField(lazy_gettext("We ask for"), choices=EVIDENCE)


class DisagreeForm(Form):
    other = IntegerField(lazy_gettext("Which claim disagrees with it?"), [Optional(), NumberRange(1, LARGEST_ID)])


class ReplyForm(ClaimForm):
    body = TextAreaField(
        lazy_gettext("Your answer"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )
    unnamed = HiddenField()

    @property
    def is_unnamed(self) -> bool:
        """Whether it was sent by the button that says so."""
        return bool(self.unnamed.data)

    @property
    def words(self) -> str:
        """What was written, with the line ends that every system shares."""
        return (self.body.data or "").replace("\r\n", "\n")

    @property
    def said(self) -> str:
        """All that was written."""
        return "\n".join((self.words, *(line.data or "" for line in self.lines)))


class ThreadForm(ReplyForm):
    title = StringField(
        lazy_gettext("What is it about?"),
        [
            DataRequired(lazy_gettext("Give the conversation a title.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    body = TextAreaField(
        lazy_gettext("What would you like to say or ask?"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class QuestionForm(ThreadForm):
    body = TextAreaField(
        lazy_gettext("What would you like to ask?"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class EditForm(ReplyForm):
    body = TextAreaField(
        lazy_gettext("Your words"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class MoveForm(Form):
    space = RadioField(
        lazy_gettext("Where does it belong?"),
        [InputRequired(lazy_gettext("Choose a space."))],
        coerce=int,
    )
    reason = StringField(
        lazy_gettext("Why?"),
        [
            DataRequired(lazy_gettext("Say why.")),
            Length(max=LONGEST_REASON, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )

    @classmethod
    def among(cls, spaces: list[tuple[int, str]]) -> "MoveForm":
        """The form with these spaces to choose from, by number and name."""
        form = cls()
        form.space.choices = [(number, name) for number, name in spaces]
        return form
