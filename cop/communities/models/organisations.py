"""Organisations that take part in a community, and whom they bring."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models.places import Community
from cop.communities.rules.bringing import Brought, State
from cop.core.database import Base, UtcDateTime, only
from cop.organisations.models import Organisation
from cop.people.models import User

RUNNING = text("ended_at IS NULL")


class CommunityOrganisation(Base):
    """An organisation takes part in a community, once a lead of the one and a coordinator of the other have said so.

    `asked_by_lead` says which of the two proposed it; it holds from `agreed_at` on, until `ended_at`.
    """

    __tablename__ = "community_organisation"
    __table_args__ = (
        Index(
            "uq_community_organisation_running", "community_id", "organisation_id",
            unique=True, **only(RUNNING),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    brings: Mapped[str] = mapped_column(String(8))
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    asked_by_lead: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
    organisation: Mapped[Organisation] = relationship(lazy="raise", viewonly=True)

    @property
    def holds(self) -> bool:
        """Both sides have said yes, and neither has ended it."""
        return self.agreed_at is not None and self.ended_at is None


class BroughtPerson(Base):
    """Somebody whom an organisation brings into a community, or would have."""

    __tablename__ = "community_brought"

    part_id: Mapped[int] = mapped_column(ForeignKey("community_organisation.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    state: Mapped[State] = mapped_column(String(8))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_named: Mapped[bool] = mapped_column(default=False)
    """By a lead, where the organisation brings people by name."""

    part: Mapped[CommunityOrganisation] = relationship(lazy="raise", viewonly=True)
    user: Mapped[User] = relationship(lazy="raise", viewonly=True)

    @property
    def stands(self) -> Brought:
        """What the rules need to know of it."""
        return Brought(self.state, self.due_at)
