"""How a set works together, version by version, and who said yes to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.sets import rules
from cop.sets.models.ownership import OfSet


class Agreement(OfSet, Base):
    """One version of how a set works together; the highest version is the one in force."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("set_id", "version"),
        CheckConstraint("confidentiality IN ('closed', 'learning_out', 'chatham_house')", name="confidentiality"),
        CheckConstraint("sharing IN ('bid', 'equal', 'rotation')", name="sharing"),
        CheckConstraint("advice IN ('none', 'suggestions')", name="advice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"))
    version: Mapped[int]
    confidentiality: Mapped[str]
    sharing: Mapped[rules.Sharing] = mapped_column(String(8), default="bid", server_default="bid")
    advice: Mapped[str] = mapped_column(String(16), default="none", server_default="none")
    ground_rules: Mapped[str] = sealed()
    html: Mapped[str] = sealed()
    render_version: Mapped[int]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgreementAcceptance(Base):
    """Somebody said yes to one version."""

    __tablename__ = "agreement_acceptance"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
