"""The only door to a meeting."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.meetings.models import Meeting
from cop.people.models import User
from cop.sets.models import LearningSet, SeasonDate, Seat

LONGEST_KNOWN = timedelta(hours=12)  # a meeting nobody closed is no longer the next thing to do


def meeting_for(viewer: User, meeting_id: int, *, lock: bool = False) -> Meeting:
    """Who has no seat in its set cannot learn that it exists. `lock` holds the row until the transaction ends."""
    meeting = db.session.scalar(LOCKED if lock else MEETING, {"viewer": viewer.id, "meeting": meeting_id})
    if meeting is None:
        raise NotVisible
    return meeting


def meeting_in(meeting: Meeting) -> tuple[LearningSet, SeasonDate]:
    """The set and the date of a meeting that has passed the door."""
    learning_set, date = db.session.execute(SET_AND_DATE, {"meeting": meeting.id}).one()
    return learning_set, date


def next_meetings_of(viewer: User, community_id: int | None, *, now: datetime) -> list[tuple[Meeting, str, int]]:
    """Meetings to come or not closed yet, with the set's name and the number in the season, soonest first."""
    asked = (
        SEATED.join(LearningSet, LearningSet.id == Meeting.set_id)
        .join(SeasonDate, SeasonDate.id == Meeting.id)
        .where(Meeting.closed_at.is_(None), SeasonDate.starts_at > now - LONGEST_KNOWN)
        .order_by(SeasonDate.starts_at)
        .limit(3)
    )
    if community_id is not None:
        asked = asked.where(LearningSet.community_id == community_id)
    rows = db.session.execute(asked.add_columns(LearningSet, SeasonDate.number), {"viewer": viewer.id}).all()
    return [(meeting, learning_set.name, number) for meeting, learning_set, number in rows]


SEATED = (  # these are written once: they are asked with every stage
    select(Meeting)
    .join(Seat, Seat.set_id == Meeting.set_id)
    .where(Seat.user_id == bindparam("viewer"), Seat.state == "accepted")
)
MEETING = SEATED.where(Meeting.id == bindparam("meeting"))
LOCKED = MEETING.with_for_update(of=Meeting).execution_options(populate_existing=True)
SET_AND_DATE = (
    select(LearningSet, SeasonDate)
    .join(SeasonDate, SeasonDate.set_id == LearningSet.id)
    .where(SeasonDate.id == bindparam("meeting"))
)
