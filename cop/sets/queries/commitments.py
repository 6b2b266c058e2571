"""What people said they would do."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import Commitment, LearningSet, ReminderRefusal
from cop.sets.queries.doors import people_in, set_ids_of
from cop.sets.queries.history import read_by


def commitment_for(viewer: User, commitment_id: int) -> Commitment:
    """The door to a commitment: its owner, wherever they sit by now, and those who sat in its set when it was made."""
    commitment = db.session.scalar(_commitments().where(Commitment.id == commitment_id, read_by(viewer)))
    if commitment is None:
        raise NotVisible
    return commitment


def commitments_of(set_id: int, *, user_id: int | None = None) -> Sequence[Commitment]:
    """What people in this set said they would do, the nearest date first; one person's when named."""
    asked = _commitments().where(Commitment.set_id == set_id).order_by(Commitment.by_when, Commitment.id)
    if user_id is not None:
        asked = asked.where(Commitment.user_id == user_id)
    return db.session.scalars(asked).all()


def commitments_apart_of(viewer: User) -> Sequence[Commitment]:
    """What this person said they would do and that belongs to no challenge, in whichever set."""
    own = _commitments().where(Commitment.user_id == viewer.id, Commitment.challenge_id.is_(None))
    return db.session.scalars(own.order_by(Commitment.by_when, Commitment.id)).all()


def unconfirmed_by(viewer: User, *, community_id: int | None = None) -> Sequence[Commitment]:
    """What somebody else wrote down for this person around one table, and they have not said yes to."""
    asked = _commitments().where(Commitment.user_id == viewer.id, Commitment.written_by_id.is_not(None))
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Commitment.set_id).where(
            LearningSet.community_id == community_id
        )
    return db.session.scalars(asked.order_by(Commitment.id)).all()


def is_reminded(viewer: User) -> bool:
    """Whether this person is written to before what they said they would do is due."""
    return db.session.get(ReminderRefusal, viewer.id) is None


def due_commitments(set_id: int, *, at_meeting: int) -> list[Commitment]:
    """What people who still sit in the set have yet to speak of at the meeting of that number, by seat and date."""
    seated = people_in(set_id)
    owed = [each for each in commitments_of(set_id) if each.user_id in seated]
    due = set(rules.due_for_update([each.value for each in owed], at_meeting=at_meeting))
    return sorted((each for each in owed if each.value in due), key=lambda each: seated.index(each.user_id))


def open_commitments_of(viewer: User, *, community_id: int | None = None) -> list[Commitment]:
    """What this person still has to tell the sets they sit in, the nearest date first."""
    asked = _commitments().where(
        Commitment.user_id == viewer.id,
        Commitment.state.in_(rules.COMES_BACK),
        Commitment.set_id.in_(set_ids_of(viewer.id, "accepted")),
    )
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Commitment.set_id).where(
            LearningSet.community_id == community_id
        )
    return list(db.session.scalars(asked.order_by(Commitment.by_when, Commitment.id)))


def _commitments() -> Select[Commitment]:
    people_and_dates = (
        joinedload(Commitment.user),
        joinedload(Commitment.written_by),
        joinedload(Commitment.made_on),
        joinedload(Commitment.reported_on),
    )
    return select(Commitment).options(*people_and_dates)
