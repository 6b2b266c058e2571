"""A set's access log, and the door of those who open a set that they do not sit in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.seals import withhold
from cop.people.models import User
from cop.sets import policy
from cop.sets.models import AccessLine, BreakGlass, Challenge, ChallengeTurn
from cop.sets.queries.history import reads_from, said_before
from cop.sets.rules import glass as rules

SHOWN_FOR = timedelta(days=30)
MOST_SHOWN = 200
PEOPLE = (joinedload(BreakGlass.asked_by), joinedload(BreakGlass.agreed_by))


def access_lines_of(set_id: int) -> Sequence[AccessLine]:
    """Who opened what kind of thing, the newest first; what the set is told later comes in its place then."""
    asked = (
        select(AccessLine)
        .outerjoin(AccessLine.glass)
        .where(AccessLine.set_id == set_id, or_(AccessLine.glass_id.is_(None), BreakGlass.told_at.is_not(None)))
        .options(joinedload(AccessLine.who), joinedload(AccessLine.about))
        .order_by(AccessLine.id.desc())
        .limit(MOST_SHOWN)
    )
    return db.session.scalars(asked).all()


def is_whole(set_id: int) -> bool:
    """Whether each line of the log follows from the one before it."""
    before = ""
    for line in db.session.scalars(select(AccessLine).where(AccessLine.set_id == set_id).order_by(AccessLine.id)):
        if line.chain != line.chained_to(before):
            return False
        before = line.chain
    return True


def hold_log(set_id: int) -> None:
    """Wait for whoever is adding a line to this log. Its first line is there from the day the set is formed."""
    first = select(AccessLine.id).where(AccessLine.set_id == set_id).order_by(AccessLine.id).limit(1)
    db.session.execute(first.with_for_update())


def last_chain(set_id: int) -> str:
    """What the next line of the log is chained to."""
    asked = select(AccessLine.chain).where(AccessLine.set_id == set_id).order_by(AccessLine.id.desc()).limit(1)
    return db.session.scalar(asked) or ""


def glass_told_to(viewer: User, set_id: int, *, now: datetime) -> Sequence[BreakGlass]:
    """What the page of a set says for a month after it learnt of it. The reason stays with those who were told it."""
    asked = select(BreakGlass).where(BreakGlass.set_id == set_id, BreakGlass.told_at > now - SHOWN_FOR)
    found = db.session.scalars(asked.options(*PEOPLE)).all()
    since = reads_from(viewer, set_id) if found else None
    for glass in found:
        if since is None or (glass.told_at and glass.told_at < since):
            withhold(glass, said_before())
    return found


def glasses_for(viewer: User) -> Sequence[BreakGlass]:
    """All that was ever asked, for administrators; for anybody else there is no such page."""
    if not policy.can_break_glass(viewer):
        raise NotVisible
    return db.session.scalars(select(BreakGlass).options(*PEOPLE).order_by(BreakGlass.id.desc())).all()


def glass_for(viewer: User, glass_id: int) -> BreakGlass:
    """The door for administrators: what was asked, not yet what is behind it."""
    glass = db.session.scalar(select(BreakGlass).where(BreakGlass.id == glass_id).options(*PEOPLE))
    if glass is None or not policy.can_break_glass(viewer):
        raise NotVisible
    return glass


def open_glass_for(viewer: User, glass_id: int, *, kind: str, now: datetime) -> BreakGlass:
    """The door to what is behind it: one of the two, while it is open, once the opening is in the log."""
    glass = glass_for(viewer, glass_id)
    own = (AccessLine.glass_id == glass.id, AccessLine.who_id == viewer.id, AccessLine.kind == f"read_{kind}")
    logged = db.session.scalar(select(AccessLine.id).where(*own).limit(1)) is not None
    if not (policy.can_read_under(viewer, glass, now=now) and logged):
        raise NotVisible
    return glass


def brought_in(glass: BreakGlass) -> Sequence[ChallengeTurn]:
    """What was brought to the meetings of the set, as the set read it."""
    asked = select(ChallengeTurn).join(ChallengeTurn.challenge).options(joinedload(ChallengeTurn.challenge))
    return db.session.scalars(asked.where(Challenge.set_id == glass.set_id).order_by(ChallengeTurn.id)).all()


def kinds_read(viewer: User, glass: BreakGlass) -> frozenset[str]:
    """What this person has opened so far."""
    asked = select(AccessLine.kind).where(AccessLine.glass_id == glass.id, AccessLine.who_id == viewer.id)
    read = set(db.session.scalars(asked))
    return frozenset(kind for kind in rules.KINDS if f"read_{kind}" in read)
