"""The doors to conversations, and lists of them, filtered by the database.

A page of posts is read as plain rows: at twenty posts, objects cost three times as much as all the rest of the page.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import contains_eager

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Post, Thread
from cop.discussions.rules import POSTS_ON_A_PAGE
from cop.people.models import User

LATEST = 5


def thread_for(viewer: Any, thread_id: int) -> Thread:
    """The only door to a conversation, in one query."""
    found = db.session.scalars(_threads(viewer).where(Thread.id == thread_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def post_for(viewer: Any, post_id: int) -> Post:
    """The only door to a single post, in one query."""
    loaded = contains_eager(Post.thread).contains_eager(Thread.space).options(*communities.STANDING_LOADED)
    joined = select(Post).join(Thread, Thread.id == Post.thread_id)
    asked = _within_space(joined, viewer).where(Post.id == post_id).options(loaded)
    found = db.session.scalars(asked.execution_options(populate_existing=True)).unique().one_or_none()
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
    is_own: bool


def posts_of(viewer: Any, thread: Thread, *, page: int) -> Sequence[ShownPost]:
    """One page of a conversation that has passed its door, the oldest first; pages count from 1."""
    own = Post.author_id == places.person_id(viewer)
    asked = (
        select(Post.id, Post.html, Post.created_at, Post.edited_at, User.name, func.coalesce(own, false()))
        .outerjoin(User, User.id == Post.author_id)
        .where(Post.thread_id == thread.id)
        .order_by(Post.id)
        .limit(POSTS_ON_A_PAGE)
        .offset((page - 1) * POSTS_ON_A_PAGE)
    )
    return [ShownPost(*row) for row in db.session.execute(asked)]


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


def threads_visible_to(
    viewer: Any, *, community_id: int | None = None, space_id: int | None = None, most: int = LATEST, skip: int = 0
) -> Sequence[ListedThread]:
    """The conversations of a community or a space that the viewer may read, the liveliest first."""
    listed = select(Thread.id, Thread.title, User.name, Thread.post_count, Thread.last_post_at, Space.name)
    asked = _within_space(listed, viewer).outerjoin(User, User.id == Thread.author_id)
    if community_id is not None:
        asked = asked.where(Space.community_id == community_id)
    if space_id is not None:
        asked = asked.where(Thread.space_id == space_id)
    found = db.session.execute(asked.order_by(Thread.last_post_at.desc(), Thread.id.desc()).limit(most).offset(skip))
    return [ListedThread(*row) for row in found]


def _threads(viewer: Any) -> Select[Thread]:
    loaded = contains_eager(Thread.space).options(*communities.STANDING_LOADED)
    return _within_space(select(Thread), viewer).options(loaded).execution_options(populate_existing=True)


def _within_space(statement: communities.Statement, viewer: Any) -> communities.Statement:
    joined = statement.join(Space, Space.id == Thread.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined, viewer).where(communities.reads_item(Thread.created_at))
