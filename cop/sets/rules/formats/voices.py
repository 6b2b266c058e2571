"""A set's own running order: copied from another, and changed row by row as a person fills in a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from cop.core.errors import RuleBroken
from cop.sets.rules.formats.checks import check
from cop.sets.rules.formats.shelf import OWN
from cop.sets.rules.formats.values import Cues, Format, Phase

VOICES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "listen": {"speaks": "presenter", "quiet": True},
        "presenter": {"speaks": "presenter", "hands": True},
        "round": {"speaks": "round", "hands": True},
        "rounds": {"speaks": "round", "hands": True, "repeats": True},
        "presenter_first": {"speaks": "round", "hands": True, "presenter_first": True},
        "hands": {"speaks": "hands", "hands": True},
        "silence": {"speaks": "none", "quiet": True},
    }
)
"""Who speaks, in the ways that a person may choose from."""
SETTINGS: Final = ("speaks", "hands", "repeats", "presenter_first", "quiet")


@dataclass(frozen=True, slots=True)
class Row:
    """A phase as it stands in the form: `key` is empty for a new one, `place` is its number in the order."""

    key: str
    place: int
    name: str
    minutes: int
    voice: str
    commits: bool
    member: str
    presenter: str = ""
    facilitator: str = ""


def voice_of(phase: Phase) -> str:
    """The way of speaking that is nearest to the phase's own settings."""
    exact = [name for name, voice in VOICES.items() if _settings(phase) == _settings(_with_voice(phase, name))]
    same = [name for name, voice in VOICES.items() if voice["speaks"] == phase.speaks]
    return (exact or same)[0]


def rows_of(running_order: Format, slot_minutes: int) -> list[Row]:
    """The phases as rows of a form, for a slot of that length."""
    return [
        Row(
            phase.key, place, phase.name, running_order.minutes_of(phase, slot_minutes), voice_of(phase),
            phase.commits, phase.cues.member, phase.cues.presenter, phase.cues.facilitator,
        )
        for place, phase in enumerate(running_order.phases, start=1)
    ]  # fmt: skip


def own_copy(base: Format, *, title: str, purpose: str, rows: Sequence[Row], version: int) -> Format:
    """The next version of a set's own running order; its slot is as long as its phases. RuleBroken as in `check`."""
    phases: list[Phase] = []
    for row in sorted(rows, key=lambda each: each.place):
        phases.append(_phase(base, row, fresh_key=f"{OWN}{version}_{len(phases) + 1}"))
    whole = tuple(_without_lost_way(phase, before=phases[:at]) for at, phase in enumerate(phases))
    length = sum(phase.minutes[0] for phase in whole)
    copy = replace(
        base, key=OWN, version=version, title=title.strip(), purpose=purpose.strip(), lengths=(length,), phases=whole
    )
    return check(copy)


def _phase(base: Format, row: Row, *, fresh_key: str) -> Phase:
    """`fresh_key` says nothing about the phase: keys are kept unsealed, and what a set calls its phases is not."""
    _check_choices(row)
    old = base.phase(row.key)
    name = row.name.strip()
    cues = Cues(row.member.strip(), row.presenter.strip(), row.facilitator.strip())
    if old is None:
        fresh = Phase(fresh_key, name, name, (row.minutes,), "none", cues, commits=row.commits)
        return _with_voice(fresh, row.voice)
    title = old.title if name == old.name else name
    changed = replace(old, name=name, title=title, minutes=(row.minutes,), cues=cues, commits=row.commits)
    return changed if row.voice == voice_of(old) else _with_voice(changed, row.voice)


def _check_choices(row: Row) -> None:
    if row.voice not in VOICES:
        raise RuleBroken("%(name)s: choose from the list who speaks.", name=row.name)
    if row.place < 1:
        raise RuleBroken("%(name)s: give its place as a whole number, 1 for the first.", name=row.name)


def _without_lost_way(phase: Phase, *, before: Sequence[Phase]) -> Phase:
    return phase if phase.back_to in {each.key for each in before} else replace(phase, back_to="")


def _with_voice(phase: Phase, voice: str) -> Phase:
    silent = dict.fromkeys(SETTINGS[1:], False)
    asks = VOICES[voice]["speaks"] in ("round", "hands")
    return replace(phase, **{**silent, **VOICES[voice]}, asks=asks)


def _settings(phase: Phase) -> tuple[Any, ...]:
    return tuple(getattr(phase, name) for name in SETTINGS)
