"""A set's own running order as rows of a form. What is wrong with it the rules say, and nothing typed is lost."""

from typing import Any

import wtforms
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from cop.core.forms import Form
from cop.core.words import lazy_gettext, worded
from cop.sets.forms.numbers import whole
from cop.sets.rules import Format, formats

SPARE_ROWS = 2


class PhaseFields(wtforms.Form):
    """A phase. Numbers travel as text, so that the rules explain every one that will not do."""

    phase = HiddenField()
    name = StringField(lazy_gettext("Name"))
    place = StringField(lazy_gettext("Place"))
    minutes = StringField(lazy_gettext("Minutes"))
    voice = SelectField(
        lazy_gettext("Who speaks"),
        choices=[
            SelectChoice("listen", lazy_gettext("Only the presenter")),
            SelectChoice("presenter", lazy_gettext("The presenter; others raise a hand")),
            SelectChoice("round", lazy_gettext("Each once, in turn")),
            SelectChoice("rounds", lazy_gettext("Each in turn, again and again")),
            SelectChoice("presenter_first", lazy_gettext("The presenter first, then each once")),
            SelectChoice("hands", lazy_gettext("Whoever would like to")),
            SelectChoice("silence", lazy_gettext("Nobody: silence")),
        ],
        default="round",
        validate_choice=False,
    )
    commits = BooleanField(lazy_gettext("The presenter may make commitments here"))
    member = TextAreaField(lazy_gettext("What everybody is told"))
    presenter = TextAreaField(lazy_gettext("What the presenter is told"))
    facilitator = TextAreaField(lazy_gettext("What the facilitator is told"))

    @property
    def is_empty(self) -> bool:
        """A phase without a name is taken out; a new row counts once anything is written in it."""
        name, rest = _words(self.name), (_words(self.minutes), _words(self.member))
        return not name and (bool(self.phase.data) or not any(rest))

    def row(self, at: int) -> formats.Row:
        """As the rules see it; `at` is where it stands on the page."""
        place = whole(self.place.data) if _words(self.place) else at
        return formats.Row(
            self.phase.data or "", place, _words(self.name), whole(self.minutes.data), self.voice.data or "",
            bool(self.commits.data), _words(self.member), _words(self.presenter), _words(self.facilitator),
        )  # fmt: skip


class OwnFormatForm(Form):
    base = HiddenField()
    seen = HiddenField()
    title = StringField(lazy_gettext("What do you call it?"))
    purpose = TextAreaField(lazy_gettext("What is it for?"))
    phases = FieldList(FormField(PhaseFields), max_entries=formats.MOST_PHASES + SPARE_ROWS)

    @classmethod
    def of(cls, running_order: Format, *, slot_minutes: int) -> "OwnFormatForm":
        """The form as it is first shown: the words of that running order, and a few empty rows."""
        rows = [_shown(row) for row in formats.rows_of(running_order, slot_minutes)]
        spare = [{"place": str(len(rows) + number), "voice": "round"} for number in range(1, SPARE_ROWS + 1)]
        return cls(
            base=running_order.key, title=worded(running_order.title),
            purpose=worded(running_order.purpose), phases=[*rows, *spare],
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """For the service."""
        fields = [entry.form for entry in self.phases]
        rows = [each.row(at) for at, each in enumerate(fields, start=1) if not each.is_empty]
        title, purpose = _words(self.title), _words(self.purpose)
        return {
            "base": self.base.data or "", "title": title, "purpose": purpose, "rows": rows,
            "seen": whole(self.seen.data),
        }  # fmt: skip


def _shown(row: formats.Row) -> dict[str, Any]:
    return {
        "phase": row.key, "name": worded(row.name), "place": str(row.place), "minutes": str(row.minutes),
        "voice": row.voice, "commits": row.commits, "member": worded(row.member),
        "presenter": worded(row.presenter), "facilitator": worded(row.facilitator),
    }  # fmt: skip


def _words(field: Any) -> str:
    """Without the characters that no person types and PostgreSQL refuses."""
    return (field.data or "").replace("\0", "").strip()
