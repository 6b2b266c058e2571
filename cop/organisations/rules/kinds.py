"""Kinds of organisations, and how long somebody belongs to one."""

from datetime import date
from typing import Literal, get_args

from cop.core.errors import RuleBroken

Kind = Literal[
    "funder",
    "charity",
    "trust",
    "integrated_care_board",
    "training_hub",
    "primary_care_network",
    "practice",
    "university",
    "network",
    "lived_experience",
    "region",
    "other",
]
Relation = Literal["part_of", "succeeds"]

KINDS: tuple[Kind, ...] = get_args(Kind)
EARLIEST = date(1900, 1, 1)


def check_period(since: date, until: date | None, *, today: date) -> None:
    """Raises RuleBroken for a time of belonging that cannot be."""
    if not EARLIEST <= since <= today:
        raise RuleBroken("Say since when: a day up to today.")
    if until is not None and until < since:
        raise RuleBroken("The last day is before the first.")


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two periods share a day."""
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)
