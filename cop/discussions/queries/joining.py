"""Conversations into which another could go. Callers have passed the door of that one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, not_, select

from cop.communities import policy as communities
from cop.communities.models import Space
from cop.communities.queries import as_seen_by, spaces_visible_to
from cop.communities.queries.guests import seat_stands
from cop.core.database import db
from cop.discussions.models import Post, Thread, ThreadGuest, ThreadMove
from cop.discussions.queries.moving import place_of
from cop.discussions.queries.within import within_space
from cop.discussions.rules.joining import together
from cop.discussions.rules.moving import SPLIT, is_no_wider

MOST_LISTED = 60


class Joinable(NamedTuple):
    """A conversation into which another could go."""

    id: int
    title: str
    space: str
    post_count: int
    last_post_at: datetime


def joinable_with(viewer: Any, thread: Thread) -> Sequence[Joinable]:
    """Those that the viewer reads and could put it into; that from which it was split comes first, then the
    liveliest."""
    community_id = thread.space.community_id
    own = {each.id: each for each in spaces_visible_to(viewer, community_id) if communities.can_post(viewer, each)}
    asked = as_seen_by(viewer, community=community_id, thread=thread.id)
    here = place_of(thread, thread.space)
    place = cache(lambda space_id: place_of(thread, own[space_id]))
    found = []
    for each in db.session.scalars(EARLIER.where(Thread.space_id.in_(list(own))), asked):
        there = place(each.space_id)._replace(read=max(own[each.space_id].axes.read, each.bound))
        if is_no_wider(together(there, here), here, began=min(each.created_at, thread.created_at)):
            name = own[each.space_id].name
            found.append(Joinable(each.id, each.title, name, each.post_count, each.last_post_at))
    return found


def seats_until(thread_id: int, *, now: datetime) -> Mapping[int, datetime]:
    """Who sits in a conversation as a guest now, and until when."""
    told = select(ThreadGuest.user_id, ThreadGuest.until).where(ThreadGuest.thread_id == thread_id)
    return {row.user_id: row.until for row in db.session.execute(told.where(seat_stands(ThreadGuest)), {"now": now})}


def began_apart(thread_id: int) -> bool:
    """Whether the core group began it with posts of another, and so gave it its title."""
    made = select(ThreadMove.id).where(ThreadMove.thread_id == thread_id, ThreadMove.did == SPLIT)
    return db.session.scalar(made.limit(1)) is not None


def _first(of: Any) -> Any:
    return select(func.min(Post.id)).where(Post.thread_id == of).correlate(Thread).scalar_subquery()


HERE: Any = bindparam("thread")
ORIGIN = select(ThreadMove.from_id).where(ThreadMove.thread_id == HERE, ThreadMove.did == SPLIT).limit(1)
EARLIER = (
    within_space(select(Thread))
    .where(Space.community_id == bindparam("community"), Thread.id != HERE, not_(Thread.privately))
    .where(_first(Thread.id) < _first(HERE))
    .order_by(func.coalesce(Thread.id == ORIGIN.scalar_subquery(), False).desc(), Thread.last_post_at.desc())
    .order_by(Thread.id.desc())
    .limit(MOST_LISTED)
)
