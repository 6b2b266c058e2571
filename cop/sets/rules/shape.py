"""What a learning set may look like when somebody plans it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from typing import Final

from cop.core.errors import RuleBroken
from cop.sets.rules.capacity import LONGEST_MEETING, SLOT_MINUTES, capacity, shortest_meeting

SHORTEST_MEETING: Final = 60
NAME_LENGTH: Final = 120
FEWEST_SEATS, MOST_SEATS = 5, 8
FEWEST_DATES, MOST_DATES = 4, 6


@dataclass(frozen=True, slots=True)
class Shape:
    """`seats` are for members, who all may present; the facilitator sits beside them and is not counted."""

    name: str
    seats: int
    meeting_minutes: int
    slot_minutes: int
    dates: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What to put right, and in which field of the shape."""

    field: str
    refusal: RuleBroken

    @property
    def sentence(self) -> str:
        return self.refusal.sentence

    @property
    def values(self) -> dict[str, object]:
        return self.refusal.values


def problems(shape: Shape, *, now: datetime, zone: tzinfo = UTC) -> tuple[Problem, ...]:
    """Everything to put right at once; `zone` decides which dates fall on the same day."""
    found = (
        *_about_name(shape),
        *_about_seats(shape),
        *_about_minutes(shape),
        *_about_dates(shape, now=now, zone=zone),
    )
    return found or tuple(_about_room(shape))


def check_shape(shape: Shape, *, now: datetime, zone: tzinfo = UTC) -> None:
    for problem in problems(shape, now=now, zone=zone):
        raise problem.refusal


def check_seats(*, facilitators: int, members: int, seats: int) -> None:
    if facilitators != 1:
        raise RuleBroken("A set needs one facilitator. Choose who it is, or type their email address.")
    if members > seats:
        raise RuleBroken("This set has %(seats)s seats, and all of them are taken or offered.", seats=seats)


def _about_name(shape: Shape) -> Iterator[Problem]:
    if not shape.name.strip():
        yield Problem("name", RuleBroken("Give the set a name."))
    if len(shape.name) > NAME_LENGTH:
        yield Problem("name", RuleBroken("The name can have at most %(most)s characters.", most=NAME_LENGTH))


def _about_seats(shape: Shape) -> Iterator[Problem]:
    if not FEWEST_SEATS <= shape.seats <= MOST_SEATS:
        sentence = RuleBroken(
            "A set has %(fewest)s to %(most)s seats beside the facilitator.", fewest=FEWEST_SEATS, most=MOST_SEATS
        )
        yield Problem("seats", sentence)


def _about_minutes(shape: Shape) -> Iterator[Problem]:
    if not SHORTEST_MEETING <= shape.meeting_minutes <= LONGEST_MEETING:
        sentence = RuleBroken(
            "A meeting lasts %(shortest)s to %(longest)s minutes.", shortest=SHORTEST_MEETING, longest=LONGEST_MEETING
        )
        yield Problem("meeting_minutes", sentence)
    if shape.slot_minutes not in SLOT_MINUTES:
        yield Problem("slot_minutes", RuleBroken("A slot is 35, 45 or 60 minutes long."))


def _about_dates(shape: Shape, *, now: datetime, zone: tzinfo) -> Iterator[Problem]:
    if not FEWEST_DATES <= len(shape.dates) <= MOST_DATES:
        sentence = RuleBroken(
            "A season has %(fewest)s to %(most)s meetings. Give a date for each.", fewest=FEWEST_DATES, most=MOST_DATES
        )
        yield Problem("dates", sentence)
    if any(each <= now for each in shape.dates):
        yield Problem("dates", RuleBroken("A meeting cannot be in the past. Choose dates that are still to come."))
    days = [each.astimezone(zone).date() for each in shape.dates]
    if len(set(days)) < len(days):
        yield Problem("dates", RuleBroken("Two meetings are on the same day. Choose a day for each."))
    if any(later < earlier for earlier, later in pairwise(shape.dates)):
        yield Problem("dates", RuleBroken("Put the dates in order, the earliest first."))


def _about_room(shape: Shape) -> Iterator[Problem]:
    if capacity(shape.seats, shape.meeting_minutes, slot_minutes=shape.slot_minutes).slots:
        return
    enough = shortest_meeting(shape.seats, 1, slot_minutes=shape.slot_minutes)
    sentence = RuleBroken(
        "Nobody could present: with %(seats)s members, %(minutes)s minutes leave no room for one slot of %(slot)s. "
        "Choose %(enough)s minutes or more.",
        seats=shape.seats, minutes=shape.meeting_minutes, slot=shape.slot_minutes, enough=enough,
    )  # fmt: skip
    yield Problem("meeting_minutes", sentence)
