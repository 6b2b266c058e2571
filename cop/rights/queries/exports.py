"""The door to somebody's copy of their own: theirs alone, and only while it lies ready."""

from base64 import b64decode
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.seals import words_in
from cop.people.models import User
from cop.rights.models.exports import DataCopy, copy_owner


class Copy(NamedTuple):
    """A copy as its page needs it, without what is in it."""

    id: int
    asked_at: datetime
    made_at: datetime | None
    ends_at: datetime | None


class Asker(NamedTuple):
    """Whose copy is to be made, and in which language."""

    id: int
    locale: str


def copy_of(person_id: int, *, now: datetime) -> Copy | None:
    """What this person asked for, made or still being made; None once it has ended."""
    told = select(DataCopy.id, DataCopy.asked_at, DataCopy.made_at, DataCopy.ends_at)
    found = db.session.execute(told.where(DataCopy.user_id == person_id)).one_or_none()
    if found is None or (found.ends_at is not None and found.ends_at <= now):
        return None
    return Copy(*found)


def content_for(viewer: User, *, now: datetime) -> bytes:
    """The viewer's own copy. Opened here and nowhere else."""
    copy = copy_of(viewer.id, now=now)
    if copy is None or copy.made_at is None:
        raise NotVisible
    envelope = db.session.scalar(select(DataCopy.content).where(DataCopy.id == copy.id))
    return b64decode(words_in(DataCopy.content, envelope, owner=copy_owner(copy.id)))


def asker_of(copy_id: int) -> Asker | None:
    """Who waits for this copy; None when it was made, or is wanted no longer."""
    waiting = (DataCopy.id == copy_id, DataCopy.made_at.is_(None))
    asked = select(User.id, User.locale).join_from(DataCopy, User, User.id == DataCopy.user_id).where(*waiting)
    found = db.session.execute(asked).one_or_none()
    return found and Asker(*found)


def ended_copies(*, now: datetime) -> list[int]:
    """The copies whose days are over."""
    return list(db.session.scalars(select(DataCopy.id).where(DataCopy.ends_at <= now)))
