"""One organisation as a file tells it, read field by field; what is wrong with it is a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cop.core.errors import RuleBroken
from cop.organisations.rules.kinds import KINDS
from cop.people.rules.names import line_of

LONGEST_NAME = 200
LONGEST_CODE = 40
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Code:
    """What a scheme such as «ods» or «ons» calls an organisation."""

    scheme: str
    code: str

    @property
    def key(self) -> tuple[str, str]:
        return self.scheme, self.code


@dataclass(frozen=True, slots=True)
class Row:
    """A good row. `place` says where it stands in its file; `part_of` is a code of the organisation it belongs to."""

    place: str
    name: str
    kind: str
    codes: tuple[Code, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    part_of: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A bad row: where it stands, and why it is bad."""

    place: str
    sentence: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence % self.values if self.values else self.sentence}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file read: its good rows, its bad ones, and whose data it is."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    attribution: str = ""


def row_of(place: str, told: Mapping[str, object]) -> Row:
    """Read one organisation: name, kind, codes {scheme: code}, valid_from, valid_to, part_of. Raises RuleBroken."""
    valid_from, valid_to = _day(told, "valid_from"), _day(told, "valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        raise RuleBroken("valid_to is before valid_from.")
    codes = _codes(told.get("codes"))
    part_of = _codes(told.get("part_of"))
    if len(part_of) > 1:
        raise RuleBroken("part_of names one organisation by one code.")
    kind = _text(told, "kind").casefold().replace(" ", "_")
    if kind not in KINDS:
        raise RuleBroken("“%(kind)s” is not a kind. Kinds are: %(known)s.", kind=kind[:SHOWN], known=", ".join(KINDS))
    name = line_of(_text(told, "name"), longest=LONGEST_NAME)
    return Row(place, name, kind, codes, valid_from, valid_to, part_of[0].key if part_of else None)


def _text(told: Mapping[str, object], field: str) -> str:
    value = told.get(field)
    if not isinstance(value, str) or not value.strip():
        raise RuleBroken("%(field)s is missing or is not text.", field=field)
    return value.strip()


def _day(told: Mapping[str, object], field: str) -> date | None:
    value = told.get(field)
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as problem:
        shown = str(value)[:SHOWN]
        raise RuleBroken("%(field)s is not a day like 2022-07-01: “%(value)s”.", field=field, value=shown) from problem


def _codes(told: object) -> tuple[Code, ...]:
    if told is None:
        return ()
    if not isinstance(told, Mapping):
        raise RuleBroken("Codes are told as {scheme: code}.")
    return tuple(_code(scheme, code) for scheme, code in told.items() if code not in (None, ""))


def _code(scheme: object, code: object) -> Code:
    if not isinstance(scheme, str) or not isinstance(code, str):
        raise RuleBroken("A code is text.")
    return Code(line_of(scheme, longest=LONGEST_CODE).casefold(), line_of(code, longest=LONGEST_CODE))
