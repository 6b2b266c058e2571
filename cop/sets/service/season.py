"""Moving, cancelling and adding dates; who facilitates which; and how few may begin."""

from collections.abc import Collection
from datetime import datetime

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import RolesChanged, SeasonChanged
from cop.sets.models import LearningSet, SeasonChange, SeasonDate
from cop.sets.queries import set_to_change_for
from cop.sets.service.news import tell_the_others

ONLY = N_("Only the facilitator changes the dates.")


def move_date(actor: User, set_id: int, *, season_date_id: int, starts_at: datetime, now: datetime) -> None:
    """Meet at another time. Raises RuleBroken for a date that has begun and for a time that is taken."""
    with transaction() as tx:
        learning_set, date = _date_to_change(actor, set_id, season_date_id)
        others = _occasions(learning_set, now=now, but=date.id)
        rules.check_movable(_occasion(date, now=now))
        rules.check_free(starts_at, date.minutes, others=others, now=now)
        change = SeasonChange(set_id=set_id, kind="moved", before=date.starts_at, after=starts_at)
        date.starts_at = starts_at
        _number_anew(tx, learning_set.dates, now=now)
        _tell(tx, learning_set, change, actor=actor, now=now)
        tx.announce(SeasonChanged(set_id, date.id, "moved"))


def cancel_date(actor: User, set_id: int, *, season_date_id: int, now: datetime) -> None:
    """Do not meet that day. What was said of it elsewhere still finds its row, and nothing in the ledger changes."""
    with transaction() as tx:
        learning_set, date = _date_to_change(actor, set_id, season_date_id)
        others = _occasions(learning_set, now=now, but=date.id)
        rules.check_cancelled(_occasion(date, now=now), others=others)
        date.cancelled_at, date.number = now, -date.id
        tx.flush()
        _number_anew(tx, [each for each in learning_set.dates if each is not date], now=now)
        change = SeasonChange(set_id=set_id, kind="cancelled", before=date.starts_at)
        _tell(tx, learning_set, change, actor=actor, now=now)
        tx.announce(SeasonChanged(set_id, date.id, "cancelled"))


def add_date(
    actor: User, set_id: int, *, starts_at: datetime, now: datetime, instead_of: int | None = None
) -> SeasonDate:
    """Meet once more; `instead_of` names a meeting that was broken off and is to be made up for."""
    with transaction() as tx:
        learning_set = _set_to_change(actor, set_id)
        known = _occasions(learning_set, now=now)
        rules.check_count(learning_set.this_season)
        rules.check_free(starts_at, learning_set.meeting_minutes, others=known, now=now)
        lost = _date_in(learning_set, instead_of) if instead_of is not None else None
        date = SeasonDate(
            set_id=set_id, number=0, season=learning_set.season, starts_at=starts_at,
            minutes=learning_set.meeting_minutes,
        )  # fmt: skip
        tx.session.add(date)
        tx.flush()
        _number_anew(tx, [*learning_set.dates, date], now=now)
        kind = "added" if lost is None else "rescheduled"
        change = SeasonChange(set_id=set_id, kind=kind, before=lost.starts_at if lost else None, after=starts_at)
        _tell(tx, learning_set, change, actor=actor, now=now)
        tx.announce(SeasonChanged(set_id, date.id, "added"))
        return date


def name_for_date(actor: User, set_id: int, *, season_date_id: int, person_id: int, now: datetime) -> None:
    """Say whose turn it is to facilitate a meeting; 0 gives it back to whoever facilitates the set."""
    with transaction() as tx:
        learning_set, date = _date_to_change(actor, set_id, season_date_id)
        rules.check_movable(_occasion(date, now=now))
        if person_id and learning_set.seat_of(person_id) is None:
            raise RuleBroken("Choose somebody who sits in the set.")
        date.facilitator_id = person_id or None
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(RolesChanged(set_id))


def choose_fewest(actor: User, set_id: int, *, fewest: int) -> None:
    """Say how many members have to be there for a meeting to begin."""
    with transaction() as tx:
        learning_set = _set_to_change(actor, set_id)
        rules.check_fewest(fewest, seats=learning_set.seats)
        learning_set.fewest_members = fewest
        tx.announce(RolesChanged(set_id))


def _set_to_change(actor: User, set_id: int) -> LearningSet:
    learning_set = set_to_change_for(actor, set_id)
    require(policy.can_facilitate(actor, learning_set), ONLY)
    return learning_set


def _date_to_change(actor: User, set_id: int, season_date_id: int) -> tuple[LearningSet, SeasonDate]:
    learning_set = _set_to_change(actor, set_id)
    return learning_set, _date_in(learning_set, season_date_id)


def _date_in(learning_set: LearningSet, season_date_id: int) -> SeasonDate:
    for each in learning_set.dates:
        if each.id == season_date_id:
            return each
    raise NotVisible


def _occasions(learning_set: LearningSet, *, now: datetime, but: int | None = None) -> list[rules.Occasion]:
    return [_occasion(each, now=now) for each in learning_set.dates if each.id != but]


def _occasion(date: SeasonDate, *, now: datetime) -> rules.Occasion:
    fixed = date.held_at is not None or date.starts_at <= now
    return rules.Occasion(date.id, date.number, date.starts_at, date.minutes, fixed=fixed)


def _number_anew(tx: Transaction, dates: Collection[SeasonDate], *, now: datetime) -> None:
    """By way of numbers below zero, since two dates never share one."""
    wanted = rules.numbered(_occasion(each, now=now) for each in dates)
    changed = [each for each in dates if each.number != wanted[each.id]]
    for each in changed:
        each.number = -each.id
    tx.flush()
    for each in changed:
        each.number = wanted[each.id]
    tx.flush()


def _tell(tx: Transaction, learning_set: LearningSet, change: SeasonChange, *, actor: User, now: datetime) -> None:
    change.changed_by_id, change.changed_at = actor.id, now
    tx.session.add(change)
    tell_the_others(tx, learning_set, but=[actor.id], now=now)
