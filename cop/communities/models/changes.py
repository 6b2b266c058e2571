"""How open a place was, and is: every change of it, and who has answered what it means for their own words."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime


class PlaceChange(Base):
    """A community, or one of its spaces, was tightened or widened. `before` and `after` are the three axes."""

    __tablename__ = "place_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[list[int]] = mapped_column(JSON)
    after: Mapped[list[int]] = mapped_column(JSON)


class WideningAnswer(Base):
    """Somebody has said what of their own may be read more widely here; they are asked again after another widening."""

    __tablename__ = "widening_answer"

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
