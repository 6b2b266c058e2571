"""Words of one's own that could be read more widely, and what stands in public windows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, not_, or_, select
from sqlalchemy.orm import joinedload

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.communities.policy import person_id
from cop.communities.rules import Door
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Post, PostStood, Thread
from cop.discussions.queries.names import WROTE
from cop.discussions.queries.within import within_space
from cop.discussions.rules.mentions import nameless
from cop.people.models import User

MOST_HELD = 100


class HeldPost(NamedTuple):
    """Words of one's own that are read by fewer people than read their space now."""

    id: int
    thread_id: int
    title: str
    space: str
    created_at: datetime


def held_back(viewer: Any, community_id: int, *, most: int | None = MOST_HELD) -> Sequence[HeldPost]:
    """The viewer's own posts in a community that were written when fewer people read them, the latest first,
    without what is hidden."""
    found = db.session.execute(HELD.limit(most), communities.as_seen_by(viewer, community=community_id))
    return [HeldPost(*row) for row in found]


class WindowPost(NamedTuple):
    """What began a conversation and stands in a public window, or what its author would let stand there."""

    id: int
    title: str
    html: str
    author: str | None
    shown_at: datetime | None
    proposed_at: datetime | None
    is_own: bool


def begins(post: Post) -> bool:
    """Whether it is what its conversation began with."""
    first = db.session.scalar(select(func.min(Post.id)).where(Post.thread_id == post.thread_id))
    return post.id == first


def begun_by(post: Post) -> Thread | None:
    """The conversation whose title came with it: one that has gone into another since, or its own."""
    gone = select(Thread).join(PostStood, PostStood.thread_id == Thread.id)
    before = db.session.scalar(gone.where(PostStood.post_id == post.id, PostStood.began))
    return before or (db.session.get(Thread, post.thread_id) if begins(post) else None)


def own_window_post(viewer: Any, post_id: int) -> Post:
    """The door to a post of one's own that is or may be in a window: still one's own for whoever has left the place."""
    loaded = joinedload(Post.thread).joinedload(Thread.space)
    asked = select(Post).where(Post.id == post_id, Post.author_id == person_id(viewer))
    found = db.session.scalar(asked.options(loaded).execution_options(populate_existing=True))
    if found is None:
        raise NotVisible
    return found


def window_of(viewer: Any, community_id: int) -> Sequence[WindowPost]:
    """What of a community stands in its window for everybody, and, of what the viewer reads, what is or could be
    proposed. Whoever is mentioned in it was not asked, so nobody is named."""
    found = db.session.execute(WINDOW, communities.as_seen_by(viewer, community=community_id))
    return [WindowPost(*row)._replace(html=nameless(row.html)) for row in found]


BEGAN = select(PostStood.post_id).where(PostStood.began)
HIDDEN_TITLE = (
    select(Post.hidden_title)
    .where(Post.hidden_title.is_not(None))
    .where(
        or_(
            Post.id.in_(BEGAN.where(PostStood.thread_id == Thread.id)),
            and_(Post.thread_id == Thread.id, Post.id.not_in(BEGAN)),
        )
    )
    .limit(1)
    .correlate(Thread)
    .scalar_subquery()
)
"""The title of a conversation that waits with the post that it began with, wherever that stands."""
HELD = (
    within_space(
        select(Post.id, Thread.id, Thread.title, Space.name, Post.created_at).join(Thread, Thread.id == Post.thread_id)
    )
    .where(Post.author_id == communities.VIEWER, Space.community_id == bindparam("community"))
    .where(Post.bound > communities.OPENNESS, not_(Thread.privately), Post.hidden_at.is_(None))
    .order_by(Post.created_at.desc(), Post.id.desc())
)
BEGAN_WITH = select(func.min(Post.id)).where(Post.thread_id == Thread.id).correlate(Thread).scalar_subquery()
WINDOW = (
    communities.with_standing(
        select(
            Post.id,
            Thread.title,
            Post.html,
            User.name,
            Post.shown_at,
            Post.proposed_at,
            Post.author_id == communities.VIEWER,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .join(Community, Community.id == Space.community_id)
        .outerjoin(User, WROTE)
    )
    .where(Space.community_id == bindparam("community"), Community.door == Door.ANYONE)
    .where(
        or_(
            Post.shown_at.is_not(None),
            and_(
                communities.reads_item(Thread.created_at, Thread.bound),
                not_(Thread.privately),
                not_(Post.unnamed),
                or_(
                    Post.proposed_at.is_not(None),
                    and_(Post.author_id == communities.VIEWER, Post.id == BEGAN_WITH),
                ),
            ),
        )
    )
    .order_by(Post.shown_at.is_(None), Post.id.desc())
    .limit(MOST_HELD)
)
