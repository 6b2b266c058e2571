"""Who would like time in a meeting, who passes, who is asked first, and the order that the ledger suggests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cop.core.database import db
from cop.meetings import rules
from cop.meetings.models import Abstention, Bid, Meeting
from cop.meetings.rules.room import Room
from cop.sets import rules as set_rules
from cop.sets.models import Seat
from cop.sets.queries import ledger_at


@dataclass(frozen=True, slots=True)
class Lot:
    """Somebody's lot: the SHA-256 of the meeting's seed, a colon and the number of their seat."""

    member: int
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Airtime:
    """`minutes` is the length of a slot when the first `fitting` of `places` present.

    `silent` have neither asked nor passed, in the order of their seats; `asked_first` are those of them who are due.
    """

    sharing: set_rules.Sharing
    bids: Sequence[Bid]
    passing: frozenset[int]
    silent: tuple[int, ...]
    asked_first: tuple[int, ...]
    places: tuple[set_rules.Place, ...]
    fitting: int
    minutes: int
    lots: tuple[Lot, ...]

    @property
    def willing(self) -> list[int]:
        """Who would present today, in the order suggested."""
        return [place.member for place in self.places]

    @property
    def presenters(self) -> list[int]:
        """Who presents if the set takes the suggestion."""
        return self.willing[: self.fitting]

    @property
    def by_lot(self) -> bool:
        return any(place.reason == "lot" for place in self.places)


def airtime_in(meeting: Meeting, room: Room, *, progress: rules.Progress) -> Airtime:
    """All that the bids and the order need. Whoever bid and has left the room since is left out."""
    bids, passing = bids_in(meeting.id), _passing(meeting.id)
    entries, numbers = ledger_at(meeting.id), _numbers(meeting.set_id)
    willing = _willing(meeting, room, bids=bids, passing=passing)
    asked_first = set_rules.offered(room.members, entries=entries, slots=progress.slots)
    places = set_rules.suggested_order(
        willing, entries=entries, slot_seconds=60 * progress.slot_minutes, seed=meeting.seed, asked_first=asked_first,
        numbers=numbers,
    )  # fmt: skip
    fitting = min(progress.slots, len(places))
    said = {each.user_id for each in bids} | passing
    silent = tuple(each for each in room.members if each not in said)
    return Airtime(
        meeting.sharing, bids, passing, silent, tuple(each for each in silent if each in asked_first), places, fitting,
        minutes_each(meeting, progress, presenters=fitting), lots_in(meeting, room, numbers=numbers),
    )  # fmt: skip


def minutes_each(meeting: Meeting, progress: rules.Progress, *, presenters: int) -> int:
    """How long one slot is when so many present."""
    if meeting.running_order.presenters != "some":
        return progress.slot_minutes
    room_minutes = rules.slot_room(progress)
    return set_rules.minutes_each(
        meeting.sharing, room_minutes=room_minutes, slot_minutes=progress.slot_minutes, presenters=presenters
    )


def lots_in(meeting: Meeting, room: Room, *, numbers: Mapping[int, int] | None = None) -> tuple[Lot, ...]:
    """The lot of everybody who takes turns, as it would be drawn: by the seats, so that nobody's name comes first."""
    seats = numbers or _numbers(meeting.set_id)
    return tuple(
        Lot(member, f"{meeting.seed}:{seats[member]}", set_rules.lot(seats[member], seed=meeting.seed))
        for member in room.members
        if member in seats
    )


def bids_in(meeting_id: int) -> Sequence[Bid]:
    """Who has asked for a slot, in no order that means anything."""
    return db.session.scalars(select(Bid).where(Bid.meeting_id == meeting_id).order_by(Bid.user_id)).all()


def _passing(meeting_id: int) -> frozenset[int]:
    return frozenset(db.session.scalars(select(Abstention.user_id).where(Abstention.meeting_id == meeting_id)))


def _willing(meeting: Meeting, room: Room, *, bids: Sequence[Bid], passing: frozenset[int]) -> list[set_rules.Bid]:
    if meeting.sharing == "rotation":
        return [set_rules.Bid(member) for member in room.members if member not in passing]
    return [set_rules.Bid(each.user_id, each.urgency) for each in bids if each.user_id in room.members]


def _numbers(set_id: int) -> dict[int, int]:
    """The numbers of the seats around the table, from 1."""
    asked = select(Seat.user_id, Seat.position).where(Seat.set_id == set_id, Seat.state == "accepted")
    return {user_id: position + 1 for user_id, position in db.session.execute(asked) if user_id is not None}
