"""Who speaks in a conversation, and from what, as columns of the statement that asks for a page of it: the same in
every row."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, bindparam, case, cast, distinct, func, literal_column, not_, select

from cop.communities.queries.audience import Lines
from cop.core.database import db
from cop.discussions.models import Post
from cop.discussions.queries.conversations import POSTS, ShownPost, page_asked
from cop.discussions.rules.nudges import LATEST, LOUDEST, Voices, voices_in

HERE = Post.thread_id == bindparam("thread")
NAMED = not_(Post.unnamed)
"""Who wrote without a name is no voice: what is said of two voices would say whose it is."""


class ShownPosts(NamedTuple):
    """A page of posts, who speaks in the whole conversation, and the kinds of evidence that are spoken from there."""

    posts: Sequence[ShownPost]
    voices: Voices
    spoken: str


def posts_and_voices_of(thread_id: int, *, page: int, tells_all: bool = False) -> ShownPosts:
    """What `posts_of` answers, and who speaks, in one statement; and whose name a post was written without, for those
    who are told. There is no page without a post."""
    asked = {**page_asked(thread_id, page=page), "tells_all": tells_all}
    rows = db.session.execute(POSTS_AND_VOICES, asked).all()
    posts = [ShownPost(*row[:-MORE]) for row in rows]
    *voices, spoken = rows[0][-MORE:]
    return ShownPosts(posts, voices_in(voices), (spoken or "").replace("\n", " "))


def _pair(one: ColumnElement[int], other: ColumnElement[int]) -> ColumnElement[str]:
    return cast(one, String) + " " + cast(other, String)


_counted = (
    select(Post.author_id, func.count().label("posts"))
    .where(HERE, NAMED, Post.author_id.is_not(None))
    .group_by(Post.author_id)
    .order_by(func.count().desc(), Post.author_id)
    .limit(literal_column(str(LOUDEST)))
    .subquery()
)
_latest = (
    select(Post.id, case((NAMED, func.coalesce(Post.author_id, 0)), else_=0).label("writer"))
    .where(HERE)
    .order_by(Post.id.desc())
    .limit(literal_column(str(LATEST)))
    .subquery()
)
VOICES = (
    select(func.count(distinct(Post.author_id))).where(HERE, NAMED).correlate(None).scalar_subquery(),
    select(Lines(_pair(_counted.c.author_id, _counted.c.posts))).scalar_subquery(),
    select(Lines(_pair(_latest.c.id, _latest.c.writer))).scalar_subquery(),
)
"""What `voices_in` reads."""
_spoken = select(Post.evidence).where(HERE, Post.evidence != "", Post.source != "").distinct().subquery()
SPOKEN = select(Lines(_spoken.c.evidence)).scalar_subquery()
"""What is spoken from in posts that still say something: each choice of kinds once, however many made it."""
MORE = len(VOICES) + 1
POSTS_AND_VOICES = POSTS.add_columns(*VOICES, SPOKEN)
