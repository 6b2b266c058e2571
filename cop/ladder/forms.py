"""What somebody types to take words of their own further, and to say whether they may be named."""

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.discussions.rules import LONGEST_BODY, LONGEST_TITLE


class PlaceForm(Form):
    """Where the words are to be read."""

    space = RadioField(
        lazy_gettext("Where may they be read?"), [InputRequired(lazy_gettext("Choose where they may be read."))]
    )

    @classmethod
    def among(cls, places: list[tuple[int, str]]) -> "PlaceForm":
        """The form with these spaces to choose from."""
        form = cls()
        form.space.choices = [SelectChoice(str(number), words) for number, words in places]
        return form

    @property
    def chosen(self) -> int:
        return int(self.space.data or 0)


class WordsForm(Form):
    """The words as others are to read them."""

    title = StringField(
        lazy_gettext("A title"),
        [
            DataRequired(lazy_gettext("Give it a title.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    body = TextAreaField(
        lazy_gettext("Your words"),
        [
            DataRequired(lazy_gettext("Write something first.")),
            Length(max=LONGEST_BODY, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )

    @property
    def words(self) -> str:
        return (self.body.data or "").replace("\r\n", "\n")


class SendForm(Form):
    """The last step: which text it is, what it becomes, and that nobody else is in it who has not agreed."""

    seen = HiddenField()
    way = RadioField(
        lazy_gettext("What does it become?"),
        [InputRequired(lazy_gettext("Choose what it becomes."))],
        choices=[
            SelectChoice("thread", lazy_gettext("A conversation in that space, at once")),
            SelectChoice("story", lazy_gettext("The beginning of a story, which you go on with")),
        ],
        default="thread",
    )
    sure = BooleanField(
        lazy_gettext("Nobody else can be recognised in it who has not agreed"),
        [InputRequired(lazy_gettext("Say that nobody else can be recognised in it, or change it."))],
    )


class AnswerForm(Form):
    """Whether one may be named."""

    seen = HiddenField()
    answer = HiddenField(validators=[AnyOf(("yes", "no"))])
