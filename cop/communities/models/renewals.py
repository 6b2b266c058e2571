"""Once a year a community is asked whether it is still useful, and what its members wish."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime, only

OPEN = text("outcome IS NULL")


class Renewal(Base):
    """One year's question; `outcome` is empty until a coordinator has decided."""

    __tablename__ = "renewal"
    __table_args__ = (Index("ix_renewal_open", "community_id", **only(OPEN)),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(8))


class RenewalVoice(Base):
    """What one member wishes; never shown to another."""

    __tablename__ = "renewal_voice"

    renewal_id: Mapped[int] = mapped_column(ForeignKey("renewal.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    wish: Mapped[str] = mapped_column(String(8))
