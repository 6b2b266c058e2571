"""What is claimed where somebody writes, to be named as a source: of what they read, only what everybody reads who will
read their words. Callers have passed the door of where they write.

A claim that is hidden, removed or taken back is in none of them, and no name stands beside words without one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, not_, or_, select

from cop.communities import queries as communities
from cop.communities.models import Space
from cop.communities.policy import person_id
from cop.communities.queries.visibility import not_sealed
from cop.core.database import db
from cop.discussions.models import Post, Thread
from cop.discussions.queries.names import WROTE
from cop.discussions.queries.posts import earlier_posts
from cop.discussions.queries.within import within_space
from cop.discussions.rules import POSTS_ON_A_PAGE, Claim, claim_in
from cop.people.models import User

LATEST = 200
MOST_CLAIMS = 400


class KnownClaim(NamedTuple):
    """A claim, where it stands, and who wrote it, if that is told."""

    post_id: int
    thread_id: int
    title: str
    author: str | None
    evidence: str
    claimed: str

    @property
    def claim(self) -> Claim:
        """What it rests on."""
        return claim_in(self.evidence, self.claimed)


def known_in_space(viewer: Any, space: Space) -> Sequence[KnownClaim]:
    """For whoever begins a conversation there: the latest claims of its latest conversations."""
    return _asked(KNOWN, communities.as_seen_by(viewer, space=space.id, reads=int(space.axes.read), thread=None, but=0))


def known_to(viewer: Any, thread: Thread, *, but: int = 0) -> Sequence[KnownClaim]:
    """For whoever writes in a conversation: its own, and the same of its space; without one post. A guest knows of one
    conversation alone."""
    told = {"thread": thread.id, "but": but}
    if thread.guest_id is not None and thread.guest_id == person_id(viewer):
        return _asked(OF_ONE, told)
    here = {"space": thread.space_id, "reads": int(thread.axes.read)}
    return _asked(KNOWN, communities.as_seen_by(viewer, **here, **told))


def pages_of(post_ids: Sequence[int]) -> Mapping[int, int]:
    """On which page of its conversation each of these posts stands."""
    return {post_id: 1 + earlier // POSTS_ON_A_PAGE for post_id, earlier in earlier_posts(post_ids).items()}


def _asked(statement: Select[*tuple[Any, ...]], told: Mapping[str, object]) -> Sequence[KnownClaim]:
    return [KnownClaim(*row) for row in db.session.execute(statement, dict(told))]


def _claims(where: Any) -> Select[*tuple[Any, ...]]:
    told: tuple[Any, ...] = (Post.id, Thread.id, Thread.title, User.name, Post.evidence, Post.claim)
    asked = select(*told).select_from(Thread).join(Post, Post.thread_id == Thread.id).outerjoin(User, WROTE)
    claims = and_(Post.claim != "", Post.source != "", Post.id != bindparam("but", type_=Integer))
    return asked.where(where, claims).order_by(Post.id.desc()).limit(MOST_CLAIMS)


THREAD: Any = bindparam("thread", type_=Integer)
READ_BY_ALL_HERE = and_(
    not_(Thread.privately), not_sealed(Thread.bound), Thread.bound <= bindparam("reads", type_=Integer)
)
_here = (
    within_space(select(Thread.id))
    .where(Thread.space_id == bindparam("space", type_=Integer), or_(Thread.id == THREAD, READ_BY_ALL_HERE))
    .order_by(Thread.last_post_at.desc(), Thread.id.desc())
    .limit(LATEST)
    .subquery()
)
KNOWN = _claims(Thread.id.in_(select(_here.c.id)))
OF_ONE = _claims(Thread.id == THREAD)
