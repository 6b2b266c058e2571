"""Words that may have been meant, out of nothing but what the viewer may read; and where they could look."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select

from cop.communities import queries as communities
from cop.communities.models import Community
from cop.communities.queries.visibility import in_community
from cop.core.database import db
from cop.discussions.models import Thread
from cop.search.queries import kinds
from cop.search.queries.found import found_by, places_of
from cop.search.queries.matching import INDEXES, MOST_PLACES
from cop.search.rules import Asked, meant

MOST_READ: Final = 500
MOST_OFFERED: Final = 100
TITLES: Final = {
    name: kind.read_by(select(kind.columns[kinds.TITLE]).select_from(INDEXES[name].of))
    .order_by(INDEXES[name].of.id.desc())
    .limit(MOST_READ)
    for name, kind in kinds.KINDS.items()
    if name != "post"
}
OWN: Final = (
    in_community(select(Community.id, Community.name))
    .where(communities.MEMBER)
    .order_by(func.lower(Community.name), Community.id)
    .limit(MOST_OFFERED)
)


def meant_by(viewer: Any, asked: Asked, *, now: datetime, on: date) -> Asked | None:
    """The question that may have been meant: near words out of the latest titles that the viewer may read, and only
    if something would be found with them."""
    near = meant(asked, _titles(communities.as_seen_by(viewer, now=now, day=on)))
    return near if near and found_by(viewer, near, now=now, on=on).found else None


def _titles(standing: dict[str, object]) -> list[str]:
    """Of conversations, whoever reads in a few places is not led past all the others."""
    places = places_of(standing)
    asked = dict(TITLES)
    if len(places) <= MOST_PLACES:
        asked["thread"] = asked["thread"].where(Thread.space_id.in_(places))
    return [title for each in asked.values() for title in db.session.scalars(each, standing)]


def own_communities(viewer: Any) -> Sequence[tuple[int, str]]:
    """The viewer's own communities by name, to choose one of."""
    return [(number, name) for number, name in db.session.execute(OWN, communities.as_seen_by(viewer))]
