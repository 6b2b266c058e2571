"""Communities, their spaces, and who belongs to them since when."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities import rules
from cop.core.database import Base, UtcDateTime

ACTIVE = text("until IS NULL")


def _everyone_unless_closed(context: Any) -> bool:
    return rules.everyone_belongs(context.get_current_parameters()["preset"])


class Community(Base):
    """People from several organisations with a question in common. `memberships` holds what its door loaded."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    preset: Mapped[str] = mapped_column(default=rules.COMMUNITY_DEFAULT)
    founded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    memberships: Mapped[list["CommunityMembership"]] = relationship(lazy="raise", viewonly=True)


class Space(Base):
    """A room of a community with readers of its own, never more than the community's."""

    __tablename__ = "space"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    preset: Mapped[str] = mapped_column(default=rules.SPACE_DEFAULT)
    for_everyone: Mapped[bool] = mapped_column(default=_everyone_unless_closed)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
    memberships: Mapped[list["SpaceMembership"]] = relationship(lazy="raise", viewonly=True)

    @property
    def bounds(self) -> rules.Bounds:
        """What the rules need to know of it."""
        return rules.Bounds(self.community.preset, self.preset, self.for_everyone)


class CommunityMembership(Base):
    """Somebody's time in a community; still going on while `until` is empty."""

    __tablename__ = "community_membership"
    __table_args__ = (
        Index(
            "uq_community_membership_active", "community_id", "user_id",
            unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="member")
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SpaceMembership(Base):
    """Somebody's time in a space whose members are named; still going on while `until` is empty."""

    __tablename__ = "space_membership"
    __table_args__ = (
        Index(
            "uq_space_membership_active", "space_id", "user_id",
            unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
