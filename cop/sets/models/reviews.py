"""What a set says when it looks back on a season."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.people.models import User
from cop.sets import rules
from cop.sets.models.ownership import OfSet


class SeasonAnswer(OfSet, Base):
    """What somebody answers to one prompt in the middle of a season or at its end. The whole set reads it."""

    __tablename__ = "season_answer"
    __table_args__ = (
        UniqueConstraint("set_id", "season", "half", "user_id", "prompt"),
        CheckConstraint("half IN ('middle', 'last')", name="half"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"))
    season: Mapped[int]
    half: Mapped[rules.Half] = mapped_column(String)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    prompt: Mapped[rules.ReviewPrompt] = mapped_column(String)
    text: Mapped[str] = sealed()
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")
