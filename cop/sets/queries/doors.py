"""The doors of learning sets, and the lists of what stands behind them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import policy
from cop.sets.models import LearningSet, Seat


def set_for(viewer: User, set_id: int) -> LearningSet:
    """The only door to a set: a person without a seat in it cannot learn that it exists. Loads table and dates."""
    own = LearningSet.id.in_(set_ids_of(viewer.id, "accepted"))  # in SQL, so that a no takes equally long for any id
    return _behind_the_door(viewer, _whole_set().where(LearningSet.id == set_id, own))


def set_to_change_for(viewer: User, set_id: int) -> LearningSet:
    """The same door, with the set's row held until the transaction ends: seats are counted by one person at a time.

    Raises RuleBroken in a set that has closed.
    """
    hold_set(set_id)
    learning_set = set_for(viewer, set_id)
    if learning_set.state == "closed":
        raise RuleBroken("This set has closed. You can read it for some time, and nothing is added any more.")
    return learning_set


def hold_set(set_id: int) -> None:
    """Wait for whoever is changing this set. Says nothing about whether there is one."""
    db.session.execute(select(LearningSet.id).where(LearningSet.id == set_id).with_for_update())


def invitation_for(viewer: User, set_id: int) -> Seat:
    """The door for somebody asked to take a seat: the seat, its set with the dates, and who asks; no more."""
    asked = (
        select(Seat)
        .join(Seat.learning_set)
        .where(Seat.set_id == set_id, Seat.user_id == viewer.id, Seat.state == "invited")
        .options(contains_eager(Seat.learning_set).selectinload(LearningSet.dates), joinedload(Seat.invited_by))
    )
    seat = db.session.scalar(asked.execution_options(populate_existing=True))
    if seat is None:
        raise NotVisible
    return seat


def sets_visible_to(viewer: User, *, community_id: int | None = None) -> Sequence[LearningSet]:
    """The sets this person sits in, by name; those of one community when it is named."""
    asked = _whole_set().where(LearningSet.id.in_(set_ids_of(viewer.id, "accepted")))
    if community_id is not None:
        asked = asked.where(LearningSet.community_id == community_id)
    return sorted(db.session.scalars(asked), key=lambda each: (each.name, each.id))  # the database cannot read them


def invitations_to(viewer: User) -> Sequence[Seat]:
    """The seats this person has been offered and has not answered, the oldest first."""
    asked = (
        select(Seat)
        .where(Seat.user_id == viewer.id, Seat.state == "invited")
        .options(joinedload(Seat.learning_set), joinedload(Seat.invited_by))
        .order_by(Seat.invited_at, Seat.id)
    )
    return db.session.scalars(asked).all()


def has_had_a_seat(viewer: User) -> bool:
    """Whether they were ever offered a seat in any set: only then may something of a set be asked of them."""
    return db.session.scalar(select(Seat.id).where(Seat.user_id == viewer.id).limit(1)) is not None


def people_in(set_id: int) -> list[int]:
    """Who is told about this set: everybody who sits in it at this moment."""
    asked = select(Seat.user_id).where(*_seated(set_id)).order_by(Seat.position)
    return [user_id for user_id in db.session.scalars(asked) if user_id is not None]


def seats_of(set_id: int) -> list[Seat]:
    """The seats taken, with their people: the facilitator first, then in the order of the table."""
    asked = select(Seat).where(*_seated(set_id)).options(joinedload(Seat.user)).order_by(Seat.position)
    return sorted(db.session.scalars(asked), key=lambda each: each.role != "facilitator")


def seat_in(learning_set: LearningSet, seat_id: int) -> Seat:
    """One seat of a set that somebody has come through the door of, taken or offered."""
    for seat in learning_set.table:
        if seat.id == seat_id and seat.state in {"invited", "accepted"}:
            return seat
    raise NotVisible


def seats_waiting_at(email: str) -> Sequence[Seat]:
    """The seats offered to an address that had no account."""
    asked = select(Seat).where(Seat.email == email, Seat.user_id.is_(None), Seat.state == "invited")
    return db.session.scalars(asked).all()


def set_ids_of(user_id: int, state: str) -> Select[int]:
    """The sets in which this person has a seat in that state."""
    return select(Seat.set_id).where(Seat.user_id == user_id, Seat.state == state)


def _behind_the_door(viewer: User, asked: Select[LearningSet]) -> LearningSet:
    learning_set = db.session.scalar(asked.execution_options(populate_existing=True))
    if learning_set is None or not policy.can_see(viewer, learning_set):
        raise NotVisible
    return learning_set


def _whole_set() -> Select[LearningSet]:
    table = selectinload(LearningSet.table).joinedload(Seat.user)
    return select(LearningSet).options(table, selectinload(LearningSet.dates))


def _seated(set_id: int) -> tuple[ColumnElement[bool], ...]:
    return Seat.set_id == set_id, Seat.state == "accepted"
