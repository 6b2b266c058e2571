"""What a story began with, and what others made of it: as far as whoever asks may read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from cop.communities import queries as communities
from cop.core.database import db
from cop.core.errors import NotVisible
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


class Family(NamedTuple):
    """All of a family that somebody may read and reach by what they may read."""

    root: int
    kin: Mapping[int, Kin]
    children: Mapping[int, Sequence[int]]


def family_of(viewer: Any, story_id: int) -> Family:
    """From the first story down to the last; nothing above one that the viewer may not read, and nothing below it."""
    root = _first_of(viewer, story_id)
    own = db.session.execute(ABOVE, communities.as_seen_by(viewer, story=root)).one_or_none()
    if own is None:
        raise NotVisible
    kin, children, level = {root: _kin(*own[1:])}, dict[int, list[int]](), [root]
    while level and len(kin) < rules.MOST_KIN:
        found = db.session.execute(BELOW, communities.as_seen_by(viewer, stories=level)).all()
        level = []
        for row in found[: rules.MOST_KIN - len(kin)]:
            made = _kin(*row[1:])
            kin[made.id] = made
            children.setdefault(row[0] or root, []).append(made.id)
            level.append(made.id)
    return Family(root, kin, children)


def _first_of(viewer: Any, story_id: int) -> int:
    first = story_id
    for _ in range(rules.MOST_DEEP):
        found = db.session.execute(ABOVE, communities.as_seen_by(viewer, story=first)).one_or_none()
        above = origin_of(viewer, found[0]) if found else None
        if above is None or above.withdrawn:
            break
        first = above.id
    return first


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
FAMILY = (
    readable(select(Story.origin_id, Story.id, Story.title, User.name, Story.named, Story.place, SINCE))
    .join(User, User.id == Story.author_id)
    .where(Story.withdrawn_at.is_(None))
)
ABOVE = FAMILY.where(Story.id == bindparam("story"))
BELOW = FAMILY.where(Story.origin_id.in_(bindparam("stories", expanding=True))).order_by(SINCE, Story.id)
