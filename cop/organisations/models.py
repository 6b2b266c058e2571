"""Organisations as they were on any day: their codes, how they hang together, and who belongs to them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base
from cop.people.models import User


class Organisation(Base):
    """An organisation. Its dates are inclusive; an open one stands for «always» or «until further notice»."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    attribution: Mapped[str] = mapped_column(default="")

    codes: Mapped[list["OrganisationCode"]] = relationship(lazy="raise", order_by="OrganisationCode.scheme")


class OrganisationCode(Base):
    """What others call an organisation. One code names one organisation, for ever."""

    __tablename__ = "organisation_code"
    __table_args__ = (UniqueConstraint("scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[str]
    code: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class OrganisationRelation(Base):
    """One organisation is part of, or succeeds, another."""

    __tablename__ = "organisation_relation"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind"),
        CheckConstraint("from_id <> to_id", name="two_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class OrganisationMembership(Base):
    """A person belongs to an organisation, from a day and until a day, both included."""

    __tablename__ = "organisation_membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")
