"""What of somebody who goes is deleted with sets. What the set said stays sealed, and its ledger adds up."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from cop.core.database import Transaction
from cop.core.seals import keyring
from cop.people.models import User, person_owner
from cop.sets.facts import RolesChanged
from cop.sets.models import (
    Challenge,
    Commitment,
    LearningSet,
    Objection,
    ReminderRefusal,
    ReviewLine,
    SeasonAnswer,
    SeasonDate,
    Seat,
    SeatVoice,
)
from cop.sets.queries import hold_set, set_for
from cop.sets.service.newcomers import end_offer
from cop.sets.service.news import tell_the_others
from cop.sets.service.seats import vacate

THEIRS: tuple[type[Any], ...] = (Commitment, Challenge, ReviewLine, ReminderRefusal, Objection, SeatVoice)


def forget(tx: Transaction, person_id: int, *, keeps_words: bool, now: datetime) -> None:
    """Their seats are given up; what is theirs alone goes in either case, with its key, in every backup too."""
    keyring().destroy(person_owner(person_id))
    person = tx.session.get_one(User, person_id)
    address = person.email
    _give_up_seats(tx, person, now=now)
    for table in (*THEIRS, *(() if keeps_words else (SeasonAnswer,))):
        tx.session.execute(delete(table).where(table.user_id == person_id))
    theirs = or_(Seat.user_id == person_id, Seat.email == address)
    tx.session.execute(update(Seat).where(theirs).values(email=None, told_as=None))
    to_come = (SeasonDate.facilitator_id == person_id, SeasonDate.held_at.is_(None))
    tx.session.execute(update(SeasonDate).where(*to_come).values(facilitator_id=None))
    keyring().destroy(person_owner(person_id))


def _give_up_seats(tx: Transaction, person: User, *, now: datetime) -> None:
    own = or_(Seat.user_id == person.id, Seat.email == person.email)
    for seat in tx.session.scalars(select(Seat).where(own, Seat.state == "invited")).all():
        end_offer(tx, seat, state="declined", now=now)
    taken = select(Seat.set_id).where(Seat.user_id == person.id, Seat.state == "accepted")
    for set_id in tx.session.scalars(taken).all():
        hold_set(set_id)
        learning_set = set_for(person, set_id)
        own_seat = learning_set.seat_of(person.id)
        assert own_seat is not None  # noqa: S101  the set is held, and they sat in it a moment ago
        _hand_on(tx, learning_set, seat=own_seat)
        vacate(tx, learning_set, seat=own_seat, now=now)
        tell_the_others(tx, learning_set, but=[person.id], now=now)


def _hand_on(tx: Transaction, learning_set: LearningSet, *, seat: Seat) -> None:
    """To the deputy, else to whoever sits next at the table, but the suspended; where nobody else sits, to nobody."""
    others = [each for each in learning_set.seated if each is not seat and each.user and not each.user.suspended_at]
    heir = next((each for each in others if each.is_deputy), None) or next(iter(others), None)
    if seat.role == "facilitator" and heir is not None:
        seat.role, heir.role, heir.is_deputy = "member", "facilitator", False
        tx.announce(RolesChanged(learning_set.id))
