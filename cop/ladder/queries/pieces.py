"""Words of one's own that could go further. Others' have no door here: not the questions that somebody kept, not what
was written down for somebody and never confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.models import Post
from cop.discussions.queries import post_for
from cop.discussions.queries.mentions import with_names
from cop.ladder import policy, rules
from cop.people.models import User
from cop.sets.models import Challenge, ChallengeTurn, Commitment, ReviewLine, SeasonAnswer

Row = TypeVar("Row", ChallengeTurn, Commitment, ReviewLine, SeasonAnswer)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of somebody's own, by the name that it has in an address. `set_id` is the set in which it was said, and
    `shared` whether that set reads it; a post has neither."""

    key: str
    words: str
    on: date
    set_id: int | None = None
    shared: bool = False
    post: Post | None = None

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


def piece_for(viewer: User, key: str) -> Piece:
    """The only door to a piece: whoever wrote it. Wherever else they look, there is none."""
    named = rules.piece(key)
    if named is None:
        raise NotVisible
    kind, number = named
    found = _post(viewer, number) if kind == "post" else next(iter(_of_sets(viewer, kind, number=number)), None)
    if found is None or not found.words:
        raise NotVisible
    return found


def pieces_of(viewer: User) -> Sequence[Piece]:
    """What this person has written in sets, the latest first, as far as there is a word in it."""
    found = [each for kind in rules.KINDS if kind != "post" for each in _of_sets(viewer, kind)]
    return sorted((each for each in found if each.words), key=lambda each: (each.on, each.key), reverse=True)


def _post(viewer: User, number: int) -> Piece | None:
    post = post_for(viewer, number)
    if not policy.can_take(viewer, post):
        return None
    words = rules.own_words(with_names(number, post.source))
    return Piece(f"post:{number}", words, post.created_at.date(), post=post)


def _of_sets(viewer: User, kind: str, *, number: int | None = None) -> Iterator[Piece]:
    read = {"line": _lines, "answer": _answers, "promise": _commitments, "gained": _commitments}.get(kind, _turns)
    yield from read(viewer, kind, number=number)


def _turns(viewer: User, kind: str, *, number: int | None) -> Iterator[Piece]:
    own = select(ChallengeTurn).join(ChallengeTurn.challenge).where(Challenge.user_id == viewer.id)
    whole = own.options(contains_eager(ChallengeTurn.challenge))
    for each in db.session.scalars(_one(whole, ChallengeTurn, number)):
        words = each.learnt if kind == "learnt" else each.happened
        yield Piece(f"{kind}:{each.id}", words, each.held_on, each.challenge.set_id)


def _commitments(viewer: User, kind: str, *, number: int | None) -> Iterator[Piece]:
    own = (Commitment.user_id == viewer.id, Commitment.written_by_id.is_(None))
    for each in db.session.scalars(_one(select(Commitment).where(*own), Commitment, number)):
        words = each.what if kind == "promise" else each.learnt
        yield Piece(f"{kind}:{each.id}", words, each.created_at.date(), each.set_id, shared=True)


def _lines(viewer: User, kind: str, *, number: int | None) -> Iterator[Piece]:
    own = select(ReviewLine).where(ReviewLine.user_id == viewer.id)
    for each in db.session.scalars(_one(own, ReviewLine, number)):
        yield Piece(f"{kind}:{each.id}", each.text, each.held_on, each.set_id, shared=each.shared_at is not None)


def _answers(viewer: User, kind: str, *, number: int | None) -> Iterator[Piece]:
    own = select(SeasonAnswer).where(SeasonAnswer.user_id == viewer.id)
    for each in db.session.scalars(_one(own, SeasonAnswer, number)):
        yield Piece(f"{kind}:{each.id}", each.text, each.written_at.date(), each.set_id, shared=True)


def _one(asked: Select[Row], model: type[Row], number: int | None) -> Select[Row]:
    return asked.order_by(model.id) if number is None else asked.where(model.id == number)
