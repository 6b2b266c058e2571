"""The tables of a season: when a set meets, and the airtime of each meeting."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime
from cop.people.models import User
from cop.sets import rules


class SeasonDate(Base):
    """A meeting as planned. `held_at` is when it was closed and its airtime entered.

    Numbers begin at 1 and run on through the `season`s of a set, so that what was promised in one is told in the next.
    `facilitator_id` is whose turn it is in a rota, and once it was held who did facilitate. A cancelled date keeps its
    row, which others refer to, and gives up its number: it then has one below zero.
    """

    __tablename__ = "season_date"
    __table_args__ = (UniqueConstraint("set_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"))
    number: Mapped[int]
    season: Mapped[int] = mapped_column(default=1, server_default="1")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    minutes: Mapped[int]
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def ends_at(self) -> datetime:
        """When it is over as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)


class SeasonChange(Base):
    """A date that was moved, cancelled or added: what the set's page tells those who come back to it."""

    __tablename__ = "season_change"
    __table_args__ = (CheckConstraint("kind IN ('moved', 'cancelled', 'added', 'rescheduled')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    after: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    changed_by: Mapped[User] = relationship(lazy="raise")


class LedgerEntry(Base):
    """What one member was due and what they used in one meeting, and what the plan gave to their slot, in seconds."""

    __tablename__ = "ledger_entry"

    season_date_id: Mapped[int] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    credit_seconds: Mapped[int]
    used_seconds: Mapped[int]
    planned_seconds: Mapped[int] = mapped_column(default=0, server_default="0")

    season_date: Mapped[SeasonDate] = relationship(lazy="raise")

    @property
    def value(self) -> rules.Entry:
        """This entry as the rules reckon with it."""
        return rules.Entry(
            self.user_id, self.season_date.number, self.credit_seconds, self.used_seconds, self.planned_seconds
        )
