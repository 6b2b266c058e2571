"""Posts of a conversation that has passed its door: all of them, one to be quoted, and where one stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Row, bindparam, func, select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.core.questions import Question, number_of
from cop.discussions.models import Post
from cop.discussions.queries.conversations import OPENED
from cop.discussions.queries.mentions import MENTIONED
from cop.discussions.queries.names import WROTE
from cop.discussions.rules import POSTS_ON_A_PAGE
from cop.discussions.rules.mentions import named, names_in
from cop.people.models import User


def whole_posts_of(thread_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """All that was written in a conversation that has passed its door: number, html, source, when, by whom, whether
    without a name, what it rests on, the title that it began with where it came from another, and whom it mentions."""
    told = (
        Post.id,
        Post.html,
        Post.source,
        Post.created_at,
        User.name,
        Post.unnamed,
        Post.evidence,
        Post.claim,
        OPENED,
        MENTIONED,
    )
    asked = select(*told).select_from(Post).outerjoin(User, WROTE)
    return db.session.execute(asked.where(Post.thread_id == thread_id).order_by(Post.id)).all()


def quotable(thread_id: int, post_id: int) -> tuple[str, str | None, str] | None:
    """The words of a post of this conversation, which has passed its door, who wrote them, and what it claims; None of
    what is gone."""
    asked = select(Post.source, User.name, Post.claim, MENTIONED).select_from(Post).outerjoin(User, WROTE)
    found = db.session.execute(
        asked.where(Post.id == post_id, Post.thread_id == thread_id, Post.source != "")
    ).one_or_none()
    return (named(found[0], names_in(found[3])), found[1], found[2]) if found else None


def page_of(post: Post) -> tuple[int, int]:
    """The conversation of a post, and on which of its pages it stands; pages count from 1. A post that was written a
    moment ago is not read anew for that."""
    [(thread_id, before)] = STANDS.all({"post": number_of(post)})
    return thread_id, 1 + before // POSTS_ON_A_PAGE


def earlier_posts(post_ids: Sequence[int]) -> Mapping[int, int]:
    """How many posts stand before each of these in its conversation: all that say which page is theirs."""
    threads = select(Post.thread_id).where(Post.id.in_(post_ids))
    counted = func.row_number().over(partition_by=Post.thread_id, order_by=Post.id) - 1
    ranked = select(Post.id, counted.label("earlier")).where(Post.thread_id.in_(threads)).subquery()
    asked = select(ranked.c.id, ranked.c.earlier).where(ranked.c.id.in_(post_ids))
    return {each.id: each.earlier for each in db.session.execute(asked)}


BEFORE = aliased(Post)
EARLIER = select(func.count()).where(BEFORE.thread_id == Post.thread_id, BEFORE.id < Post.id).correlate(Post)
STANDS = Question(select(Post.thread_id, EARLIER.scalar_subquery()).where(Post.id == bindparam("post", type_=Integer)))
