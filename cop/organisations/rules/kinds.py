"""Kinds of organisations, how they hang together, and how long anything about them holds."""

from datetime import date
from typing import Final, Literal, get_args

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
Relation = Literal["parent_of", "funds", "in_grouping", "hosts", "successor_of", "covers_for"]
"""Read from the one it starts at: «Acorns funds Oaks»."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
EARLIEST: Final = date(1900, 1, 1)

Period = tuple[date | None, date | None]


def check_period(since: date, until: date | None, *, today: date) -> None:
    """Raises RuleBroken for a time of belonging that cannot be."""
    if not EARLIEST <= since <= today:
        raise RuleBroken("Say since when: a day up to today.")
    if until is not None and until < since:
        raise RuleBroken("The last day is before the first.")


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day. Both ends belong to a period, and an open end has none."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


def stood(period: Period, *, on: date) -> bool:
    """Whether the day is in the period."""
    return overlap(period, (on, on))
