"""Invitations into a community: to one address, in a file of many, and as a link."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models.places import Community
from cop.communities.rules.invitations import LONGEST_NAME, LONGEST_ORGANISATION
from cop.core.database import Base, UtcDateTime, only
from cop.people.models import User

LIVE = text("state IN ('waiting', 'sent', 'opened')")


class InvitationFile(Base):
    """A file of people to invite. `faults` are the lines that were left out: line, address, sentence and its values."""

    __tablename__ = "invitation_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    faults: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)


class CommunityInvitation(Base):
    """One address asked into one community. `letters` is how many were sent; see `rules.invitations` for its states.

    `name` and `organisation` are what the inviter calls them; nobody's account is looked up for it.
    """

    __tablename__ = "community_invitation"
    __table_args__ = (
        Index(
            "uq_community_invitation_live", "community_id", "email",
            unique=True, **only(LIVE),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    organisation: Mapped[str] = mapped_column(String(LONGEST_ORGANISATION), default="")
    role: Mapped[str]
    space_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    forwardable: Mapped[bool] = mapped_column(default=False)
    seed: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("invitation_file.id", ondelete="CASCADE"), index=True)
    line: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="waiting")
    letters: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_letter_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
    invited_by: Mapped[User | None] = relationship(lazy="raise", viewonly=True, foreign_keys=[invited_by_id])


class InvitationLink(Base):
    """A link that lets so many people in, until a day or until it is taken back."""

    __tablename__ = "invitation_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    domains: Mapped[str] = mapped_column(default="")
    most: Mapped[int]
    uses: Mapped[int] = mapped_column(default=0)
    seed: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)
