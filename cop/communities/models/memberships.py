"""Who belongs to a community and to a space since when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cop.communities.rules import silences
from cop.core import clock
from cop.core.database import Base, UtcDateTime, only

ACTIVE = text("until IS NULL")
COORDINATES = text("role = 'coordinator' AND until IS NULL")


class CommunityMembership(Base):
    """Somebody's time in a community; still going on while `until` is empty. Until `silent_until` they read and do not
    write."""

    __tablename__ = "community_membership"
    __table_args__ = (
        Index(
            "uq_community_membership_active", "community_id", "user_id",
            unique=True, **only(ACTIVE),
        ),
        Index(
            "ix_community_membership_coordinator", "user_id", **only(COORDINATES)
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="member")
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    silent_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def role_now(self) -> str:
        """What they are at this moment: silenced, until that is over by itself."""
        if self.silent_until is None:
            return self.role
        return silences.role_at(self.role, self.silent_until, now=clock.now())


class SpaceMembership(Base):
    """Somebody's time in a space whose members are named; still going on while `until` is empty."""

    __tablename__ = "space_membership"
    __table_args__ = (
        Index(
            "uq_space_membership_active", "space_id", "user_id",
            unique=True, **only(ACTIVE),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
