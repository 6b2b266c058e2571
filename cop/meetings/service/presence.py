"""Coming in, being there and going away."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import rules
from cop.meetings.models import Attendance, Meeting, PresenceLease
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.meetings.service.change import Change, changing, check_not_ended, refresh
from cop.meetings.service.moves import check_agreement
from cop.people.models import User
from cop.sets.queries import waiting_for

LEASE = timedelta(seconds=45)
LONG_ENOUGH = timedelta(seconds=20)  # a page asks every fifteen


def arrive(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Come in, or wait before the door when this is no moment to walk in. Coming twice changes nothing."""
    with changing(actor, meeting_id, now=now) as change:
        _receive(change, actor.id)
        return change.meeting


def record_arrival(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    """Note that somebody is here who has no screen of their own: around a real table, or on the telephone."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator notes that somebody else has come.")
        _receive(change, person_id)
        return change.meeting


def let_in(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    """Ask somebody in who waits before the door. Raises RuleBroken while the room is silent or listening."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator lets somebody in.")
        person = change.room.person(person_id)
        if person is None or person.arrived_at is None:
            raise NotVisible
        if not person.is_in and not rules.may_come_in(change.progress, arrived_at=person.arrived_at, let_in=True):
            raise RuleBroken("Nobody walks in while the presenter speaks or thinks. They come in at the next part.")
        if not person.is_in:
            change.bring_in(person, arrived_at=person.arrived_at, let_in=True)
        return change.meeting


def affirm(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Stand by the agreement again, as every meeting opens."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        check_not_ended(change)
        attendance = change.tx.session.get_one(Attendance, (meeting_id, actor.id))
        attendance.affirmed_at = attendance.affirmed_at or now
        return change.meeting


def watch(viewer: User, meeting_id: int, *, connection: str, now: datetime) -> int:
    """Say that this socket is still there, and learn the version. Whoever was away is back with this.

    A lease that lasts beyond the next question is left as it is: with a hundred rooms, every second write.
    """
    lease = db.session.get(PresenceLease, (meeting_id, viewer.id, connection))
    if lease is not None and lease.lease_until > now + LONG_ENOUGH:
        return meeting_for(viewer, meeting_id).version
    with transaction() as tx:
        meeting = meeting_for(viewer, meeting_id)
        if meeting.closed_at is not None:
            return meeting.version
        if not _is_there(meeting_id, viewer.id, now=now):
            _come_back(viewer, meeting_id, now=now)
            tx.session.execute(delete(PresenceLease).where(*_leases_of(meeting_id, viewer.id)))
        lease = PresenceLease(meeting_id=meeting_id, user_id=viewer.id, connection=connection, lease_until=now + LEASE)
        tx.session.merge(lease)
        tx.flush()
        return meeting.version


def leave(person_id: int, connection: str, *, now: datetime) -> None:
    """A socket is gone: its leases end now. Other sockets of the same person keep them in the room."""
    with transaction() as tx:
        own = (
            PresenceLease.user_id == person_id,
            PresenceLease.connection == connection,
            PresenceLease.lease_until > now,
        )
        watched = tx.session.scalars(select(PresenceLease.meeting_id).where(*own)).all()
        tx.session.execute(update(PresenceLease).where(*own).values(lease_until=now))
        for meeting_id in watched:
            came_in = tx.session.get(Attendance, (meeting_id, person_id))
            if came_in is not None and not _is_there(meeting_id, person_id, now=now):
                refresh(meeting_id)


def _receive(change: Change, person_id: int) -> None:
    person = change.room.person(person_id)
    if person is None:
        raise NotVisible
    _check_open(change)
    if person.arrived_at is not None and person.left_at is None:
        return
    if person.arrived_at is None and person_id in waiting_for(change.meeting.set_id):
        raise RuleBroken("Whoever comes in has accepted the set's agreement first.")
    attendance = change.tx.session.get(Attendance, (change.meeting.id, person_id))
    if attendance is None:
        change.tx.session.add(Attendance(meeting_id=change.meeting.id, user_id=person_id, arrived_at=change.now))
    else:
        attendance.arrived_at, attendance.came_in_at, attendance.left_at = change.now, None, None
        attendance.shares = True
    change.tx.flush()
    change.bring_in(person, arrived_at=change.now)


def _check_open(change: Change) -> None:
    """Before a meeting begins everybody has agreed. While it runs, whoever takes a seat keeps nobody else outside."""
    check_not_ended(change)
    if change.progress.state != "lobby":
        return
    check_agreement(change.meeting)
    if not rules.lobby_is_open(change.progress, now=change.now):
        raise RuleBroken("The lobby opens 15 minutes before the meeting.")


def _come_back(viewer: User, meeting_id: int, *, now: datetime) -> None:
    """A presenter who returns lets the clock run on from what was left; a member has the turn that waited for them."""
    meeting = meeting_for(viewer, meeting_id, lock=True)
    room = room_of(meeting)
    away_since = room.away_since(viewer.id, now=now)
    person = room.person(viewer.id)
    if away_since is None or person is None or not person.is_in:
        return
    with transaction() as tx:
        change = Change(tx, meeting, room, viewer, now, progress_in(meeting, room, now=now))
        if change.progress.presenter == viewer.id:
            change.make(rules.presenter_returned(change.progress, away_since=away_since, now=now))
        elif change.progress.is_live and viewer.id in room.members:
            change.make(rules.join_floor(change.progress, viewer.id, now=now))
        change.finish()


def _is_there(meeting_id: int, person_id: int, *, now: datetime) -> bool:
    standing = (*_leases_of(meeting_id, person_id), PresenceLease.lease_until > now)
    return db.session.scalar(select(PresenceLease.connection).where(*standing).limit(1)) is not None


def _leases_of(meeting_id: int, person_id: int) -> tuple[ColumnElement[bool], ...]:
    return PresenceLease.meeting_id == meeting_id, PresenceLease.user_id == person_id
