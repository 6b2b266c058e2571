"""Who is in the room, in one query."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, select

from cop.core.database import db
from cop.meetings import rules
from cop.meetings.models import Attendance, GoAhead, Meeting, PresenceLease, Visitor
from cop.meetings.rules.room import Person, Room
from cop.people.models import User
from cop.sets.models import LearningSet, SeasonDate, Seat
from cop.sets.rules import Credit


def room_of(meeting: Meeting) -> Room:
    """Everybody with a seat in the set, and which of them has come to this meeting. Around one table nobody
    is away because a telephone of theirs has gone to sleep, but for the facilitator, whose screen runs the meeting."""
    rows = db.session.execute(SEATED, {"meeting": meeting.id, "set": meeting.set_id}).all()
    seated = {row.id for row in rows}
    own = next((row.id for row in rows if row.role == "facilitator"), None)
    in_turn = next((row.facilitator_id for row in rows if row.facilitator_id in seated - {own}), None)
    if not meeting.running_order.is_led:
        own = in_turn = None
    facilitator = next((each for each in (meeting.handed_to_id, in_turn, own) if each in seated), None)
    shorts = short_names([row.name for row in rows])
    people = tuple(_person(row, short) for row, short in zip(rows, shorts, strict=True))
    if meeting.around_table:
        people = tuple(each if each.id == facilitator else replace(each, lease_until=None) for each in people)
    return Room(
        people, facilitator, own=own, in_turn=in_turn, offered_to=meeting.offered_to_id, stand_in=meeting.stand_in_id,
        timekeeper=meeting.timekeeper_id, patient_until=meeting.patient_until,
        fewest=min([_fewest(meeting), *(row.fewest_members for row in rows)]),
        visitors=max((row.visitors for row in rows), default=0), around_table=meeting.around_table,
        is_led=meeting.running_order.is_led,
    )  # fmt: skip


def progress_in(meeting: Meeting, room: Room, *, now: datetime) -> rules.Progress:
    """The stored progress brought to now: a presenter who dropped out holds the clock."""
    stored = meeting.progress
    return rules.as_of(stored, presenter_away_since=room.away_since(stored.presenter, now=now), now=now)


def credits_in(meeting: Meeting) -> dict[int, Credit]:
    """Who came into the room, and whether in time for a full share of the airtime."""
    asked = select(Attendance.user_id, Attendance.credit).where(
        Attendance.meeting_id == meeting.id, Attendance.came_in_at.is_not(None), Attendance.shares
    )
    return {user_id: "half" if credit == "half" else "full" for user_id, credit in db.session.execute(asked)}


def short_names(names: list[str]) -> list[str]:
    """First names, with the initial of the last where two share one."""
    first = [name.split()[0] if name.split() else name for name in names]
    shared = Counter(first)
    return [
        f"{short} {name.split()[-1][0]}" if shared[short] > 1 and len(name.split()) > 1 else short
        for short, name in zip(first, names, strict=True)
    ]


def _fewest(meeting: Meeting) -> int:
    """Members, when the running order is meant for fewer than a set usually is."""
    running_order = meeting.running_order
    return running_order.people[0] - (0 if running_order.is_led else 1)


def _person(row: Any, short: str) -> Person:
    return Person(
        row.id, row.name, short=short, is_deputy=row.is_deputy, arrived_at=row.arrived_at, came_in_at=row.came_in_at,
        affirmed_at=row.affirmed_at, lease_until=row.lease_until, leaves_at=row.leaves_at, left_at=row.left_at,
        goes_ahead=row.goes_ahead is not None,
    )  # fmt: skip


MEETING = bindparam("meeting", type_=Integer)
LEASE = (
    select(func.max(PresenceLease.lease_until))
    .where(PresenceLease.meeting_id == MEETING, PresenceLease.user_id == Seat.user_id)
    .scalar_subquery()
)
VISITORS = select(func.count(Visitor.id)).where(Visitor.meeting_id == MEETING).scalar_subquery()
SEATED = (  # written once: it is asked with every stage
    select(
        User.id, User.name, Seat.role, Seat.is_deputy,
        Attendance.arrived_at, Attendance.came_in_at, Attendance.affirmed_at, LEASE.label("lease_until"),
        Attendance.leaves_at, Attendance.left_at, SeasonDate.facilitator_id,
        GoAhead.said_at.label("goes_ahead"), LearningSet.fewest_members, VISITORS.label("visitors"),
    )
    .join(User, User.id == Seat.user_id)
    .outerjoin(Attendance, and_(Attendance.meeting_id == MEETING, Attendance.user_id == Seat.user_id))
    .outerjoin(GoAhead, and_(GoAhead.meeting_id == MEETING, GoAhead.user_id == Seat.user_id))
    .join(SeasonDate, SeasonDate.id == MEETING)
    .join(LearningSet, LearningSet.id == Seat.set_id)
    .where(Seat.set_id == bindparam("set"), Seat.state == "accepted")
    .order_by(Seat.position, Seat.id)
)  # fmt: skip
