"""What was said before somebody came is not theirs to read. That it was said, by whom and when, they see."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from cop.core.database import db
from cop.core.seals import withhold
from cop.core.words import gettext
from cop.people.models import User
from cop.sets.models import Commitment, Seat


def said_before() -> str:
    """What stands in place of such words."""
    return str(gettext("[Said before you joined.]"))


def reads_from(viewer: User, set_id: int) -> datetime | None:
    """Since when this person reads in the set: since they took the seat they have now. None for whoever has none."""
    own = (Seat.set_id == set_id, Seat.user_id == viewer.id, Seat.state == "accepted")
    return db.session.scalar(select(Seat.joined_at).where(*own))


def close_history(viewer: User, set_id: int, *, of: Iterable[Commitment]) -> None:
    """Put a sentence in place of the words of others from before this person came."""
    earlier = [each for each in of if each.user_id != viewer.id]
    since = reads_from(viewer, set_id) if earlier else None
    for each in earlier:
        if since is None or each.created_at < since:
            withhold(each, said_before())


def read_by(viewer: User) -> ColumnElement[bool]:
    """Commitments whose words this person may read: their own, and those made in a set since they joined it."""
    seated = and_(Seat.set_id == Commitment.set_id, Seat.user_id == viewer.id, Seat.state == "accepted")
    joined = select(func.max(Seat.joined_at)).where(seated).scalar_subquery()
    return or_(Commitment.user_id == viewer.id, Commitment.created_at >= joined)
