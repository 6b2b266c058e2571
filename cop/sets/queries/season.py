"""When a set meets, season by season, and the airtime of each."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import LearningSet, LedgerEntry, SeasonChange, SeasonDate
from cop.sets.queries.history import reads_from

MOST_CHANGES = 5
COUNTS_AS_NEXT = timedelta(hours=1)


def dates_of(set_id: int) -> Sequence[SeasonDate]:
    """All seasons, in order, without what was cancelled."""
    standing = (SeasonDate.set_id == set_id, SeasonDate.cancelled_at.is_(None))
    return db.session.scalars(select(SeasonDate).where(*standing).order_by(SeasonDate.number)).all()


def changes_of(set_id: int) -> Sequence[SeasonChange]:
    """What became of the dates lately, the newest first."""
    asked = select(SeasonChange).where(SeasonChange.set_id == set_id).options(joinedload(SeasonChange.changed_by))
    return db.session.scalars(asked.order_by(SeasonChange.id.desc()).limit(MOST_CHANGES)).all()


def next_date(dates: Collection[SeasonDate], *, now: datetime) -> SeasonDate | None:
    """The meeting to come or under way."""
    to_come = (each for each in dates if not is_over(each, now=now))
    return min(to_come, key=lambda each: each.number, default=None)


def is_over(date: SeasonDate, *, now: datetime) -> bool:
    """Held, or past its end for an hour."""
    return date.held_at is not None or date.ends_at + COUNTS_AS_NEXT <= now


def open_review_in(learning_set: LearningSet, *, now: datetime) -> rules.Half | None:
    """Which review of its present season a set has before it: nothing opens it but the meetings and the time."""
    dates = learning_set.this_season
    over = sum(is_over(each, now=now) for each in dates)
    return rules.open_review(learning_set.state, over=over, meetings=len(dates))


def earlier_seasons(viewer: User, learning_set: LearningSet) -> list[int]:
    """Those that ended while this person sat in the set: whoever came later was not in them."""
    since = reads_from(viewer, learning_set.id)
    ends: dict[int, datetime] = {}
    for each in learning_set.dates:
        ends[each.season] = max(each.ends_at, ends.get(each.season, each.ends_at))
    return [each for each, end in sorted(ends.items()) if each < learning_set.season and since and since <= end]


def season_for(viewer: User, learning_set: LearningSet, *, season: int) -> list[SeasonDate]:
    """The door to a season of a set that this person has come into: its dates."""
    if season != learning_set.season and season not in earlier_seasons(viewer, learning_set):
        raise NotVisible
    return learning_set.dates_in(season)


def ledger_of(set_id: int, *, season: int | None = None) -> list[rules.Entry]:
    """The airtime of one season as the rules reckon with it; of the present one when none is named.

    A season begins with nothing: whoever presented in the one before has not presented in this one.
    """
    wanted = select(LearningSet.season).where(LearningSet.id == set_id).scalar_subquery() if season is None else season
    return _entries(LedgerEntry.set_id == set_id, SeasonDate.season == wanted)


def ledger_at(season_date_id: int) -> list[rules.Entry]:
    """The airtime of the season that this date is one of."""
    own = aliased(SeasonDate)
    its = select(SeasonDate.id).join(own, and_(own.set_id == SeasonDate.set_id, own.season == SeasonDate.season))
    return _entries(LedgerEntry.season_date_id.in_(its.where(own.id == season_date_id)))


def _entries(*wanted: ColumnElement[bool]) -> list[rules.Entry]:
    asked = select(LedgerEntry).join(LedgerEntry.season_date).options(contains_eager(LedgerEntry.season_date))
    return [entry.value for entry in db.session.scalars(asked.where(*wanted))]
