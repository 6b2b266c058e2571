"""How a community works together, version by version, and who has accepted which."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.communities.rules.agreement import LONGEST_WHY
from cop.core.database import Base, UtcDateTime


class Agreement(Base):
    """One version of how a community works together. The highest number holds; the others are its history."""

    __tablename__ = "community_agreement"
    __table_args__ = (UniqueConstraint("community_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str]
    why: Mapped[str] = mapped_column(String(LONGEST_WHY))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgreementAcceptance(Base):
    """Somebody has accepted this version."""

    __tablename__ = "community_agreement_acceptance"

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("community_agreement.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
