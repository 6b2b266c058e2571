"""Communities and their spaces."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities import rules
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.core.database import Base, UtcDateTime


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
    stage: Mapped[str] = mapped_column(String(16), default=rules.FIRST_STAGE)
    closing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    modules: Mapped[str] = mapped_column(default=rules.kept_as(rules.MODULES))

    memberships: Mapped[list[CommunityMembership]] = relationship(lazy="raise", viewonly=True)

    def uses(self, module: str) -> bool:
        """Whether its members have this part switched on."""
        return module in self.modules.split()


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
    memberships: Mapped[list[SpaceMembership]] = relationship(lazy="raise", viewonly=True)

    @property
    def bounds(self) -> rules.Bounds:
        """What the rules need to know of it."""
        return rules.Bounds(self.community.preset, self.preset, self.for_everyone)
