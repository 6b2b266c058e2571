"""The doors to conversations, and lists of them, filtered by the database.

A page of posts is read as plain rows: at twenty posts, objects cost three times as much as all the rest of the page.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Post, Thread
from cop.discussions.rules import POSTS_ON_A_PAGE, Conversation
from cop.people.models import User

LATEST = 5


def thread_for(viewer: Any, thread_id: int) -> Thread:
    """The only door to a conversation, in one query."""
    found = db.session.scalars(THREAD, communities.as_seen_by(viewer, thread=thread_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def conversation_for(viewer: Any, thread_id: int, *, on: date) -> Conversation:
    """The same door as `thread_for`, with plain values for a page: half the price of objects."""
    asked = communities.as_seen_by(viewer, thread=thread_id, day=on)
    found = db.session.connection().execute(CONVERSATION, asked).one_or_none()
    if found is None:
        raise NotVisible
    return Conversation._make(found)


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
    asked = LISTED
    if community_id is not None:
        asked = asked.where(Space.community_id == community_id)
    if space_id is not None:
        asked = asked.where(Thread.space_id == space_id)
    found = db.session.execute(asked.limit(most).offset(skip), communities.as_seen_by(viewer))
    return [ListedThread(*row) for row in found]


def _within_space(statement: communities.Statement) -> communities.Statement:
    joined = statement.join(Space, Space.id == Thread.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined).where(communities.reads_item(Thread.created_at))


THREAD = (
    _within_space(select(Thread))
    .where(Thread.id == bindparam("thread"))
    .options(contains_eager(Thread.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
)
CONVERSATION = _within_space(
    select(
        Thread.id,
        Thread.title,
        Thread.post_count,
        Thread.edition,
        Space.id,
        Space.name,
        Space.preset,
        Space.for_everyone,
        Community.id,
        Community.name,
        Community.preset,
        Community.closed_at.is_not(None),
        CommunityMembership.role,
        SpaceMembership.id.is_not(None),
        communities.PEOPLE_READING,
        communities.ORGANISATIONS_READING,
    )
).where(Thread.id == bindparam("thread"))
POST = (
    _within_space(select(Post).join(Thread, Thread.id == Post.thread_id))
    .where(Post.id == bindparam("post"))
    .options(contains_eager(Post.thread).contains_eager(Thread.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
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
