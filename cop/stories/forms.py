"""What people type to tell a story, and what they choose about it."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext
from cop.stories.queries import Choice
from cop.stories.rules import LONGEST_BODY, LONGEST_TITLE

NAMED = [
    SelectChoice("full", lazy_gettext("By my name")),
    SelectChoice("first", lazy_gettext("By my first name only")),
    SelectChoice("anonymous", lazy_gettext("Not at all")),
]


class StoryForm(Form):
    title = StringField(
        lazy_gettext("A title"),
        [
            DataRequired(lazy_gettext("Give your story a title; a plain one is fine.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    body = TextAreaField(
        lazy_gettext("What happened?"),
        [
            DataRequired(lazy_gettext("Tell what happened first.")),
            Length(max=LONGEST_BODY, message=lazy_gettext("A story has at most %(max)d characters here.")),
        ],
    )
    reach = RadioField(
        lazy_gettext("Who may read it?"), validators=[InputRequired(lazy_gettext("Choose who may read your story."))]
    )
    named = RadioField(
        lazy_gettext("How shall we name you?"),
        choices=NAMED,
        default="full",
        validators=[InputRequired(lazy_gettext("Choose how you would like to be named."))],
    )

    @classmethod
    def among(cls, choices: Sequence[Choice]) -> "StoryForm":
        """The form with these audiences to choose from, the widest but the public one chosen first."""
        likely = [each for each in choices if each.reach.audience != "public"]
        form = cls(reach=str(likely[1 if len(likely) > 1 else 0].reach))
        form.reach.choices = [SelectChoice(str(each.reach), audience_words(each)) for each in choices]
        return form

    def said(self) -> dict[str, str]:
        """What was typed, by the names that the service uses."""
        body = (self.body.data or "").replace("\r\n", "\n")
        return {"title": self.title.data or "", "body": body, "named": self.named.data or ""}


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
        "public": gettext("Anybody, search engines too"),
    }
    return str(words[choice.reach.audience])
