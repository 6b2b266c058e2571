"""Who leads a part of a community for a while."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.communities.rules.leading import Turn
from cop.core.database import Base, UtcDateTime


class LeadingRole(Base):
    """Somebody's turn in a role, offered and perhaps accepted. Nothing marks its end: that is a matter of the time."""

    __tablename__ = "leading_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begins: Mapped[datetime] = mapped_column(UtcDateTime)
    ends: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted: Mapped[bool | None]
    given_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def turn(self) -> Turn:
        """What the rules need to know of it."""
        return Turn(self.begins, self.ends, self.answered_at, self.accepted, self.given_back_at)
