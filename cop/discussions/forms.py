"""What people type in a conversation."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.discussions.rules import LONGEST_BODY, LONGEST_TITLE
from cop.discussions.rules.moving import LONGEST_REASON

TOO_LONG = lazy_gettext("That is longer than %(max)d characters. Please shorten it, or split it in two.")


class ReplyForm(Form):
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
