"""Organisations as they were on any day: their codes, how they hang together, and who belongs to them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime, uncountable
from cop.organisations.rules.kinds import Period, stood
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
    can_share: Mapped[str] = mapped_column(default="")
    would_like_to_learn: Mapped[str] = mapped_column(default="")

    codes: Mapped[list["OrganisationCode"]] = relationship(
        lazy="raise", order_by=lambda: (OrganisationCode.scheme, OrganisationCode.id)
    )
    memberships: Mapped[list["OrganisationMembership"]] = relationship(lazy="raise", viewonly=True)
    """What its door loaded: the viewer's own."""

    def stands(self, day: date) -> bool:
        """Whether there was such an organisation on that day."""
        return stood((self.valid_from, self.valid_to), on=day)

    def codes_on(self, day: date) -> list["OrganisationCode"]:
        """What it was called by others on that day."""
        return [code for code in self.codes if stood((code.valid_from, code.valid_to), on=day)]


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
    """How one organisation stands to another, for a time; one left out of a grouping is told with the reason."""

    __tablename__ = "organisation_relation"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind", "valid_from"),
        CheckConstraint("from_id <> to_id", name="two_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    excluded: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")

    @property
    def period(self) -> Period:
        """From the first day to the last."""
        return self.valid_from, self.valid_to


class OrganisationMembership(Base):
    """A person belongs to an organisation, from a day and until a day, both included.

    What they say themselves counts for others once somebody who leads the organisation has confirmed it; others see it
    only where they have said so (`shown`).
    """

    __tablename__ = "organisation_membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    role: Mapped[str] = mapped_column(default="staff")
    leads: Mapped[bool] = mapped_column(default=False)
    confirmed: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")

    def runs(self, *, on: date) -> bool:
        """Whether it holds on that day."""
        return stood((self.since, self.until), on=on)


class OrganisationImport(Base):
    """A file that somebody has handed in, with what would become of each row, until it is taken in or forgotten."""

    __tablename__ = "organisation_import"

    id: Mapped[int] = mapped_column(primary_key=True, default=uncountable)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str]
    content: Mapped[bytes]
    told: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
