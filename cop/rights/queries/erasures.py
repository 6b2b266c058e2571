"""Who is about to go, and who has gone."""

from datetime import datetime

from sqlalchemy import select

from cop.core.database import db
from cop.rights.models.erasures import Erasure, ErasureLine


def erasure_of(person_id: int) -> Erasure | None:
    """This person's own wish to go, while it can be taken back."""
    return db.session.get(Erasure, person_id)


def due_erasures(*, now: datetime) -> list[int]:
    """Whose time to think again is over."""
    return list(db.session.scalars(select(Erasure.user_id).where(Erasure.due_at <= now).order_by(Erasure.due_at)))


def erased() -> list[ErasureLine]:
    """The list as the database has it."""
    return list(db.session.scalars(select(ErasureLine).order_by(ErasureLine.id)))
