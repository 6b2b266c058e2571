"""Closing a set, with notice; and, long after, deleting what was said in it, in every copy."""

from datetime import datetime

from sqlalchemy import delete, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.core.seals import keyring
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import SetClosed, SetEmptied
from cop.sets.models import Agreement, Closing, LearningSet, LedgerEntry, Objection, SeasonAnswer, Seat, SeatVoice
from cop.sets.models.formats import SetFormat
from cop.sets.models.ownership import set_owner
from cop.sets.queries import seats_of, set_to_change_for
from cop.sets.queries.closing import closing_of, due_to_be_emptied, due_to_close, objected_in
from cop.sets.rules import closing as notice
from cop.sets.service.access import note
from cop.sets.service.news import tell_everybody, tell_the_others


def announce_closing(actor: User, set_id: int, *, months: int, now: datetime) -> None:
    """Say that the set will close in two weeks, and how many months after that its words are kept."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), "Only the facilitator can announce the end of the set.")
        rules.close(learning_set.state)
        if closing_of(set_id) is not None:
            raise RuleBroken("The end of this set has been announced already.")
        closing = Closing(
            set_id=set_id, announced_by_id=actor.id, announced_at=now, closes_at=notice.closes_after(now),
            months=notice.check_months(months),
        )  # fmt: skip
        tx.session.add(closing)
        note(tx, set_id, kind="closing_announced", who=actor.id, now=now)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)


def object_to_closing(actor: User, set_id: int, *, now: datetime) -> None:
    """Ask for two weeks more to talk, without saying why; once each."""
    with transaction() as tx:
        learning_set, closing = set_to_change_for(actor, set_id), _announced(set_id)
        closing.closes_at = notice.object_to(closing.closes_at, person=actor.id, objected=objected_in(set_id), now=now)
        tx.session.add(Objection(set_id=set_id, user_id=actor.id, said_at=now))
        note(tx, set_id, kind="closing_objected", who=actor.id, now=now)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)


def take_closing_back(actor: User, set_id: int, *, now: datetime) -> None:
    """The set goes on after all."""
    with transaction() as tx:
        learning_set, closing = set_to_change_for(actor, set_id), _announced(set_id)
        require(policy.can_facilitate(actor, learning_set), "Only the facilitator can take the announcement back.")
        tx.session.execute(delete(Objection).where(Objection.set_id == set_id))
        tx.session.delete(closing)
        note(tx, set_id, kind="closing_taken_back", who=actor.id, now=now)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)


def close_due(*, now: datetime) -> None:
    """Close the sets whose notice is over. Done by several workers at once, it is done once."""
    for set_id in due_to_close(now=now):
        with transaction() as tx:
            closing = tx.session.get_one(Closing, set_id, with_for_update=True, populate_existing=True)
            if closing.closed_at is None and closing.closes_at <= now:
                learning_set = tx.session.get_one(LearningSet, set_id)
                learning_set.state, closing.closed_at = rules.close(learning_set.state), now
                note(tx, set_id, kind="closed", now=now)
                tell_everybody(tx, seats_of(set_id), now=now)
                tx.announce(SetClosed(set_id))


def empty_due(*, now: datetime) -> None:
    """Delete what was said in sets that closed long enough ago, and the keys to every copy of it."""
    for closing in due_to_be_emptied(now=now):
        empty(closing.set_id, now=now)


def empty(set_id: int, *, now: datetime) -> None:
    """Delete what was said in a closed set and destroy its key. What its people brought and promised stays theirs.

    The key goes first: if this is interrupted in between, it is done again, and nothing was readable meanwhile.
    """
    keyring().destroy(set_owner(set_id))
    with transaction() as tx:
        closing = tx.session.get_one(Closing, set_id, with_for_update=True, populate_existing=True)
        if closing.emptied_at is not None:
            return
        closing.emptied_at = now
        note(tx, set_id, kind="emptied", now=now)
        tx.announce(SetEmptied(set_id))
        _delete_words(tx, set_id, now=now)
    keyring().destroy(set_owner(set_id))


def _announced(set_id: int) -> Closing:
    closing = closing_of(set_id)
    if closing is None or closing.closed_at is not None:
        raise RuleBroken("Nobody has announced the end of this set.")
    return closing


def _delete_words(tx: Transaction, set_id: int, *, now: datetime) -> None:
    for table in (Agreement, LedgerEntry, SeasonAnswer, SetFormat):
        tx.session.execute(delete(table).where(table.set_id == set_id))
    tx.session.execute(update(LearningSet).where(LearningSet.id == set_id).values(name="", purpose=""))
    gone = update(Seat).where(Seat.set_id == set_id, Seat.state == "accepted").values(state="left", left_at=now)
    tx.session.execute(gone)
    tx.session.execute(
        update(Seat)
        .where(Seat.set_id == set_id, Seat.state == "invited")
        .values(state="withdrawn", email=None, told_as=None)
    )
    tx.session.execute(delete(SeatVoice).where(SeatVoice.seat_id.in_(select(Seat.id).where(Seat.set_id == set_id))))
