"""The doors to files, which are those of what they hang on; and how much room they take."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, case, false, func, or_, select

from cop.core.database import LARGEST_ID, db
from cop.core.errors import NotVisible
from cop.core.holders import Holder, Place, holder_of
from cop.files import rules
from cop.files.models import File
from cop.files.rules import Room
from cop.people.models import User

SMALL = "-s"
"""What the name of the small one of a picture ends with."""


class Hung(NamedTuple):
    """What a file hangs on, for whoever may change that."""

    whose: str
    thing_id: int
    place: Place

    @property
    def name(self) -> str:
        return f"{self.whose}:{self.thing_id}"


def file_for(viewer: Any, file_id: str) -> File:
    """The only door to a file: it is asked each time of whatever the file hangs on now. What has no words yet is there
    for whoever sent it alone."""
    file, holder, thing_id = _found(file_id)
    holder.see(viewer, thing_id)
    if not file.is_ready and file.owner_id != getattr(viewer, "id", None):
        raise NotVisible
    return file


def own_file_for(viewer: User, file_id: str) -> tuple[File, Hung]:
    """The same door for whoever may change what hangs there."""
    file, holder, thing_id = _found(file_id)
    return file, Hung(file.whose, thing_id, holder.open(viewer, thing_id))


def hung_for(viewer: User, name: str) -> Hung:
    """The door to what files hang on, by a name like `post:7`, for whoever may change what hangs there."""
    whose, _, number = name.partition(":")
    holder = holder_of(whose)
    if not number.isdecimal() or int(number) > LARGEST_ID:
        raise NotVisible
    return Hung(whose, int(number), holder.open(viewer, int(number)))


def files_on(whose: str, things: Iterable[int]) -> dict[int, list[File]]:
    """The files of each of these things, which have passed their doors, as they came."""
    holder = holder_of(whose)
    asked = select(holder.thing, File).join(holder.link, holder.link.file_id == File.id).where(holder.thing.in_(things))
    found: dict[int, list[File]] = {}
    for thing_id, file in db.session.execute(asked.order_by(File.kept_at, File.name, File.id)):
        found.setdefault(thing_id, []).append(file)
    return found


def room_for(person_id: int, community_id: int | None, *, limits: tuple[int, int], now: datetime) -> Room:
    """What somebody has sent in a day, and what their community holds, in one statement."""
    own = and_(File.owner_id == person_id, File.kept_at > now - rules.DAY)
    here = false() if community_id is None else File.community_id == community_id
    asked = select(*(func.coalesce(func.sum(case((which, File.size))), 0) for which in (own, here)))
    sent, held = db.session.execute(asked.where(or_(own, here))).one()
    return Room(int(sent), int(held), *limits)


def sent_by(person_id: int) -> Sequence[File]:
    """All files of one person, as they came."""
    return db.session.scalars(select(File).where(File.owner_id == person_id).order_by(File.kept_at, File.id)).all()


def stored_names() -> Iterator[str]:
    """The names under which bytes are kept, of a picture both."""
    for stored, kind in db.session.execute(select(File.stored, File.kind).order_by(File.stored)).all():
        yield stored
        if kind == rules.PICTURE:
            yield stored + SMALL


def _found(file_id: str) -> tuple[File, Holder, int]:
    file = db.session.scalar(select(File).where(File.id == file_id).execution_options(populate_existing=True))
    if file is None:
        raise NotVisible
    holder = holder_of(file.whose)
    thing_id = db.session.scalar(select(holder.thing).where(holder.link.file_id == file_id))
    if thing_id is None:
        raise NotVisible
    return file, holder, thing_id
