"""One organisation as a file tells it, read field by field; what is wrong with it is a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from cop.core.errors import RuleBroken
from cop.organisations.rules.kinds import KINDS
from cop.organisations.rules.ties import INVERSE, SHOWN, Code, Tie, codes_of, period_of, ties_of
from cop.people.rules.names import line_of

LONGEST_NAME = 200
LONGEST_WORDS = 500
WORDS = ("can_share", "would_like_to_learn")

What = Literal["new", "changed", "as_before", "bad"]


@dataclass(frozen=True, slots=True)
class Row:
    """A good row. `place` says where it stands in its file. What it does not tell, such as words left empty, stays."""

    place: str
    name: str
    kind: str
    codes: tuple[Code, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    ties: tuple[Tie, ...] = ()
    can_share: str = ""
    would_like_to_learn: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A bad row: where it stands, and why it is bad."""

    place: str
    sentence: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence % self.values if self.values else self.sentence}"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row, or would: for a bad one the sentence, for a changed one the names of what changed."""

    place: str
    name: str
    what: What
    fields: tuple[str, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file read: its good rows, its bad ones, and whose data it is."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    attribution: str = ""


def row_of(place: str, told: Mapping[str, object]) -> Row:
    """Read one organisation: name, kind, codes, valid_from, valid_to, part_of, relations, words. Raises RuleBroken."""
    valid_from, valid_to = period_of(told)
    codes = codes_of(told.get("codes"))
    kind = _text(told, "kind").casefold().replace(" ", "_")
    if kind not in KINDS:
        raise RuleBroken("“%(kind)s” is not a kind. Kinds are: %(known)s.", kind=kind[:SHOWN], known=", ".join(KINDS))
    name = line_of(_text(told, "name"), longest=LONGEST_NAME)
    ties = (*ties_of(told.get("relations")), *_part_of(told.get("part_of")))
    words = {each: words_of(told.get(each)) for each in WORDS}
    attribution = str(told.get("attribution") or "").strip()[:LONGEST_WORDS]
    dated = tuple(_while_it_stands(tie, valid_from, valid_to) for tie in ties)
    return Row(place, name, kind, codes, valid_from, valid_to, dated, attribution=attribution, **words)


def words_of(told: object) -> str:
    """A few sentences of an organisation about itself. Raises RuleBroken when they are too many."""
    words = "" if told is None else str(told).strip()
    if len(words) > LONGEST_WORDS:
        raise RuleBroken("At most %(most)s characters, please.", most=LONGEST_WORDS)
    return words


def _part_of(told: object) -> tuple[Tie, ...]:
    if not told:
        return ()
    if not isinstance(told, Mapping):
        raise RuleBroken("part_of names one organisation by one code.")
    return ties_of([{"kind": INVERSE, "to": told}])


def _while_it_stands(tie: Tie, valid_from: date | None, valid_to: date | None) -> Tie:
    """What is said without days of its own holds for as long as the organisation."""
    if tie.valid_from or tie.valid_to:
        return tie
    return replace(tie, valid_from=valid_from, valid_to=valid_to)


def _text(told: Mapping[str, object], field: str) -> str:
    value = told.get(field)
    if not isinstance(value, str) or not value.strip():
        raise RuleBroken("%(field)s is missing or is not text.", field=field)
    return value.strip()
