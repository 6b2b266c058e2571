"""Communities and their spaces."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities import rules
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.core.database import Base, UtcDateTime, only

CLOSING = text("closes_at IS NOT NULL")


class Placed:
    """Where a place stands on the three axes, as small numbers: the larger, the tighter. Nothing is read unknown."""

    door: Mapped[int] = mapped_column(SmallInteger)
    read: Mapped[int] = mapped_column(SmallInteger)
    join: Mapped[int] = mapped_column(SmallInteger)

    @property
    def own_axes(self) -> rules.Axes:
        """What was chosen for it; inside another place it may be tighter."""
        return rules.stored((self.door, self.read, self.join))

    @own_axes.setter
    def own_axes(self, axes: rules.Axes) -> None:
        self.door, self.read, self.join = axes


class Community(Placed, Base):
    """People from several organisations with a question in common. `memberships` holds what its door loaded.

    `changed_at` is when it, or a space in it, was last tightened or opened wider, `widened_at` when last opened wider:
    then somebody may have been left to ask.
    """

    __tablename__ = "community"
    __table_args__ = (
        CheckConstraint("read >= door", name="reads_what_is_known"),
        Index("ix_community_closing", "closes_at", **only(CLOSING)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    founded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    widened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stage: Mapped[str] = mapped_column(String(16), default=rules.FIRST_STAGE)
    closing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    modules: Mapped[str] = mapped_column(default=rules.kept_as(rules.USUAL))

    memberships: Mapped[list[CommunityMembership]] = relationship(lazy="raise", viewonly=True)

    def uses(self, module: str) -> bool:
        """Whether its members have this part switched on."""
        return module in self.modules.split()

    @property
    def axes(self) -> rules.Axes:
        """Where it stands."""
        return self.own_axes

    @property
    def preset(self) -> str:
        """The name for where it stands."""
        return rules.preset_of(self.axes)


def _everyone_unless_closed(context: Any) -> bool:
    told = context.get_current_parameters()
    return rules.everyone_belongs(rules.stored([told[axis] for axis in ("door", "read", "join")]))


class Space(Placed, Base):
    """A room of a community with readers of its own, never more than the community's."""

    __tablename__ = "space"
    __table_args__ = (CheckConstraint("read >= door", name="reads_what_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    for_everyone: Mapped[bool] = mapped_column(default=_everyone_unless_closed)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
    memberships: Mapped[list[SpaceMembership]] = relationship(lazy="raise", viewonly=True)

    @property
    def axes(self) -> rules.Axes:
        """Where it stands: never looser than its community, whatever was chosen for it before that was tightened."""
        return rules.tighter(self.community.axes, self.own_axes)

    @property
    def preset(self) -> str:
        """The name for where it stands."""
        return rules.preset_of(self.axes)

    @property
    def bounds(self) -> rules.Bounds:
        """What the rules need to know of it."""
        return rules.Bounds(self.community.axes, self.axes, self.for_everyone)
