"""Which sets are ending, and which have."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cop.core.database import db
from cop.sets.models import Closing, Objection
from cop.sets.rules.closing import emptied_after


def closing_of(set_id: int) -> Closing | None:
    """The announcement that this set ends, and what has become of it."""
    return db.session.get(Closing, set_id)


def objected_in(set_id: int) -> frozenset[int]:
    """Who has asked for more time."""
    return frozenset(db.session.scalars(select(Objection.user_id).where(Objection.set_id == set_id)))


def due_to_close(*, now: datetime) -> Sequence[int]:
    """The sets whose notice is over."""
    return db.session.scalars(select(Closing.set_id).where(Closing.closed_at.is_(None), Closing.closes_at <= now)).all()


def due_to_be_emptied(*, now: datetime) -> list[Closing]:
    """Those that closed so long ago that what was said in them goes."""
    closed = db.session.scalars(select(Closing).where(Closing.closed_at.is_not(None), Closing.emptied_at.is_(None)))
    return [each for each in closed if each.closed_at and emptied_after(each.closed_at, months=each.months) <= now]
