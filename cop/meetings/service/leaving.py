"""Leaving before the end: said beforehand, done on the spot, or because somebody's seat is gone."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.facts import PersonGone
from cop.meetings.models import (
    Abstention,
    Attendance,
    Bid,
    HeardCommitment,
    Meeting,
    PresenceLease,
    PrivateWord,
    TrayQuestion,
    Writing,
)
from cop.meetings.queries import progress_in, room_of
from cop.meetings.service.change import Change, changing, check_not_ended
from cop.people.models import User

FURTHEST = timedelta(hours=12)


def say_leaving(actor: User, meeting_id: int, *, at: datetime, now: datetime) -> Meeting:
    """Tell the set when one has to go."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        check_not_ended(change)
        if not now < at <= now + FURTHEST:
            raise RuleBroken("Give a time that is still to come today.")
        change.tx.session.get_one(Attendance, (meeting_id, actor.id)).leaves_at = at
        return change.meeting


def leave_early(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Leave the room: turns, bid and slot go. Whoever comes back later waits for a part to end, like anybody late."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        check_not_ended(change)
        if actor.id == change.room.facilitator:
            raise RuleBroken("You facilitate. Ask somebody to take the meeting over before you leave.")
        _go(change, actor.id)
        return change.meeting


def give_up_seat(person_id: int, set_id: int, *, now: datetime) -> None:
    """Somebody's seat is gone: from this moment they are outside, and nothing of theirs stays in the room."""
    with transaction() as tx:
        actor = tx.session.get_one(User, person_id)
        open_ones = select(Meeting).where(Meeting.set_id == set_id, Meeting.closed_at.is_(None))
        for meeting in tx.session.scalars(open_ones.with_for_update().execution_options(populate_existing=True)).all():
            room = room_of(meeting)
            change = Change(tx, meeting, room, actor, now, progress_in(meeting, room, now=now))
            _go(change, person_id)
            _clear(tx, meeting.id, person_id)
            change.finish()
        meetings = select(Meeting.id).where(Meeting.set_id == set_id)
        own = (HeardCommitment.user_id == person_id, HeardCommitment.meeting_id.in_(meetings))
        tx.session.execute(delete(HeardCommitment).where(*own))


def _go(change: Change, person_id: int) -> None:
    room = tuple(each for each in change.room.members if each != person_id)
    _note(change, person_id)
    if change.progress.is_live:
        change.make(rules.leave_floor(change.progress, person_id, now=change.now))
        change.make(rules.without(change.progress, person_id, now=change.now, room=room))
    for table in (Abstention, Bid):
        own = (table.meeting_id == change.meeting.id, table.user_id == person_id)
        change.tx.session.execute(delete(table).where(*own))
    for role in ("offered_to_id", "stand_in_id", "timekeeper_id"):
        if getattr(change.meeting, role) == person_id:
            setattr(change.meeting, role, None)
    change.room = change.room.without(person_id)


def _note(change: Change, person_id: int) -> None:
    attendance = change.tx.session.get(Attendance, (change.meeting.id, person_id))
    if attendance is None:
        return
    if not change.progress.is_live:
        change.tx.session.delete(attendance)
        return
    share = rules.share_on_leaving(change.progress, "half" if attendance.credit == "half" else "full")
    attendance.left_at, attendance.leaves_at, attendance.shares = change.now, None, share != "none"
    attendance.credit = "full" if share == "full" else "half"


def _clear(tx: Transaction, meeting_id: int, person_id: int) -> None:
    own_leases = (PresenceLease.meeting_id == meeting_id, PresenceLease.user_id == person_id)
    connections = tx.session.scalars(select(PresenceLease.connection).where(*own_leases)).all()
    tx.session.execute(delete(PresenceLease).where(*own_leases))
    for table in (TrayQuestion, Writing):
        tx.session.execute(delete(table).where(table.meeting_id == meeting_id, table.author_id == person_id))
    said = PrivateWord.meeting_id == meeting_id
    tx.session.execute(
        delete(PrivateWord).where(said, (PrivateWord.from_id == person_id) | (PrivateWord.to_id == person_id))
    )
    tx.announce(PersonGone(meeting_id, person_id, tuple(connections)))
