"""With whom words were shared where they come from: who could be named in them, how many read them, and what the place
has agreed about words that leave it. Only people whom their writer met there: whoever came after they left, or had
gone before they came, cannot be found out by typing a name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import not_, or_, select

from cop.communities import policy as communities
from cop.communities.models import Space
from cop.communities.queries import readers_of_space
from cop.communities.rules import Door
from cop.core import clock
from cop.core.database import db
from cop.discussions.models import Post
from cop.discussions.queries import readers_of
from cop.discussions.queries.hearing import people_in
from cop.ladder import rules
from cop.ladder.queries.pieces import Piece
from cop.people.models import User
from cop.sets.models import Agreement, AgreementAcceptance, LearningSet, Seat
from cop.sets.queries import agreement_of, waiting_for


def company_of(viewer: User, piece: Piece) -> Sequence[rules.Person]:
    """Everybody but the writer who could be named in it."""
    if piece.post is not None:
        return _around_post(viewer, piece.post)
    met = select(User.id, User.name).where(User.id.in_(_met_in(viewer, piece.set_id)), User.erased_at.is_(None))
    return [rules.Person(*row) for row in db.session.execute(met.order_by(User.id))]


def readers_now(viewer: User, piece: Piece, *, on: date) -> int:
    """How many people read it where it stands, its writer with them."""
    if piece.post is not None and piece.post.thread.privately:
        return len(people_in(piece.post.thread_id, now=clock.now()))
    if piece.post is not None:
        return readers_of(piece.post.thread, on=on).people
    return 1 + len(_met_in(viewer, piece.set_id)) if piece.shared else 1


def lets_out(viewer: User, piece: Piece) -> bool:
    """Whether what was agreed where it was said lets its writer take it out. In a set that they sit in, the agreement
    in force, once everybody has said yes to it; of one that they left, the last to which they said yes."""
    if piece.post is not None:
        return True
    if piece.set_id is None:
        return False
    seated = _own_seats(viewer, piece.set_id, sits=True)
    if seated:
        return not waiting_for(piece.set_id) and rules.lets_out(_level(agreement_of(piece.set_id)))
    own_yes = select(Agreement).join(AgreementAcceptance, AgreementAcceptance.agreement_id == Agreement.id)
    theirs = own_yes.where(Agreement.set_id == piece.set_id, AgreementAcceptance.user_id == viewer.id)
    return rules.lets_out(_level(db.session.scalar(theirs.order_by(Agreement.version.desc()).limit(1))))


def hidden_names(viewer: User, piece: Piece, *, into: int | None) -> Sequence[str]:
    """What the place is called, where only those know who are inside. In its own community the name of that is known:
    `into` is the space to which the words go."""
    if piece.post is not None:
        space, community = piece.post.thread.space, piece.post.thread.space.community
        there = db.session.get(Space, into) if into is not None else None
        stays = there is not None and there.community_id == community.id
        known = {community.name} if stays else set[str]()
        places = ((space.axes.door, space.name), (community.axes.door, community.name))
        return [name for door, name in places if door == Door.INSIDE and name not in known]
    if piece.set_id is None or not _own_seats(viewer, piece.set_id, sits=True):
        return []
    return [db.session.get_one(LearningSet, piece.set_id).name]


def _level(agreement: Agreement | None) -> str | None:
    return agreement.confidentiality if agreement is not None else None


def _own_seats(viewer: User, set_id: int, *, sits: bool = False) -> Sequence[Seat]:
    own = (Seat.set_id == set_id, Seat.user_id == viewer.id, Seat.joined_at.is_not(None))
    asked = select(Seat).where(*own).order_by(Seat.id)
    return db.session.scalars(asked.where(Seat.state == "accepted") if sits else asked).all()


def _met_in(viewer: User, set_id: int | None) -> set[int]:
    """Who sat there while this person did."""
    met = set[int]()
    for own in _own_seats(viewer, set_id or 0):
        there = (Seat.set_id == own.set_id, Seat.user_id != viewer.id, Seat.joined_at.is_not(None))
        stayed = or_(Seat.left_at.is_(None), Seat.left_at >= own.joined_at)
        came = () if own.left_at is None else (Seat.joined_at <= own.left_at,)
        met |= {each for each in db.session.scalars(select(Seat.user_id).where(*there, stayed, *came)) if each}
    return met


def _around_post(viewer: User, post: Post) -> Sequence[rules.Person]:
    writers = select(Post.author_id).where(Post.thread_id == post.thread_id, not_(Post.unnamed))
    talking = set(db.session.scalars(writers))
    space = post.thread.space
    sees_them = communities.can_read_space(viewer, space) and communities.can_see_members(viewer, space.community)
    readers = set(readers_of_space(space.id)) if sees_them else set[int]()  # a guest has no list of them
    named = select(User.id, User.name).where(User.id.in_(talking | readers), User.id != viewer.id)
    found = db.session.execute(named.where(User.erased_at.is_(None)).order_by(User.id))
    return [rules.Person(each, name, close=each in talking) for each, name in found]
