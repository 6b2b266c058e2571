"""The doors to conversations, and lists of them, filtered by the database.

A page of posts is read as plain rows: at twenty posts, objects cost three times as much as all the rest of the page.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from cop.communities import queries as communities
from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.policy import person_id
from cop.communities.rules import Door
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Post, Thread
from cop.discussions.rules import POSTS_ON_A_PAGE, Conversation
from cop.people.models import User

LATEST = 5
MOST_HELD = 100


def thread_for(viewer: Any, thread_id: int) -> Thread:
    """The only door to a conversation, in one query."""
    found = db.session.scalars(THREAD, communities.as_seen_by(viewer, thread=thread_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def conversation_for(viewer: Any, thread_id: int, *, on: date) -> Conversation:
    """The same door as `thread_for`, with plain values for a page, and who reads it on that day: half the price of
    objects."""
    asked = communities.as_seen_by(viewer, thread=thread_id, day=on)
    found = db.session.connection().execute(CONVERSATION, asked).one_or_none()
    if found is None:
        raise NotVisible
    return Conversation._make(found)


def readers_of(thread: Thread, *, on: date) -> communities.Readers:
    """Who reads a conversation now, and so what is answered in it."""
    return communities.audience_of_item(thread.space_id, on=on, at=thread.created_at, bound=thread.bound)


def post_for(viewer: Any, post_id: int) -> Post:
    """The only door to a single post, in one query."""
    found = db.session.scalars(POST, communities.as_seen_by(viewer, post=post_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


class ShownPost(NamedTuple):
    """A post as a page needs it."""

    id: int
    html: str
    created_at: datetime
    edited_at: datetime | None
    author: str | None
    author_id: int | None


def posts_of(thread_id: int, *, page: int) -> Sequence[ShownPost]:
    """One page of a conversation that has passed its door, the oldest first; pages count from 1."""
    asked = {"thread": thread_id, "most": POSTS_ON_A_PAGE, "skip": (page - 1) * POSTS_ON_A_PAGE}
    return [ShownPost(*row) for row in db.session.execute(POSTS, asked)]


def whole_posts_of(thread_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """All that was written in a conversation that has passed its door: html, source, when, and by whom."""
    asked = select(Post.html, Post.source, Post.created_at, User.name).outerjoin(User, User.id == Post.author_id)
    return db.session.execute(asked.where(Post.thread_id == thread_id).order_by(Post.id)).all()


def page_of(post: Post) -> int:
    """On which page of its conversation a post stands; pages count from 1."""
    before = select(func.count()).where(Post.thread_id == post.thread_id, Post.id < post.id)
    return 1 + (db.session.scalar(before) or 0) // POSTS_ON_A_PAGE


class ListedThread(NamedTuple):
    """A conversation as a list needs it."""

    id: int
    title: str
    author: str | None
    post_count: int
    last_post_at: datetime
    space: str


class HeldPost(NamedTuple):
    """Words of one's own that are read by fewer people than read their space now."""

    id: int
    thread_id: int
    title: str
    space: str
    created_at: datetime


def held_back(viewer: Any, community_id: int, *, most: int | None = MOST_HELD) -> Sequence[HeldPost]:
    """The viewer's own posts in a community that were written when fewer people read them, the latest first."""
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
    proposed."""
    found = db.session.execute(WINDOW, communities.as_seen_by(viewer, community=community_id))
    return [WindowPost(*row) for row in found]


def threads_visible_to(
    viewer: Any, *, community_id: int | None = None, space_id: int | None = None, most: int = LATEST, skip: int = 0
) -> Sequence[ListedThread]:
    """The conversations of a community or a space that the viewer may read, the liveliest first."""
    asked = LISTED
    if community_id is not None:
        asked = asked.where(Space.community_id == community_id)
    if space_id is not None:
        asked = asked.where(Thread.space_id == space_id)
    found = db.session.execute(asked.limit(most).offset(skip), communities.as_seen_by(viewer))
    return [ListedThread(*row) for row in found]


def _within_space(statement: communities.Statement) -> communities.Statement:
    joined = statement.join(Space, Space.id == Thread.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined).where(communities.reads_item(Thread.created_at, Thread.bound))


def _of_this(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return select(column).where(Thread.id == bindparam("thread")).scalar_subquery()


THREAD = (
    _within_space(select(Thread))
    .where(Thread.id == bindparam("thread"))
    .options(contains_eager(Thread.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
)
CONVERSATION = _within_space(
    select(
        Thread.id, Thread.title, Thread.post_count, Thread.edition,
        Space.id, Space.name, Space.door, Space.read, Space.join,
        Community.id, Community.name, Community.door, Community.read, Community.join, Community.closed_at.is_not(None),
        CommunityMembership.role, Thread.bound,
        *communities.readers_columns(
            space=_of_this(Thread.space_id), at=_of_this(Thread.created_at), bound=_of_this(Thread.bound)
        ),
    )
).where(Thread.id == bindparam("thread"))  # fmt: skip
POST = (
    _within_space(select(Post).join(Thread, Thread.id == Post.thread_id))
    .where(Post.id == bindparam("post"))
    .options(contains_eager(Post.thread).contains_eager(Thread.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
)
HELD = (
    _within_space(
        select(Post.id, Thread.id, Thread.title, Space.name, Post.created_at).join(Thread, Thread.id == Post.thread_id)
    )
    .where(Post.author_id == communities.VIEWER, Space.community_id == bindparam("community"))
    .where(Post.bound > communities.OPENNESS)
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
        .outerjoin(User, User.id == Post.author_id)
    )
    .where(Space.community_id == bindparam("community"), Community.door == Door.ANYONE)
    .where(
        or_(
            Post.shown_at.is_not(None),
            and_(
                communities.reads_item(Thread.created_at, Thread.bound),
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
POSTS = (
    select(Post.id, Post.html, Post.created_at, Post.edited_at, User.name, Post.author_id)
    .outerjoin(User, User.id == Post.author_id)
    .where(Post.thread_id == bindparam("thread"))
    .order_by(Post.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
LISTED = (
    _within_space(select(Thread.id, Thread.title, User.name, Thread.post_count, Thread.last_post_at, Space.name))
    .outerjoin(User, User.id == Thread.author_id)
    .order_by(Thread.last_post_at.desc(), Thread.id.desc())
)
