"""What a story began with, and what others made of it: as far as whoever asks may read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from cop.communities import queries as communities
from cop.core.database import db
from cop.people.models import User
from cop.stories import rules
from cop.stories.models import Story
from cop.stories.queries.stories import readable


class Kin(NamedTuple):
    """One story of a family. A withdrawn one has neither title nor teller, and no way leads to it."""

    id: int
    title: str
    teller: str
    since: datetime | None
    withdrawn: bool


def origin_of(viewer: Any, origin_id: int | None) -> Kin | None:
    """What it began with: a line without words once that was taken back, and nothing for whoever may not read it."""
    if origin_id is None:
        return None
    asked = select(Story.id).where(Story.id == origin_id, Story.withdrawn_at.is_not(None))
    if db.session.scalar(asked) is not None:
        return Kin(origin_id, "", "", None, withdrawn=True)
    found = db.session.execute(ORIGIN, communities.as_seen_by(viewer, story=origin_id)).one_or_none()
    return _kin(*found) if found else None


def adaptations_of(viewer: Any, story_id: int) -> Sequence[Kin]:
    """What others made of it, the first first."""
    found = db.session.execute(ADAPTED, communities.as_seen_by(viewer, story=story_id))
    return [_kin(*row) for row in found]


def adapters_of(story_id: int) -> Sequence[tuple[int, int, str]]:
    """The stories that began with it, with whoever told each and their address; not those whose account is gone."""
    asked = select(Story.id, User.id, User.email).join(User, User.id == Story.author_id)
    kept = asked.where(Story.origin_id == story_id, Story.withdrawn_at.is_(None), User.erased_at.is_(None))
    return [(made, person, email) for made, person, email in db.session.execute(kept.order_by(Story.id))]


def _kin(story_id: int, title: str, name: str, named: str, place: str, since: datetime) -> Kin:
    return Kin(story_id, title, rules.shown_name(name, named, place=place), since, withdrawn=False)


SINCE = func.coalesce(Story.published_at, Story.created_at)
KIN = (
    readable(select(Story.id, Story.title, User.name, Story.named, Story.place, SINCE))
    .join(User, User.id == Story.author_id)
    .where(Story.withdrawn_at.is_(None))
)
ORIGIN = KIN.where(Story.id == bindparam("story"))
ADAPTED = KIN.where(Story.origin_id == bindparam("story")).order_by(SINCE, Story.id)
