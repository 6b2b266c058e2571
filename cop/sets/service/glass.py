"""Opening a set that one does not sit in, for somebody's safety: asked by one administrator, agreed by another."""

from datetime import datetime

from cop.core import jobs
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import policy
from cop.sets.models import BreakGlass, LearningSet
from cop.sets.queries import access, seats_of
from cop.sets.rules import glass as rules
from cop.sets.service.access import note
from cop.sets.service.news import tell_everybody


def ask(actor: User, set_id: int, *, reason: str, now: datetime) -> BreakGlass:
    """Ask for a set to be opened. `set_id` is its number, as it stands in the address of its pages."""
    with transaction() as tx:
        if not policy.can_break_glass(actor):
            raise NotVisible
        reason = rules.check_reason(reason)
        if tx.session.get(LearningSet, set_id) is None:
            raise RuleBroken("No set has this number. It stands in the address of the set's pages.")
        glass = BreakGlass(set_id=set_id, reason=reason, asked_by_id=actor.id, asked_at=now)
        tx.session.add(glass)
        tx.flush()
        note(tx, set_id, kind="glass_asked", who=actor.id, glass_id=glass.id, now=now)
        return glass


def agree(actor: User, glass_id: int, *, now: datetime) -> None:
    """Agree to what another administrator asks: both may read for a day, and the set is told within a week.

    It is told after six days, unless the two tell it before: a worker that is down for some hours keeps the promise.
    """
    with transaction() as tx:
        glass = _held(tx, actor, glass_id)
        ends_at = rules.agree(asked_by=glass.asked_by_id, agreeing=actor.id, asked_at=glass.asked_at, now=now)
        require(policy.can_agree_to(actor, glass), "Somebody has agreed to this already.")
        glass.agreed_by_id, glass.agreed_at, glass.ends_at = actor.id, now, ends_at
        note(tx, glass.set_id, kind="glass_broken", who=actor.id, glass_id=glass.id, now=now)
        jobs.later(tx, "sets.tell_of_glass", payload={"glass": glass.id}, at=now + rules.TOLD_AFTER)


def read(actor: User, glass_id: int, *, kind: str, now: datetime) -> None:
    """Write down, before anything is shown, that this person opens this kind of thing."""
    with transaction() as tx:
        glass = _held(tx, actor, glass_id)
        require(policy.can_read_under(actor, glass, now=now), "Only the two who opened it can read, and for one day.")
        if kind not in rules.KINDS:
            raise NotVisible
        note(tx, glass.set_id, kind=f"read_{kind}", who=actor.id, glass_id=glass.id, now=now)


def tell_now(actor: User, glass_id: int, *, now: datetime) -> None:
    """Tell the set before the week is over."""
    with transaction() as tx:
        glass = _held(tx, actor, glass_id)
        if glass.agreed_at is None:
            raise RuleBroken("Nobody has agreed to this, so there is nothing to tell.")
        _tell(tx, glass, now=now)


def tell_of_glass(glass_id: int, *, now: datetime) -> None:
    """Tell the set, unless it knows: a mail without content, and the log and a notice on its page."""
    with transaction() as tx:
        _tell(tx, tx.session.get_one(BreakGlass, glass_id, with_for_update=True), now=now)


def _held(tx: Transaction, actor: User, glass_id: int) -> BreakGlass:
    access.glass_for(actor, glass_id)
    return tx.session.get_one(BreakGlass, glass_id, with_for_update=True, populate_existing=True)


def _tell(tx: Transaction, glass: BreakGlass, *, now: datetime) -> None:
    if glass.told_at is None:
        glass.told_at = now
        note(tx, glass.set_id, kind="glass_told", glass_id=glass.id, now=now)
        tell_everybody(tx, seats_of(glass.set_id), now=now)
