"""The doors to words on their way, to what somebody is asked, and to where words may go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from cop.communities.models import Space
from cop.communities.queries import Readers, audience_of_space, writable_spaces
from cop.communities.rules import Read
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.ladder import policy, rules
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.queries.company import company_of, readers_now
from cop.ladder.queries.pieces import Piece
from cop.people.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """A wider place in which somebody may write, and who would read it there."""

    space: Space
    readers: Readers
    by_anybody: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named, in which sentences, and whether they were asked and said yes. A no looks like silence."""

    id: int
    name: str
    words: str
    asked: bool
    agreed: bool


def climb_for(viewer: User, climb_id: int) -> Climb:
    """The only door to words on their way: their writer's."""
    climb = db.session.get(Climb, climb_id, populate_existing=True)
    if climb is None or not policy.is_writer(viewer, climb):
        raise NotVisible
    return climb


def ask_for(viewer: User, ask_id: int) -> ClimbAsk:
    """The only door to a question: of whoever is asked, while the words are there that it is about."""
    whole = select(ClimbAsk).options(joinedload(ClimbAsk.by), joinedload(ClimbAsk.climb))
    found = whole.where(ClimbAsk.id == ask_id).execution_options(populate_existing=True)
    ask = db.session.scalar(found)
    if ask is None or ask.climb is None or not policy.is_asked(viewer, ask):
        raise NotVisible
    return ask


def climbs_of(viewer: User) -> Sequence[Climb]:
    """What is on its way, and what has arrived, the latest first; not what was taken away where it had arrived."""
    own = (Climb.user_id == viewer.id, or_(Climb.sent_at.is_(None), Climb.thread_id.is_not(None)))
    return db.session.scalars(select(Climb).where(*own).order_by(Climb.changed_at.desc(), Climb.id.desc())).all()


def asks_to(viewer: User) -> Sequence[ClimbAsk]:
    """What this person is asked and has not answered, the oldest first, as long as they are named in it."""
    waits = select(ClimbAsk).join(ClimbAsk.climb).where(ClimbAsk.user_id == viewer.id, ClimbAsk.answer == "")
    whole = waits.where(Climb.sent_at.is_(None)).options(joinedload(ClimbAsk.by))
    return [each for each in db.session.scalars(whole.order_by(ClimbAsk.id)) if each.words]


def asks_of(climb: Climb) -> Sequence[ClimbAsk]:
    """Who was asked about these words, by person."""
    return db.session.scalars(select(ClimbAsk).where(ClimbAsk.climb_id == climb.id).order_by(ClimbAsk.id)).all()


def steps_for(viewer: User, piece: Piece, *, on: date) -> Sequence[Step]:
    """The places that are wider than where it stands now, and in which this person may write."""
    own = piece.post.thread.space_id if piece.post is not None else None
    now = readers_now(viewer, piece, on=on)
    found = [
        Step(each, audience_of_space(each.id, on=on), each.axes.read == Read.ANYONE)
        for each in writable_spaces(viewer)
        if each.id != own
    ]
    wider = [
        each for each in found if rules.is_wider(each.readers.people, than=now, by_anybody=each.by_anybody)
    ]  # fmt: skip
    return sorted(wider, key=lambda each: (each.by_anybody, each.readers.people, each.space.id))


def named_by(viewer: User, climb: Climb, *, piece: Piece) -> Sequence[Named]:
    """Who is named in words on their way, with what has become of asking them."""
    people = {each.id: each for each in company_of(viewer, piece)}
    found = rules.named_in(climb.title, climb.words, people=people.values())
    asked = {each.user_id: each for each in asks_of(climb)}
    agreed = {each.user_id for each in asked.values() if each.answer == "yes" and each.words == found.get(each.user_id)}
    return [
        Named(each, people[each].name, words, asked=_was_asked(asked.get(each), words), agreed=each in agreed)
        for each, words in found.items()
    ]


def still_missing(viewer: User, climb: Climb, *, piece: Piece) -> bool:
    """Whether anybody's yes is not there."""
    found = rules.named_in(climb.title, climb.words, people=company_of(viewer, piece))
    asked = [rules.Asked(each.user_id, each.words, each.answer) for each in asks_of(climb)]
    return bool(rules.missing(found, asked, title=climb.title, words=climb.words))


def _was_asked(ask: ClimbAsk | None, words: str) -> bool:
    """Whoever has not said yes was asked, whatever the words are by now: a change does not tell silence from a no."""
    return ask is not None and (ask.answer != "yes" or ask.words == words)
