"""Programmes, and the communities that they gather."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities import rules
from cop.communities.rules.programmes import LONGEST_FUNDERS
from cop.core.database import Base, UtcDateTime
from cop.organisations.models import Organisation


class Programme(Base):
    """What an organisation wants to achieve with several communities. `keeper_id` may change it."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    funders: Mapped[str] = mapped_column(String(LONGEST_FUNDERS))
    strategy: Mapped[str]
    begins: Mapped[date]
    ends: Mapped[date]
    deadline: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise", viewonly=True)


class ProgrammeCommunity(Base):
    """A community is part of a programme, by its own coordinator's word."""

    __tablename__ = "programme_community"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True)
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(UtcDateTime)
