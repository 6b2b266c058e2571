"""Who sits in a set: offered, taken, given up, taken away."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import person_by_email
from cop.people.rules.names import email_of
from cop.sets import policy, rules
from cop.sets.facts import RolesChanged, SeatDeclined, SeatLeft, SeatOffered, SeatTaken, SeatWithdrawn
from cop.sets.models import LearningSet, Seat
from cop.sets.queries import (
    hold_set,
    invitation_for,
    seat_in,
    seats_waiting_at,
    set_for,
    set_to_change_for,
)
from cop.sets.queries.newcomers import standing_of
from cop.sets.rules import newcomers
from cop.sets.service.agreement import begin_if_agreed
from cop.sets.service.newcomers import end_offer, give_notice
from cop.sets.service.news import tell_of_seat, tell_the_others

ASK_AGAIN_AFTER = timedelta(hours=1)


def offer_seat(actor: User, set_id: int, *, email: str, now: datetime, name: str = "") -> Seat:
    """Ask somebody to take a seat, by the address of their account or of one they do not have yet.

    Where nobody facilitates or has been asked to, the seat offered is the facilitator's. A set that is under way is
    told who it is, by this `name`, and may object.
    """
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), "Only the facilitator can offer a seat.")
        live = [*learning_set.seated, *learning_set.offered]
        role = "member" if any(each.role == "facilitator" for each in live) else "facilitator"
        members = sum(each.role == "member" for each in live) + (role == "member")
        rules.check_seats(facilitators=1, members=members, seats=learning_set.seats)
        if not learning_set.is_under_way:
            return keep_seat(tx, set_id, actor=actor, email=email, role=role, now=now)
        told_as = newcomers.check_name(name)
        seat = keep_seat(tx, set_id, actor=actor, email=email, role=role, now=now)
        give_notice(tx, learning_set, seat=seat, actor=actor, name=told_as, now=now)
        return seat


def keep_seat(tx: Transaction, set_id: int, *, actor: User, email: str, role: str, now: datetime) -> Seat:
    """Write an offer down and send it. Whoever calls has counted the seats and holds the set."""
    address = email_of(email)
    person = person_by_email(address)
    if _has_seat(tx, set_id, address, person):
        raise RuleBroken("This person already sits in the set, or has been offered a seat.")
    told = person is not None and _was_asked_lately(tx, actor, person, now=now)
    position = tx.session.execute(select(func.max(Seat.position) + 1).where(Seat.set_id == set_id)).scalar_one()
    seat = Seat(
        set_id=set_id, user_id=person.id if person else None, email=address, role=role, position=position,
        invited_by_id=actor.id, invited_at=now,
    )  # fmt: skip
    tx.session.add(seat)
    tx.flush()
    if person is None:
        people.invite(actor, address, now=now)
    elif not told:
        tell_of_seat(tx, address, now=now)
    tx.announce(SeatOffered(set_id, seat.id))
    return seat


def seat_newcomer(tx: Transaction, user: User) -> None:
    """Attach the seats that waited for this address to the account that now has it."""
    for seat in seats_waiting_at(user.email):
        seat.user_id = user.id
    tx.flush()


def accept_seat(actor: User, set_id: int, *, now: datetime) -> LearningSet:
    """Take the seat one was offered, if there is still one: the set's row is held while they are counted.

    Raises RuleBroken, with the same words, while a set that is under way has not had its notice or somebody objects.
    """
    with transaction() as tx:
        hold_set(set_id)
        seat = invitation_for(actor, set_id)
        _check_room_for(tx, seat)
        if standing_of(seat, seat.learning_set, now=now) != "ready":
            raise RuleBroken("The set is not ready yet. You are told when you can take the seat.")
        end_offer(tx, seat, state="accepted", now=now)
        tx.flush()
        learning_set = set_for(actor, set_id)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(SeatTaken(set_id, actor.id))
        return learning_set


def decline_seat(actor: User, set_id: int, *, now: datetime) -> None:
    """Say no to the seat one was offered; nobody is asked why."""
    with transaction() as tx:
        hold_set(set_id)
        seat = invitation_for(actor, set_id)
        end_offer(tx, seat, state="declined", now=now)
        tx.announce(SeatDeclined(set_id, seat.id))


def leave(actor: User, set_id: int, *, now: datetime) -> None:
    """Give up one's seat, at once. Whoever facilitates first says who will."""
    with transaction() as tx:
        hold_set(set_id)
        learning_set = set_for(actor, set_id)
        seat = learning_set.seat_of(actor.id)
        if seat is None or not policy.can_leave(actor, learning_set):
            raise RuleBroken("Choose who facilitates from now on. Then you can leave.")
        vacate(tx, learning_set, seat=seat, now=now)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)


def remove(actor: User, set_id: int, *, seat_id: int, now: datetime) -> None:
    """Withdraw an offer, or take a seat away: whoever had it is outside from this moment."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        seat = seat_in(learning_set, seat_id)
        require(
            policy.can_remove(actor, seat, learning_set=learning_set),
            "Only the facilitator can take a seat away, and not their own.",
        )
        if seat.state == "accepted":
            vacate(tx, learning_set, seat=seat, now=now)
            return
        end_offer(tx, seat, state="withdrawn", now=now)
        tx.announce(SeatWithdrawn(set_id, seat.id))


def vacate(tx: Transaction, learning_set: LearningSet, *, seat: Seat, now: datetime) -> None:
    """A seat is empty from this moment, in the transaction of whatever emptied it. Whoever calls holds the set."""
    seat.state, seat.left_at, seat.is_deputy = "left", now, False
    tx.flush()
    begin_if_agreed(tx, learning_set)
    tx.announce(SeatLeft(learning_set.id, seat.user_id or 0))


def name_deputy(actor: User, set_id: int, *, seat_id: int, now: datetime) -> None:
    """Say who stands in when the facilitator is away."""
    with transaction() as tx:
        learning_set, seat = _seat_to_promote(actor, set_id, seat_id)
        if seat.role == "facilitator":
            raise RuleBroken("The facilitator cannot be their own deputy. Choose somebody else.")
        for each in learning_set.table:
            each.is_deputy = each is seat
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(RolesChanged(set_id))


def name_facilitator(actor: User, set_id: int, *, seat_id: int, now: datetime) -> None:
    """Hand the set over to somebody who sits in it; whoever facilitated keeps a member's seat."""
    with transaction() as tx:
        learning_set, heir = _seat_to_promote(actor, set_id, seat_id)
        for each in learning_set.table:
            if each.role == "facilitator" and each.state == "invited":
                end_offer(tx, each, state="withdrawn", now=now)
            if each.role == "facilitator" and each.state == "accepted":
                each.role = "member"
        heir.role, heir.is_deputy = "facilitator", False
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(RolesChanged(set_id))


def _has_seat(tx: Transaction, set_id: int, address: str, person: User | None) -> bool:
    asked = select(Seat.id).where(Seat.set_id == set_id, Seat.state.in_(("invited", "accepted")))
    own = Seat.email == address if person is None else or_(Seat.email == address, Seat.user_id == person.id)
    return tx.session.scalar(asked.where(own).limit(1)) is not None


def _was_asked_lately(tx: Transaction, actor: User, person: User, *, now: datetime) -> bool:
    """Whether this person has had a letter from this actor in the last hour: offers taken back and made again, in one
    set or in many, must not fill a letter box."""
    asked = select(Seat.id).where(Seat.user_id == person.id, Seat.invited_by_id == actor.id)
    return tx.session.scalar(asked.where(Seat.invited_at > now - ASK_AGAIN_AFTER).limit(1)) is not None


def _check_room_for(tx: Transaction, seat: Seat) -> None:
    same_role = (Seat.set_id == seat.set_id, Seat.state == "accepted", Seat.role == seat.role)
    taken = tx.session.execute(select(func.count(Seat.id)).where(*same_role)).scalar_one()
    if seat.role == "facilitator" and taken:
        raise RuleBroken("Somebody else facilitates this set by now.")
    if seat.role == "member":
        rules.check_seats(facilitators=1, members=taken + 1, seats=seat.learning_set.seats)


def _seat_to_promote(actor: User, set_id: int, seat_id: int) -> tuple[LearningSet, Seat]:
    learning_set = set_to_change_for(actor, set_id)
    require(policy.can_facilitate(actor, learning_set), "Only the facilitator can say who takes which part.")
    seat = seat_in(learning_set, seat_id)
    if seat.state != "accepted":
        raise RuleBroken("This person has not taken the seat yet.")
    return learning_set, seat
