"""Posts that can be taken out of a conversation. Callers have passed its door."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from cop.core.database import db
from cop.discussions.models import Post
from cop.discussions.queries.mentions import names_on
from cop.discussions.queries.names import WROTE
from cop.discussions.rules import own_words
from cop.discussions.rules.mentions import named
from cop.people.models import User

MOST_LISTED = 500
ENOUGH = 2_000
LONGEST_EXCERPT = 160


class Choosable(NamedTuple):
    """A post to choose: whose, when, and how it begins."""

    id: int
    author: str | None
    unnamed: bool
    created_at: datetime
    words: str


def choosable_in(thread_id: int) -> Sequence[Choosable]:
    """All but the one that began it, the first first; of very many the latest."""
    first = select(func.min(Post.id)).where(Post.thread_id == thread_id).scalar_subquery()
    told = select(Post.id, User.name, Post.unnamed, Post.created_at, func.substr(Post.source, 1, ENOUGH).label("words"))
    asked = told.outerjoin(User, WROTE).where(Post.thread_id == thread_id, Post.id > first)
    found = db.session.execute(asked.order_by(Post.id.desc()).limit(MOST_LISTED)).all()
    names = names_on(*(row.id for row in found))
    return [Choosable(*row)._replace(words=_beginning(named(row.words, names))) for row in reversed(found)]


def posts_in(thread_id: int) -> Sequence[int]:
    """The numbers of its posts, in their order."""
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id).order_by(Post.id)).all()


def _beginning(source: str) -> str:
    words = " ".join(own_words(source).split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT].rstrip()}…"
