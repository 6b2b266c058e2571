"""Claims of one conversation of which somebody says that they disagree. Callers have passed its door, where no door is
named. A claim that is hidden, removed or taken back is in none of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Disagreement, Post
from cop.discussions.queries.conversations import thread_for
from cop.discussions.queries.names import WROTE
from cop.discussions.rules import Claim, claim_in
from cop.people.models import User


class ShownClaim(NamedTuple):
    """A claim beside others of its conversation: the post that makes it, and who wrote that."""

    post_id: int
    author: str | None
    unnamed: bool
    evidence: str
    claimed: str

    @property
    def claim(self) -> Claim:
        """What it rests on."""
        return claim_in(self.evidence, self.claimed)


class Pair(NamedTuple):
    """Two claims that disagree, the earlier one first, and the number and writer of what says so."""

    id: int
    by_id: int | None
    one: ShownClaim
    other: ShownClaim


def disagreement_for(viewer: User, disagreement_id: int) -> Disagreement:
    """The only door to a single one: that of its conversation."""
    found = db.session.get(Disagreement, disagreement_id, populate_existing=True)
    if found is None:
        raise NotVisible
    thread_for(viewer, found.thread_id)
    return found


def claims_of(thread_id: int, *, but: int | None = None) -> Sequence[ShownClaim]:
    """The claims of a conversation, the first first, without that of one post."""
    asked = select(*_columns(Post, User)).select_from(Post).outerjoin(User, WROTE).order_by(Post.id)
    found = db.session.execute(asked.where(Post.thread_id == thread_id, _claims(Post), Post.id != (but or 0)))
    return [ShownClaim(*row) for row in found]


def pairs_of(thread_id: int, *, post_id: int | None = None) -> Sequence[Pair]:
    """The claims of a conversation that disagree, or those that do with one post's."""
    asked = PAIRS.where(Disagreement.thread_id == thread_id)
    if post_id is not None:
        asked = asked.where(or_(Disagreement.one_id == post_id, Disagreement.other_id == post_id))
    return [Pair(row[0], row[1], ShownClaim(*row[2:7]), ShownClaim(*row[7:])) for row in db.session.execute(asked)]


def _columns(post: type[Post], writer: type[User]) -> tuple[Any, ...]:
    return post.id, writer.name, post.unnamed, post.evidence, post.claim


def _wrote(post: type[Post], writer: type[User]) -> ColumnElement[bool]:
    return and_(writer.id == post.author_id, not_(post.unnamed))


def _claims(post: type[Post]) -> ColumnElement[bool]:
    return and_(post.claim != "", post.source != "")


def _pairs() -> Select[Any]:
    one, other, first, second = aliased(Post), aliased(Post), aliased(User), aliased(User)
    asked = select(Disagreement.id, Disagreement.by_id, *_columns(one, first), *_columns(other, second))
    asked = asked.join(one, one.id == Disagreement.one_id).join(other, other.id == Disagreement.other_id)
    asked = asked.outerjoin(first, _wrote(one, first)).outerjoin(second, _wrote(other, second))
    return asked.where(_claims(one), _claims(other)).order_by(Disagreement.id)


PAIRS = _pairs()
