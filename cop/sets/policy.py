"""Who may do what in a set. Everybody else never gets as far as these questions: the door keeps them out.

A set's `table` must be loaded: `cop.sets.queries.set_for` does so.
"""

from datetime import datetime

from cop.people.models import User
from cop.sets.models import BreakGlass, Commitment, LearningSet, Seat
from cop.sets.rules import glass as glass_rules


def can_see(user: User, learning_set: LearningSet) -> bool:
    """Those who sit in it and nobody above them, whatever they administer or coordinate."""
    return learning_set.seat_of(user.id) is not None


def can_facilitate(user: User, learning_set: LearningSet) -> bool:
    """The facilitator, or the deputy for as long as nobody facilitates."""
    seat = learning_set.seat_of(user.id)
    if seat is None:
        return False
    return seat.role == "facilitator" or (seat.is_deputy and learning_set.facilitator is None)


def can_leave(user: User, learning_set: LearningSet) -> bool:
    """Anyone but the person whom the set would be left without."""
    return can_see(user, learning_set) and not can_facilitate(user, learning_set)


def can_remove(user: User, seat: Seat, *, learning_set: LearningSet) -> bool:
    """Whoever facilitates, any seat but their own."""
    return can_facilitate(user, learning_set) and seat.user_id != user.id


def can_report(user: User, commitment: Commitment) -> bool:
    """Its owner alone: nobody says for another how it went."""
    return commitment.user_id == user.id


def can_skip(user: User, commitment: Commitment, *, learning_set: LearningSet) -> bool:
    """Its owner, the facilitator, or the deputy who may have to move a meeting on."""
    seat = learning_set.seat_of(user.id)
    return seat is not None and (commitment.user_id == user.id or seat.role == "facilitator" or seat.is_deputy)


def can_break_glass(user: User) -> bool:
    """Administrators, together with another one and for a reason: see `can_agree_to`."""
    return user.is_admin and user.suspended_at is None


def can_agree_to(user: User, glass: BreakGlass) -> bool:
    """Another administrator than the one who asks."""
    return can_break_glass(user) and glass.agreed_by_id is None and glass.asked_by_id != user.id


def can_read_under(user: User, glass: BreakGlass, *, now: datetime) -> bool:
    """The two who opened it, for as long as it is open."""
    two = {glass.asked_by_id, glass.agreed_by_id}
    return can_break_glass(user) and user.id in two and glass_rules.is_open(glass.ends_at, now=now)
