"""Telling a set that is under way who is asked to join it, and hearing what it says."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from cop.core.database import Transaction, transaction
from cop.people.models import User
from cop.sets import policy
from cop.sets.facts import NewcomerAnswered
from cop.sets.models import LearningSet, Seat, SeatVoice
from cop.sets.queries import hold_set, seats_of, set_to_change_for
from cop.sets.queries.newcomers import newcomer_in, offers_in, sets_with_offers_to_tell_of, standing_of
from cop.sets.service.access import note
from cop.sets.service.news import tell_everybody, tell_that_seat_is_ready, tell_the_others

WRITE_AGAIN_AFTER = timedelta(hours=1)


def give_notice(
    tx: Transaction, learning_set: LearningSet, *, seat: Seat, actor: User, name: str, now: datetime
) -> None:
    """Tell the set who is asked; whoever asks says yes by asking. Several offers within an hour are one letter."""
    told_lately = any(each.told_at and each.told_at > now - WRITE_AGAIN_AFTER for each in learning_set.offered)
    seat.told_at, seat.told_as = now, name
    tx.session.add(SeatVoice(seat_id=seat.id, user_id=actor.id, yes=True, said_at=now))
    note(tx, learning_set.id, kind="seat_offered", who=actor.id, now=now)
    if not told_lately:
        tell_the_others(tx, learning_set, but=[actor.id], now=now)


def answer_newcomer(actor: User, set_id: int, *, seat_id: int, yes: bool, now: datetime) -> None:
    """Say yes to somebody who is asked to join, or object. It may change until the seat is taken; nobody asks why.

    An objection is told to whoever facilitates, and not whose it is.
    """
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        seat = newcomer_in(learning_set, seat_id)
        before = tx.session.get(SeatVoice, (seat.id, actor.id))
        is_news = before is None or (before.yes and before.said_at <= now - WRITE_AGAIN_AFTER)
        tx.session.merge(SeatVoice(seat_id=seat.id, user_id=actor.id, yes=yes, said_at=now))
        if is_news and not yes:
            steering = [
                each for each in learning_set.seated if each.user and policy.can_facilitate(each.user, learning_set)
            ]
            tell_everybody(tx, steering, now=now)
        tx.announce(NewcomerAnswered(set_id, seat.id))


def end_offer(tx: Transaction, seat: Seat, *, state: str, now: datetime) -> None:
    """The offer is answered or taken back: its address, its name and what the set said to it are forgotten."""
    seat.state, seat.email, seat.told_as = state, None, None
    if state == "accepted":
        seat.joined_at = now
    else:
        seat.left_at = now
    tx.session.execute(delete(SeatVoice).where(SeatVoice.seat_id == seat.id))


def tell_of_offers(*, now: datetime) -> None:
    """Tell sets that have met of the offers from when they formed, and whoever was asked that a seat can be taken."""
    for set_id in sets_with_offers_to_tell_of():
        with transaction() as tx:
            hold_set(set_id)
            offers = offers_in(set_id)
            untold = [each for each in offers if each.told_at is None and each.learning_set.has_met]
            for seat in untold:
                seat.told_at = now
            if untold:
                tell_everybody(tx, seats_of(set_id), now=now)
            for seat in offers:
                _tell_if_ready(tx, seat, now=now)


def _tell_if_ready(tx: Transaction, seat: Seat, *, now: datetime) -> None:
    """Once, and not before there is an account to take the seat with."""
    waits = seat.told_at is not None and seat.ready_told_at is None and seat.user_id is not None
    if waits and seat.email is not None and standing_of(seat, seat.learning_set, now=now) == "ready":
        seat.ready_told_at = now
        tell_that_seat_is_ready(tx, seat.email, now=now)
