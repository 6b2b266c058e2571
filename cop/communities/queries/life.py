"""The log of a community, and which are about to close."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from cop.communities.models import Community, CommunityNote
from cop.core.database import db
from cop.people.models import User


class Note(NamedTuple):
    """A line of the log as its page tells it."""

    kind: str
    words: str
    at: datetime
    name: str | None


def notes_of(community_id: int) -> list[Note]:
    """What was decided, the newest first. The caller has passed the door, and `is_member`."""
    asked = select(CommunityNote.kind, CommunityNote.words, CommunityNote.at, User.name)
    told = asked.outerjoin(User, User.id == CommunityNote.user_id).where(CommunityNote.community_id == community_id)
    return [Note(*row) for row in db.session.execute(told.order_by(CommunityNote.id.desc()))]


def parting_words(community_id: int) -> str:
    """What was said when the end was last announced."""
    here = (CommunityNote.community_id == community_id, CommunityNote.kind == "closing")
    asked = select(CommunityNote.words).where(*here).order_by(CommunityNote.id.desc()).limit(1)
    return db.session.scalar(asked) or ""


def is_closing(community_id: int) -> bool:
    """Whether its end is announced. Whoever has passed its door has it at hand."""
    community = db.session.get(Community, community_id)
    return community is not None and community.closes_at is not None


def due_to_close(now: datetime) -> list[int]:
    """The communities whose notice is over."""
    asked = select(Community.id).where(Community.closes_at <= now, Community.closed_at.is_(None))
    return list(db.session.scalars(asked.order_by(Community.id)))
