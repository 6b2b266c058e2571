"""A meeting for every date of a season."""

import secrets

from sqlalchemy import select

from cop.core.database import transaction
from cop.meetings import rules
from cop.meetings.models import Meeting
from cop.meetings.service.change import refresh
from cop.sets.models import LearningSet
from cop.sets.queries import agreement_of, dates_of, seats_of


def plan_season(set_id: int) -> None:
    """A meeting for each date that has none. Those not begun yet are planned for as many as sit in the set by now."""
    with transaction() as tx:
        learning_set = tx.session.get_one(LearningSet, set_id)
        members, agreement = _members(learning_set), agreement_of(set_id)
        for date in dates_of(set_id):
            meeting = tx.session.get(Meeting, date.id)
            if meeting is None:
                meeting = Meeting(id=date.id, set_id=set_id, seed=secrets.token_hex(4))
                tx.session.add(meeting)
            if meeting.opened_at is None and meeting.closed_at is None:
                planned = rules.plan(
                    starts_at=date.starts_at, members=members,
                    meeting_minutes=date.minutes, slot_minutes=learning_set.slot_minutes,
                )  # fmt: skip
                meeting.sharing = agreement.sharing if agreement else "bid"
                meeting.progress = rules.shared(planned, meeting.sharing, members=members)


def refresh_open(set_id: int) -> None:
    """Something in the set has changed that its meetings show: who has accepted, what was reported."""
    with transaction() as tx:
        asked = select(Meeting.id).where(Meeting.set_id == set_id, Meeting.closed_at.is_(None))
        for meeting_id in tx.session.scalars(asked).all():
            refresh(meeting_id)


def _members(learning_set: LearningSet) -> int:
    """Until a set has begun, every seat is one that somebody may take."""
    if learning_set.state in {"forming", "contracting"}:
        return learning_set.seats
    return sum(1 for seat in seats_of(learning_set.id) if seat.role == "member")
