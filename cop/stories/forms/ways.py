"""What the core group types to ask in its own words. Numbers of rows are those that the rules allow."""

from typing import Any

import wtforms
from wtforms import BooleanField, FieldList, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Regexp

from cop.core.forms import Form
from cop.core.words import lazy_gettext, worded
from cop.stories.rules import Prompt, Template
from cop.stories.rules.ways import MOST_QUESTIONS


class AskedFields(wtforms.Form):  # type: ignore[misc]  # WTForms has no types
    """A question, and what stands around it."""

    question = StringField(lazy_gettext("The question"))
    hint = TextAreaField(lazy_gettext("What helps to answer it"))
    heading = StringField(lazy_gettext("What stands above the answer in the story"))
    figures = BooleanField(lazy_gettext("Its answer has figures: a line each, “Falls in a month: 12 -> 7”"))

    @property
    def prompt(self) -> Prompt:
        """As the rules see it; its key comes from them."""
        question, hint, heading = (_words(each) for each in (self.question, self.hint, self.heading))
        return Prompt("", question, hint, heading, bool(self.figures.data))


class WayForm(Form):
    name = StringField(lazy_gettext("What is it called?"))
    about = StringField(lazy_gettext("What is it for?"))
    asked = FieldList(FormField(AskedFields), max_entries=MOST_QUESTIONS)
    seen = HiddenField(default="0", validators=[InputRequired(), Regexp(r"\A\d{1,5}\Z")])

    @classmethod
    def of(cls, told: Template | None, *, seen: int = 0) -> "WayForm":
        """The form as it is first shown: these questions, and empty rows for as many as there may be."""
        rows = [_shown(each) for each in told.prompts] if told else []
        spare = [dict[str, Any]() for _ in range(MOST_QUESTIONS - len(rows))]
        name, about = (worded(told.name), worded(told.about)) if told else ("", "")
        return cls(name=name, about=about, asked=[*rows, *spare], seen=str(seen))

    def told(self) -> Template:
        """What was typed, as the rules see it."""
        prompts = (each.form.prompt for each in self.asked)
        return Template("", 0, _words(self.name), _words(self.about), tuple(prompts))


def _shown(each: Prompt) -> dict[str, Any]:
    return {
        "question": worded(each.question), "hint": worded(each.hint), "heading": worded(each.heading),
        "figures": each.figures,
    }  # fmt: skip


def _words(field: Any) -> str:
    """Without the characters that no person types and PostgreSQL refuses."""
    return (field.data or "").replace("\0", "").strip()
