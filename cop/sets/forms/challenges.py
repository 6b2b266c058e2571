"""What presenters prepare, write down and look back on."""

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from cop.core.forms import Form
from cop.core.pages import LARGEST_ID
from cop.core.words import lazy_gettext
from cop.sets import rules

OWN_FIELDS = frozenset({"key", "csrf_token"})
LEVELS = [
    SelectChoice("gentle", lazy_gettext("Gently")),
    SelectChoice("usual", lazy_gettext("As usual")),
    SelectChoice("stretch", lazy_gettext("Stretch me")),
]


class SheetForm(Form):
    """The preparation sheet. The rules judge its lengths, so that nothing typed is cut off."""

    sentence = StringField(lazy_gettext("Your challenge, in one sentence"))
    wants = TextAreaField(lazy_gettext("What would you like from the set?"))
    level = RadioField(
        lazy_gettext("How much would you like to be challenged?"),
        choices=LEVELS,
        default="usual",
        validate_choice=False,
    )
    why = TextAreaField(lazy_gettext("Why does it matter to you?"))
    better = TextAreaField(lazy_gettext("What would be better if it were resolved?"))
    who_else = TextAreaField(lazy_gettext("Who else wants that?"))
    helps = TextAreaField(lazy_gettext("What or who may help, and what may get in the way?"))
    success = TextAreaField(lazy_gettext("What might success look like?"))

    @property
    def sheet(self) -> rules.Sheet:
        """What was typed, for the rules to judge."""
        typed: dict[str, Any] = {each.name: each.data or "" for each in self if each.name not in OWN_FIELDS}
        return rules.Sheet(**typed)


class BringForm(Form):
    meeting = SelectField(lazy_gettext("To which meeting?"), coerce=int, validate_choice=False)

    @property
    def season_date_id(self) -> int:
        """The meeting chosen; 0 is none."""
        return self.meeting.data if 0 < (self.meeting.data or 0) <= LARGEST_ID else 0


class TurnForm(Form):
    """What somebody writes down about one meeting."""

    question = TextAreaField(lazy_gettext("A question that mattered"))
    learnt = TextAreaField(lazy_gettext("What I learnt"))
    happened = TextAreaField(lazy_gettext("What happened since"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        question, learnt, happened = self.question.data or "", self.learnt.data or "", self.happened.data or ""
        return {"question": question, "learnt": learnt, "happened": happened}


class ReviewForm(Form):
    """The review sheet: a line for each prompt."""

    learnt_1 = TextAreaField(lazy_gettext("Something I learnt about my problem"))
    learnt_2 = TextAreaField(lazy_gettext("A second thing I learnt about it"))
    learnt_3 = TextAreaField(lazy_gettext("A third thing I learnt about it"))
    actions = TextAreaField(lazy_gettext("What I will do before the next meeting"))
    another = TextAreaField(lazy_gettext("What interested me most about the problem of somebody else"))
    working = TextAreaField(lazy_gettext("What stood out in how we worked together"))
    myself = TextAreaField(lazy_gettext("One thing about myself"))

    @property
    def lines(self) -> dict[str, str]:
        """What was typed, by its prompt."""
        return {prompt: self[prompt].data or "" for prompt in rules.PROMPTS}

    @classmethod
    def prompts(cls) -> dict[str, str]:
        """Every prompt in the reader's words."""
        blank = cls(formdata=None, meta={"csrf": False})
        return {prompt: str(blank[prompt].label.text) for prompt in rules.PROMPTS}
