"""People who ask to come in, and what they are asked."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models.places import Community
from cop.communities.rules.requests import LONGEST_QUESTION, LONGEST_SENTENCE
from cop.core.database import Base, UtcDateTime, only
from cop.people.models import User

WAITING = text("state = 'waiting'")


class JoinQuestion(Base):
    """What a community asks whoever would like to come in."""

    __tablename__ = "join_question"

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(LONGEST_QUESTION))


class JoinRequest(Base):
    """Somebody asks to come in. `answers` hold each question as it was asked; `sentence` goes to them alone."""

    __tablename__ = "join_request"
    __table_args__ = (
        Index(
            "uq_join_request_waiting", "community_id", "user_id",
            unique=True, **only(WAITING),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    answers: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    state: Mapped[str] = mapped_column(default="waiting")
    sentence: Mapped[str] = mapped_column(String(LONGEST_SENTENCE), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
    user: Mapped[User] = relationship(lazy="raise", viewonly=True, foreign_keys=[user_id])
