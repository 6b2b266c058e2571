"""Who is asked to join a set that is under way, and what the set says to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.sets.models import LearningSet, SeasonDate, Seat, SeatVoice
from cop.sets.queries.doors import people_in, seat_in, set_ids_of
from cop.sets.rules import newcomers as rules


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is asked to join, as the set sees them. `mine` is the viewer's word; who objects, nobody is told."""

    seat_id: int
    name: str
    standing: rules.Standing
    ready_on: datetime
    mine: bool | None


def newcomers_to(learning_set: LearningSet, *, viewer_id: int, now: datetime) -> tuple[Newcomer, ...]:
    """Everybody of whom the set was told, in the order of the table."""
    offers = [(each, each.told_at) for each in learning_set.offered if each.told_at is not None]
    voices = _voices([seat.id for seat, _ in offers])
    return tuple(
        Newcomer(
            seat.id,
            seat.told_as or seat.email or "",
            standing_of(seat, learning_set, now=now),
            rules.ready_on(told_at),
            voices[seat.id].get(viewer_id),
        )
        for seat, told_at in offers
    )


def newcomer_in(learning_set: LearningSet, seat_id: int) -> Seat:
    """An offered seat of which the set was told, for somebody who has come through the door of the set."""
    seat = seat_in(learning_set, seat_id)
    if seat.state != "invited" or seat.told_at is None:
        raise NotVisible
    return seat


def standing_of(seat: Seat, learning_set: LearningSet, *, now: datetime) -> rules.Standing:
    """Whether this seat can be taken at this moment; the dates of its set are loaded."""
    return rules.standing(
        told_at=seat.told_at, has_met=learning_set.has_met, seated=people_in(seat.set_id),
        voices=_voices([seat.id])[seat.id], now=now,
    )  # fmt: skip


def unanswered_by(viewer: User, *, community_id: int | None = None) -> set[int]:
    """The sets of this person, or those of one community, that ask them whether somebody may join."""
    own_voice = and_(SeatVoice.seat_id == Seat.id, SeatVoice.user_id == viewer.id)
    asked = (
        select(Seat.set_id)
        .join(Seat.learning_set)
        .outerjoin(SeatVoice, own_voice)
        .where(Seat.set_id.in_(set_ids_of(viewer.id, "accepted")), Seat.state == "invited", Seat.told_at.is_not(None))
        .where(SeatVoice.user_id.is_(None), LearningSet.state != "closed")
    )
    if community_id is not None:
        asked = asked.where(LearningSet.community_id == community_id)
    return set(db.session.scalars(asked))


def sets_with_offers_to_tell_of() -> Sequence[int]:
    """The sets that have yet to learn of an offer, or whose offer somebody has yet to learn that they can take."""
    met = exists().where(SeasonDate.set_id == Seat.set_id, SeasonDate.held_at.is_not(None))
    asked = (
        select(Seat.set_id)
        .join(Seat.learning_set)
        .where(Seat.state == "invited", Seat.ready_told_at.is_(None), LearningSet.state != "closed")
        .where(or_(Seat.told_at.is_not(None), met))
    )
    return db.session.scalars(asked.distinct().order_by(Seat.set_id)).all()


def offers_in(set_id: int) -> Sequence[Seat]:
    """The seats offered in this set, each with the set and its dates."""
    asked = (
        select(Seat)
        .where(Seat.set_id == set_id, Seat.state == "invited")
        .options(joinedload(Seat.learning_set).selectinload(LearningSet.dates))
        .order_by(Seat.position)
    )
    return db.session.scalars(asked.execution_options(populate_existing=True)).all()


def _voices(seat_ids: Collection[int]) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = {each: {} for each in seat_ids}
    for voice in db.session.scalars(select(SeatVoice).where(SeatVoice.seat_id.in_(seat_ids))):
        found[voice.seat_id][voice.user_id] = voice.yes
    return found
