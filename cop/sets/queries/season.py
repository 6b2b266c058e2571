"""When a set meets, and the airtime of its season so far."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cop.core.database import db
from cop.sets import rules
from cop.sets.models import LedgerEntry, SeasonChange, SeasonDate

MOST_CHANGES = 5
COUNTS_AS_NEXT = timedelta(hours=1)


def dates_of(set_id: int) -> Sequence[SeasonDate]:
    """The season, in order, without what was cancelled."""
    standing = (SeasonDate.set_id == set_id, SeasonDate.cancelled_at.is_(None))
    return db.session.scalars(select(SeasonDate).where(*standing).order_by(SeasonDate.number)).all()


def changes_of(set_id: int) -> Sequence[SeasonChange]:
    """What became of the dates lately, the newest first."""
    asked = select(SeasonChange).where(SeasonChange.set_id == set_id).options(joinedload(SeasonChange.changed_by))
    return db.session.scalars(asked.order_by(SeasonChange.id.desc()).limit(MOST_CHANGES)).all()


def next_date(dates: Collection[SeasonDate], *, now: datetime) -> SeasonDate | None:
    """The meeting to come or under way: not yet held, and not over for an hour."""
    to_come = (each for each in dates if each.held_at is None and _end_of(each) + COUNTS_AS_NEXT > now)
    return min(to_come, key=lambda each: each.number, default=None)


def ledger_of(set_id: int) -> list[rules.Entry]:
    """The airtime of the season so far, as the rules reckon with it."""
    asked = select(LedgerEntry).where(LedgerEntry.set_id == set_id).options(joinedload(LedgerEntry.season_date))
    return [entry.value for entry in db.session.scalars(asked)]


def _end_of(season_date: SeasonDate) -> datetime:
    return season_date.starts_at + timedelta(minutes=season_date.minutes)
