"""Who visits a meeting with the set's consent, who would go on with few, and words between two people."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.meetings.models.meetings import OfMeeting

PRIVATE_WORD = 500
VISITOR_NAME = 120

VisitorKind = Literal["observer", "guest"]


class GoAhead(Base):
    """Somebody in the lobby says: let us begin, few as we are."""

    __tablename__ = "go_ahead"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PrivateWord(OfMeeting, Base):
    """A line between one person and whoever facilitates. Nobody else reads it, and it goes when the meeting ends."""

    __tablename__ = "private_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = sealed()
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Visitor(OfMeeting, Base):
    """Somebody without a seat who may look on at one meeting: an observer by their account, a guest by a link."""

    __tablename__ = "visitor"
    __table_args__ = (CheckConstraint("kind IN ('observer', 'guest')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    kind: Mapped[VisitorKind] = mapped_column(String(8))
    name: Mapped[str] = sealed()
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VisitorVoice(Base):
    """What somebody who sits in the set says to a visitor; who says nothing has no row."""

    __tablename__ = "visitor_voice"

    visitor_id: Mapped[int] = mapped_column(ForeignKey("visitor.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    yes: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
