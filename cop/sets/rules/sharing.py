"""Three ways of sharing a meeting's time, and what each leaves for one person.

`bid`: whole slots for those who ask, as many as fit. `equal`: the time is split evenly between those who would like
some today. `rotation`: nobody asks, and it is split evenly between all who are there. The two limits of an even share
are our own: ten minutes are what the shortest published peer format gives one person, an hour is our longest slot.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, get_args

from cop.core.errors import RuleBroken
from cop.sets.rules.capacity import SLOT_MINUTES, capacity, frame_seconds, overhead_minutes
from cop.sets.rules.formats import STANDARD, Format

Sharing = Literal["bid", "equal", "rotation"]
WAYS: Final[tuple[Sharing, ...]] = get_args(Sharing)
SHORTEST_SHARE: Final = 10
LONGEST_SHARE: Final = max(SLOT_MINUTES)


@dataclass(frozen=True, slots=True)
class Share:
    """What a meeting in which everybody would like time comes to: so many slots of so many minutes."""

    slots: int
    minutes: int


def share_of(
    sharing: Sharing, members: int, *, meeting_minutes: int, slot_minutes: int, running_order: Format = STANDARD
) -> Share:
    """As the set shares its time, unless the running order says itself who presents."""
    if running_order.presenters != "some":
        plan = capacity(members, meeting_minutes, slot_minutes=slot_minutes, running_order=running_order)
        return Share(plan.slots, slot_minutes)
    room = room_for_slots(sharing, members, meeting_minutes=meeting_minutes, running_order=running_order)
    slots = places(sharing, room_minutes=room, slot_minutes=slot_minutes, willing=members)
    return Share(slots, minutes_each(sharing, room_minutes=room, slot_minutes=slot_minutes, presenters=slots))


def way_of(text: str) -> Sharing:
    """The way that this word stands for; raises RuleBroken for any other."""
    for way in WAYS:
        if way == text:
            return way
    raise RuleBroken("Choose how you share the time of a meeting.")


def places(sharing: Sharing, *, room_minutes: int, slot_minutes: int, willing: int) -> int:
    """How many can present in a meeting with so many minutes for slots, when `willing` people would like to."""
    shortest = slot_minutes if sharing == "bid" else SHORTEST_SHARE
    return min(room_minutes // shortest, willing)


def minutes_each(sharing: Sharing, *, room_minutes: int, slot_minutes: int, presenters: int) -> int:
    """The whole minutes of one slot when so many present."""
    if sharing == "bid" or not presenters:
        return slot_minutes
    return min(room_minutes // presenters, LONGEST_SHARE)


def room_for_slots(sharing: Sharing, members: int, *, meeting_minutes: int, running_order: Format = STANDARD) -> int:
    """Minutes a meeting leaves for slots; a rotation has no bids to hear."""
    spared = frame_seconds(members, running_order=running_order).bidding // 60 if sharing == "rotation" else 0
    overhead = overhead_minutes(members, meeting_minutes, running_order=running_order)
    return max(meeting_minutes - overhead + spared, 0)


def check_shares(sharing: Sharing, presenters: Collection[int], *, willing: Collection[int], fitting: int) -> None:
    """Raises RuleBroken when an even share would leave out somebody willing although there is time for all of them."""
    if sharing != "bid" and len(willing) <= fitting and not set(willing) <= set(presenters):
        raise RuleBroken(
            "You share the time evenly, and somebody who would like some is not in this order. Put everybody in; "
            "whoever would rather not can pass."
        )
