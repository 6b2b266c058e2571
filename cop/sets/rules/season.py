"""The dates of a season once it has begun: what may move, and the numbers that follow from it."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

MOST_MEETINGS: Final = 12
FEWEST_PRESENT: Final = 3
FEWEST_ALONE: Final = 4  # without a facilitator
LONGEST_AHEAD: Final = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date as planned. `fixed` once it was held or has begun: it keeps its time and its number."""

    id: int
    number: int
    starts_at: datetime
    minutes: int
    fixed: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def check_free(starts_at: datetime, minutes: int, *, others: Iterable[Occasion], now: datetime) -> None:
    """Raises RuleBroken for a time that is past, out of sight, or taken by another meeting of the set."""
    if starts_at <= now:
        raise RuleBroken("A meeting cannot be in the past. Choose a date that is still to come.")
    if starts_at > now + LONGEST_AHEAD:
        raise RuleBroken("That is more than three years away. Choose a nearer date.")
    ends_at = starts_at + timedelta(minutes=minutes)
    if any(starts_at < each.ends_at and each.starts_at < ends_at for each in others):
        raise RuleBroken("The set already meets at that time. Choose a time when no other meeting runs.")


def check_movable(occasion: Occasion) -> None:
    if occasion.fixed:
        raise RuleBroken("This meeting has begun or is over, so its date stays. Add another date instead.")


def check_cancelled(occasion: Occasion, *, others: Iterable[Occasion]) -> None:
    check_movable(occasion)
    if all(each.fixed for each in others):
        raise RuleBroken("This is the last date that is still to come. Add another one first.")


def check_count(dates: Sized) -> None:
    if len(dates) >= MOST_MEETINGS:
        raise RuleBroken("A season has %(most)s meetings at most. Move or cancel one instead.", most=MOST_MEETINGS)


def numbered(dates: Iterable[Occasion]) -> dict[int, int]:
    """The number of each date by its id: what is fixed keeps its own, what is to come follows by time."""
    known = tuple(dates)
    fixed = {each.id: each.number for each in known if each.fixed}
    to_come = sorted((each for each in known if not each.fixed), key=lambda each: each.starts_at)
    first = max(fixed.values(), default=0) + 1
    return fixed | {each.id: number for number, each in enumerate(to_come, first)}


def check_fewest(fewest: int, *, seats: int) -> None:
    if not 2 <= fewest <= seats:  # noqa: PLR2004  one to speak and one to listen
        raise RuleBroken("Choose a number from 2 to %(seats)s.", seats=seats)


def lacking(*, members: int, fewest: int, facilitated: bool) -> int:
    """How many more would have to come before a meeting can begin: one more where nobody facilitates."""
    return max((fewest if facilitated else fewest + FEWEST_ALONE - FEWEST_PRESENT) - members, 0)
