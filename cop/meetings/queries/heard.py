"""What a facilitator wrote down for somebody: shown to the two of them and to nobody else."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.meetings import rules
from cop.meetings.models import HeardCommitment, Meeting
from cop.people.models import User
from cop.sets.models import LearningSet
from cop.sets.queries.doors import set_ids_of


def heard_for(viewer: User, meeting: Meeting, *, heard_id: int) -> HeardCommitment:
    """The door to it: for whoever said it, and until the meeting ends for whoever wrote it down."""
    asked = select(HeardCommitment).where(HeardCommitment.id == heard_id, _seen_by(viewer, meeting))
    heard = db.session.scalar(asked)
    if heard is None:
        raise NotVisible
    return heard


def heard_in(viewer: User, meeting: Meeting, *, progress: rules.Progress) -> Sequence[HeardCommitment]:
    """What waits for this viewer's yes, and what they wrote down that has not been answered."""
    if not any(part.speaking.commits for part in progress.order[: progress.at + 1]):
        return ()
    asked = select(HeardCommitment).where(_seen_by(viewer, meeting))
    return db.session.scalars(asked.order_by(HeardCommitment.id)).all()


def left_unanswered_by(viewer: User, *, community_id: int | None = None) -> Sequence[HeardCommitment]:
    """What was written down for this person in meetings that have ended, in the sets they sit in."""
    asked = (
        select(HeardCommitment)
        .join(Meeting, Meeting.id == HeardCommitment.meeting_id)
        .where(
            HeardCommitment.user_id == viewer.id,
            Meeting.closed_at.is_not(None),
            Meeting.set_id.in_(set_ids_of(viewer.id, "accepted")),
        )
    )
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Meeting.set_id).where(
            LearningSet.community_id == community_id
        )
    return db.session.scalars(asked.order_by(HeardCommitment.id)).all()


def _seen_by(viewer: User, meeting: Meeting) -> ColumnElement[bool]:
    own = HeardCommitment.user_id == viewer.id
    if meeting.closed_at is None:
        own = or_(own, HeardCommitment.written_by_id == viewer.id)
    return and_(HeardCommitment.meeting_id == meeting.id, own)
