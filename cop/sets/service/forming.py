"""How a set comes to be."""

from datetime import datetime

from cop.communities import policy as community_policy
from cop.communities.queries import community_for
from cop.core import words
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.people.models import User
from cop.sets import rules
from cop.sets.facts import SeasonPlanned, SetFormed
from cop.sets.models import LearningSet, SeasonDate, Seat
from cop.sets.service.seats import keep_seat

LONGEST_PURPOSE = 2_000


def form_set(
    actor: User, shape: rules.Shape, *, purpose: str, facilitator_email: str, community_id: int | None, now: datetime
) -> LearningSet:
    """Form a set in a community, or in nobody's.

    Whoever forms it facilitates it when the address is their own; otherwise they take the first member's seat and
    stand in until the person at that address has said yes.
    """
    with transaction() as tx:
        _check_place(actor, community_id)
        rules.check_shape(shape, now=now, zone=words.zone(actor.time_zone))
        rules.check_seats(facilitators=1 if facilitator_email.strip() else 0, members=0, seats=shape.seats)
        if len(purpose) > LONGEST_PURPOSE:
            raise RuleBroken("The purpose can have at most %(most)s characters.", most=LONGEST_PURPOSE)
        learning_set = LearningSet(
            community_id=community_id, name=shape.name.strip(), purpose=purpose.strip(), seats=shape.seats,
            meeting_minutes=shape.meeting_minutes, slot_minutes=shape.slot_minutes,
            format_key=shape.running_order.key, created_by_id=actor.id, created_at=now,
        )  # fmt: skip
        tx.session.add(learning_set)
        tx.flush()
        _seat_the_first(tx, learning_set.id, actor, facilitator_email=facilitator_email.strip().lower(), now=now)
        dates = _plan_season(tx, learning_set.id, shape)
        tx.announce(SetFormed(learning_set.id))
        tx.announce(SeasonPlanned(learning_set.id, tuple(each.id for each in dates)))
        return learning_set


def _check_place(actor: User, community_id: int | None) -> None:
    if community_id is not None:
        community = community_for(actor, community_id)
        allowed = community_policy.can_create_set(actor, community)
        require(allowed, "Core members and coordinators of a community can start a set in it.")


def _seat_the_first(tx: Transaction, set_id: int, actor: User, *, facilitator_email: str, now: datetime) -> None:
    own = facilitator_email == actor.email
    seat = Seat(
        set_id=set_id, user_id=actor.id, role="facilitator" if own else "member", is_deputy=not own, position=0,
        state="accepted", invited_by_id=actor.id, invited_at=now, joined_at=now,
    )  # fmt: skip
    tx.session.add(seat)
    if not own:
        keep_seat(tx, set_id, actor=actor, email=facilitator_email, role="facilitator", now=now)


def _plan_season(tx: Transaction, set_id: int, shape: rules.Shape) -> list[SeasonDate]:
    dates = [
        SeasonDate(set_id=set_id, number=number, starts_at=starts_at, minutes=shape.meeting_minutes)
        for number, starts_at in enumerate(shape.dates, start=1)
    ]
    tx.session.add_all(dates)
    tx.flush()
    return dates
