"""A meeting for every date of a season."""

import secrets
from datetime import datetime

from sqlalchemy import delete, select

from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.models import Attendance, GoAhead, Meeting, PresenceLease
from cop.meetings.service.change import refresh
from cop.sets.models import LearningSet
from cop.sets.queries import agreement_of, dates_of, format_of, seats_of
from cop.sets.rules import Format

CANCELLED = "cancelled"


def plan_season(set_id: int) -> None:
    """A meeting for each date that has none. Those not begun yet are planned for as many as sit in the set by now."""
    with transaction() as tx:
        learning_set = tx.session.get_one(LearningSet, set_id)
        running_order, agreement = format_of(learning_set), agreement_of(set_id)
        members = _members(learning_set, running_order)
        for date in dates_of(set_id):
            meeting = tx.session.get(Meeting, date.id)
            if meeting is None:
                meeting = Meeting(id=date.id, set_id=set_id, seed=secrets.token_hex(4))
                tx.session.add(meeting)
            if meeting.opened_at is None and meeting.closed_at is None:
                planned = rules.plan(
                    starts_at=date.starts_at, members=members, meeting_minutes=date.minutes,
                    slot_minutes=running_order.fitting(learning_set.slot_minutes), running_order=running_order,
                )  # fmt: skip
                meeting.running_order = running_order
                meeting.sharing = rules.sharing_in(running_order, agreed=agreement.sharing if agreement else "bid")
                shares = running_order.presenters == "some"
                meeting.progress = rules.shared(planned, meeting.sharing, members=members) if shares else planned


def cancel(meeting_id: int, *, now: datetime) -> None:
    """A date was cancelled: its meeting ends before it began. What people keep in their trays stays theirs."""
    with transaction() as tx:
        meeting = _not_begun(tx, meeting_id)
        progress = meeting.progress
        meeting.progress = rules.abandon(progress, reason=CANCELLED, seen=progress.step, now=now).progress
        meeting.closed_at = now
        _empty(tx, meeting)


def clear_lobby(meeting_id: int) -> None:
    """A date was moved: whoever had come early comes again on the day."""
    with transaction() as tx:
        _empty(tx, _not_begun(tx, meeting_id))


def refresh_open(set_id: int) -> None:
    """Something in the set has changed that its meetings show: who has accepted, what was reported."""
    with transaction() as tx:
        asked = select(Meeting.id).where(Meeting.set_id == set_id, Meeting.closed_at.is_(None))
        for meeting_id in tx.session.scalars(asked).all():
            refresh(meeting_id)


def _not_begun(tx: Transaction, meeting_id: int) -> Meeting:
    meeting = tx.session.get_one(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    if meeting.opened_at is not None or meeting.closed_at is not None:
        raise RuleBroken(
            "This meeting has begun. If it cannot go on, break it off, and choose a date to make up for it."
        )
    return meeting


def _empty(tx: Transaction, meeting: Meeting) -> None:
    for table in (Attendance, GoAhead, PresenceLease):
        tx.session.execute(delete(table).where(table.meeting_id == meeting.id))
    meeting.handed_to_id = meeting.offered_to_id = meeting.stand_in_id = meeting.timekeeper_id = None


def _members(learning_set: LearningSet, running_order: Format) -> int:
    """Who will take turns."""
    if learning_set.is_new:
        return running_order.takers(learning_set.seats)
    return running_order.takers(sum(1 for seat in seats_of(learning_set.id) if seat.role == "member"))
