"""The tables of learning sets. What hangs on a set is loaded by its door, never by accident."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime
from cop.people.models import User
from cop.sets import rules

LIVE = text("state IN ('invited', 'accepted')")


class LearningSet(Base):
    """A set; `seats` are for members, the facilitator sits beside them and is not counted."""

    __tablename__ = "learning_set"
    __table_args__ = (
        CheckConstraint("state IN ('forming', 'contracting', 'running', 'closed')", name="state"),
        CheckConstraint("seats BETWEEN 5 AND 8", name="seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"), index=True)
    name: Mapped[str]
    purpose: Mapped[str]
    seats: Mapped[int]
    meeting_minutes: Mapped[int]
    slot_minutes: Mapped[int]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[rules.SetState] = mapped_column(String, default="forming")

    table: Mapped[list["Seat"]] = relationship(back_populates="learning_set", lazy="raise", order_by="Seat.position")
    dates: Mapped[list["SeasonDate"]] = relationship(lazy="raise", order_by="SeasonDate.number")

    @property
    def seated(self) -> list["Seat"]:
        """The seats that somebody has taken, the facilitator's first."""
        return sorted(
            (each for each in self.table if each.state == "accepted"), key=lambda each: each.role != "facilitator"
        )

    @property
    def offered(self) -> list["Seat"]:
        """The seats that somebody has been offered and has not answered."""
        return [each for each in self.table if each.state == "invited"]

    @property
    def facilitator(self) -> "Seat | None":
        """The seat of whoever facilitates; None while the person asked to has not said yes."""
        return next((each for each in self.seated if each.role == "facilitator"), None)

    @property
    def deputy(self) -> "Seat | None":
        """The seat of whoever stands in for the facilitator."""
        return next((each for each in self.seated if each.is_deputy), None)

    def seat_of(self, user_id: int) -> "Seat | None":
        """The seat that this person has taken."""
        return next((each for each in self.seated if each.user_id == user_id), None)


class Seat(Base):
    """A place in a set. `email` is kept while it is offered; `user_id` is empty until that address has an account."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("role IN ('facilitator', 'member')", name="role"),
        CheckConstraint("state IN ('invited', 'accepted', 'declined', 'withdrawn', 'left')", name="state"),
        Index("uq_seat_one_each", "set_id", "user_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("uq_seat_one_offer", "set_id", "email", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    email: Mapped[str | None] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(default="member")
    is_deputy: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(default="invited")
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    learning_set: Mapped[LearningSet] = relationship(back_populates="table", lazy="raise")
    user: Mapped[User | None] = relationship(foreign_keys=[user_id], lazy="raise")
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id], lazy="raise")


class Agreement(Base):
    """One version of how a set works together; the highest version is the one in force."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("set_id", "version"),
        CheckConstraint("confidentiality IN ('closed', 'learning_out', 'chatham_house')", name="confidentiality"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"))
    version: Mapped[int]
    confidentiality: Mapped[str]
    ground_rules: Mapped[str]
    html: Mapped[str]
    render_version: Mapped[int]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgreementAcceptance(Base):
    """Somebody said yes to one version."""

    __tablename__ = "agreement_acceptance"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SeasonDate(Base):
    """A meeting as planned, numbered from 1. `held_at` is when it was closed and its airtime entered."""

    __tablename__ = "season_date"
    __table_args__ = (UniqueConstraint("set_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"))
    number: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    minutes: Mapped[int]
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LedgerEntry(Base):
    """What one member was due and what they used in one meeting, in seconds."""

    __tablename__ = "ledger_entry"

    season_date_id: Mapped[int] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    credit_seconds: Mapped[int]
    used_seconds: Mapped[int]

    season_date: Mapped[SeasonDate] = relationship(lazy="raise")

    @property
    def value(self) -> rules.Entry:
        """This entry as the rules reckon with it."""
        return rules.Entry(self.user_id, self.season_date.number, self.credit_seconds, self.used_seconds)


class Commitment(Base):
    """What somebody said they would do, and what became of it; `outcome` is in their own words."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'partly', 'not_done', 'moved', 'dropped', 'skipped')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at_id: Mapped[int] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    first_step: Mapped[str]
    by_when: Mapped[date]
    state: Mapped[rules.CommitmentState] = mapped_column(String, default="open")
    outcome: Mapped[str] = mapped_column(default="")
    reported_at_id: Mapped[int | None] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), index=True)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")
    made_on: Mapped[SeasonDate] = relationship(foreign_keys=[made_at_id], lazy="raise")
    reported_on: Mapped[SeasonDate | None] = relationship(foreign_keys=[reported_at_id], lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether it still comes back in the next meeting's updates."""
        return self.state in rules.COMES_BACK

    @property
    def value(self) -> rules.Commitment:
        """This commitment as the rules see it."""
        return rules.Commitment(
            member=self.user_id, made_at=self.made_on.number, by_when=self.by_when, what=self.what,
            first_step=self.first_step, state=self.state, outcome=self.outcome,
            reported_at=self.reported_on.number if self.reported_on else None,
        )  # fmt: skip
