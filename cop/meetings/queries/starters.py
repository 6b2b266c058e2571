"""How a set asks: its starters, and whether the coach helps."""

from sqlalchemy import select

from cop.core.database import db
from cop.meetings.models import Asking, Starters


def asking_of(set_id: int) -> Asking:
    """What the set has settled, or what holds until it has."""
    return db.session.get(Asking, set_id) or Asking(set_id=set_id, coach=True, version=0)


def is_coached(set_id: int) -> bool:
    """Whether the set has the coach. It has until somebody sends it away."""
    return db.session.scalar(select(Asking.coach).where(Asking.set_id == set_id)) is not False


def starters_of(set_id: int) -> dict[str, tuple[str, ...]]:
    """The set's own starters by phase; a phase that it has not touched is left out."""
    rows = db.session.scalars(select(Starters).where(Starters.set_id == set_id))
    return {row.phase: tuple(row.text.splitlines()) for row in rows}
