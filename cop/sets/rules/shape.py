"""What a learning set may look like when somebody plans it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from typing import Any, Final

from cop.core.errors import RuleBroken
from cop.sets.rules.capacity import LONGEST_MEETING, capacity, check_slot, shortest_meeting
from cop.sets.rules.formats import STANDARD, Format, check_advice

SHORTEST_MEETING: Final = 60
NAME_LENGTH: Final = 120
FEWEST_SEATS, MOST_SEATS = STANDARD.people
FEWEST_DATES, MOST_DATES = 4, 6


@dataclass(frozen=True, slots=True)
class Shape:
    """`seats` are for members, who all may present; the facilitator sits beside them and is not counted.

    Where nobody facilitates, whoever holds that seat takes turns with the others.
    """

    name: str
    seats: int
    meeting_minutes: int
    slot_minutes: int
    dates: tuple[datetime, ...]
    running_order: Format = STANDARD

    @property
    def members(self) -> int:
        """How many take turns when every seat is taken."""
        return self.running_order.takers(self.seats)


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


def check_fit(running_order: Format, *, advice: str, seats: int, meeting_minutes: int, slot_minutes: int) -> None:
    """RuleBroken for a running order that does not suit what a set has agreed, its seats or its meetings."""
    check_advice(running_order, advice=advice)
    check_people(running_order, seats=seats)
    check_room(running_order, seats, meeting_minutes=meeting_minutes, slot_minutes=slot_minutes)


def check_people(running_order: Format, *, seats: int) -> None:
    fewest, most = running_order.people
    if not fewest <= running_order.takers(seats) <= most:
        raise RuleBroken(
            "This running order is for %(fewest)s to %(most)s people who take turns; "
            "in this set they would be %(people)s.",
            fewest=fewest, most=most, people=running_order.takers(seats),
        )  # fmt: skip


def check_room(running_order: Format, seats: int, *, meeting_minutes: int, slot_minutes: int) -> None:
    members = running_order.takers(seats)
    if not capacity(members, meeting_minutes, slot_minutes=slot_minutes, running_order=running_order).slots:
        raise RuleBroken(
            "A slot of %(slot)s minutes does not fit into this set's meetings of %(minutes)s.",
            slot=slot_minutes, minutes=meeting_minutes,
        )  # fmt: skip


def _about_name(shape: Shape) -> Iterator[Problem]:
    if not shape.name.strip():
        yield Problem("name", RuleBroken("Give the set a name."))
    if len(shape.name) > NAME_LENGTH:
        yield Problem("name", RuleBroken("The name can have at most %(most)s characters.", most=NAME_LENGTH))


def _about_seats(shape: Shape) -> Iterator[Problem]:
    fewest, most = shape.running_order.people
    if fewest <= shape.members <= most:
        return
    if shape.running_order.is_led:
        sentence = RuleBroken(
            "A set has %(fewest)s to %(most)s seats beside the facilitator.", fewest=fewest, most=most
        )
    else:
        sentence = RuleBroken(
            "Without a facilitator this is for %(fewest)s to %(most)s people, with whoever starts it: "
            "%(seats)s to %(more)s seats.",
            fewest=fewest, most=most, seats=fewest - 1, more=most - 1,
        )  # fmt: skip
    yield Problem("seats", sentence)


def _about_minutes(shape: Shape) -> Iterator[Problem]:
    if not SHORTEST_MEETING <= shape.meeting_minutes <= LONGEST_MEETING:
        sentence = RuleBroken(
            "A meeting lasts %(shortest)s to %(longest)s minutes.", shortest=SHORTEST_MEETING, longest=LONGEST_MEETING
        )
        yield Problem("meeting_minutes", sentence)
    try:
        check_slot(shape.running_order, shape.slot_minutes)
    except RuleBroken as refusal:
        yield Problem("slot_minutes", refusal)


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
    asked: dict[str, Any] = {"slot_minutes": shape.slot_minutes, "running_order": shape.running_order}
    if capacity(shape.members, shape.meeting_minutes, **asked).slots:
        return
    enough = shortest_meeting(shape.members, 1, **asked)
    values = {"seats": shape.members, "minutes": shape.meeting_minutes, "slot": shape.slot_minutes, "enough": enough}
    sentence = RuleBroken(
        "Nobody could present: with %(seats)s members, %(minutes)s minutes leave no room for one slot of %(slot)s. "
        "Choose %(enough)s minutes or more.",
        **values,
    )
    if enough is None:
        sentence = RuleBroken("A slot of %(slot)s minutes fits into no meeting of %(seats)s members.", **values)
    yield Problem("meeting_minutes", sentence)
