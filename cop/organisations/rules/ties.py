"""How a file tells codes and relations: one cell holds several, each with its days.

`ods:Y62 2022-07-01..2026-03-31; name:Acorns` are two, the first for a time. `!ods:X1 (too far away)` is left out of a
grouping, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cop.core.errors import RuleBroken
from cop.organisations.rules.kinds import RELATIONS, Period
from cop.people.rules.names import line_of

LONGEST_CODE: Final = 40
LONGEST_REASON: Final = 300
SHOWN: Final = 40
INVERSE: Final = "part_of"
"""A child names its parent more often than a parent its children."""
TOLD: Final = (*RELATIONS, INVERSE)
BY_NAME: Final = "name"
"""What stands for a scheme where an organisation without a code is named."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a scheme such as «ods» or «ons» calls an organisation, and when."""

    scheme: str
    code: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.scheme, self.code


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from the organisation of a row to another, which is named by a code or by its name."""

    kind: str
    other: tuple[str, str]
    valid_from: date | None = None
    valid_to: date | None = None
    excluded: bool = False
    reason: str = ""


def day_of(value: object, field: str) -> date | None:
    """A day like 2022-07-01; None for nothing. Raises RuleBroken for anything else."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as problem:
        shown = str(value)[:SHOWN]
        raise RuleBroken("%(field)s is not a day like 2022-07-01: “%(value)s”.", field=field, value=shown) from problem


def period_of(told: Mapping[str, Any]) -> Period:
    """The days between which it stood. Raises RuleBroken when they are none, or the wrong way round."""
    first, last = day_of(told.get("valid_from"), "valid_from"), day_of(told.get("valid_to"), "valid_to")
    if first and last and last < first:
        raise RuleBroken("valid_to is before valid_from.")
    return first, last


def codes_of(told: object) -> tuple[Code, ...]:
    """Codes told as {scheme: code}, each a text or a list of {code, valid_from, valid_to}."""
    if told is None:
        return ()
    if not isinstance(told, Mapping):
        raise RuleBroken("Codes are told as {scheme: code}.")
    return tuple(code for scheme, each in told.items() for code in _codes_of_scheme(scheme, each))


def ties_of(told: object) -> tuple[Tie, ...]:
    """Relations told as a list of {kind, to: {scheme: code}, valid_from, valid_to, excluded, reason}."""
    if told is None:
        return ()
    if not isinstance(told, list) or not all(isinstance(each, Mapping) for each in told):
        raise RuleBroken("Relations are told as a list of objects.")
    return tuple(_tie(each) for each in told)


def codes_in_cell(cell: str) -> list[dict[str, str]]:
    """«E54000052 2022-07-01..; E54000063» as two codes."""
    return [_split_days(part, "code") for part in cell.split(";") if part.strip()]


def ties_in_cell(kind: str, cell: str) -> list[dict[str, Any]]:
    """«ods:Y62; !ods:X1 (too far away)» as two relations of this kind."""
    return [_tie_in_cell(kind, part) for part in cell.split(";") if part.strip()]


def _tie_in_cell(kind: str, part: str) -> dict[str, Any]:
    told, reason = _split_reason(part.strip())
    tie: dict[str, Any] = _split_days(told, "to")
    scheme, colon, code = str(tie["to"]).lstrip("!").partition(":")
    if not colon:
        raise RuleBroken("%(column)s is told as scheme:code, like ods:Y62.", column=kind)
    return tie | {"kind": kind, "to": {scheme: code}, "excluded": tie["to"].startswith("!"), "reason": reason}


def _split_reason(part: str) -> tuple[str, str]:
    """«!ods:X1 (too far away)» in two."""
    told, opened, reason = part.partition("(")
    return (told, reason[:-1]) if opened and part.startswith("!") and part.endswith(")") else (part, "")


def _split_days(part: str, name: str) -> dict[str, str]:
    """«E54000052 2022-07-01..» in three."""
    what, *rest = part.strip().rsplit(maxsplit=1) or [""]
    first, dots, last = "".join(rest).rpartition("..")
    return {name: what, "valid_from": first, "valid_to": last} if dots else {name: part.strip()}


def _codes_of_scheme(scheme: object, told: object) -> tuple[Code, ...]:
    if told in (None, "", []):
        return ()
    listed = told if isinstance(told, list) else [{"code": told}]
    return tuple(_code(scheme, each) for each in listed)


def _code(scheme: object, told: object) -> Code:
    code = told.get("code") if isinstance(told, Mapping) else None
    if not isinstance(told, Mapping) or not isinstance(scheme, str) or not isinstance(code, str):
        raise RuleBroken("A code is text.")
    if ";" in code:
        raise RuleBroken("A code holds no semicolon.")
    of_scheme, line = line_of(scheme, longest=LONGEST_CODE).casefold(), line_of(code, longest=LONGEST_CODE)
    return Code(of_scheme, line, *period_of(told))


def _tie(told: Mapping[str, Any]) -> Tie:
    kind, to = told.get("kind"), told.get("to")
    if kind not in TOLD:
        raise RuleBroken("“%(kind)s” is not a relation. Relations are: %(known)s.", kind=str(kind)[:SHOWN],
                         known=", ".join(TOLD))  # fmt: skip
    if not isinstance(to, Mapping) or len(to) != 1:
        raise RuleBroken("%(column)s names one organisation by one code.", column=str(kind))
    ((scheme, code),) = to.items()
    if not isinstance(scheme, str) or not isinstance(code, str) or not code.strip():
        raise RuleBroken("A code is text.")
    excluded = told.get("excluded") is True
    reason = line_of(str(told.get("reason") or ""), longest=LONGEST_REASON)
    check_exclusion(str(kind), excluded=excluded, reason=reason)
    other = scheme.strip().casefold(), " ".join(code.split())
    return Tie(str(kind), other, *period_of(told), excluded=excluded, reason=reason)


def check_exclusion(kind: str, *, excluded: bool, reason: str) -> None:
    """Raises RuleBroken for an exclusion from anything but a grouping, or without its reason."""
    if excluded and kind != "in_grouping":
        raise RuleBroken("Only from a grouping can an organisation be left out.")
    if excluded and not reason:
        raise RuleBroken("Say in brackets why it is left out of the grouping.")
