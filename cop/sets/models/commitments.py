"""What people said they would do."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.people.models import OfPerson, User
from cop.sets import rules
from cop.sets.models.seasons import SeasonDate


class Commitment(OfPerson, Base):
    """What somebody said they would do, and what became of it; `outcome` and `learnt` are their own words.

    `written_by_id` wrote it down for its owner, who has not confirmed it yet.
    `redated_at` is when its date was last changed. Each reminder is sent once for a date.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint(
            "state IN ('open', 'done', 'partly', 'not_done', 'moved', 'stuck', 'learnt', 'dropped', 'skipped')",
            name="state",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    made_at_id: Mapped[int] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = sealed()
    first_step: Mapped[str] = sealed()
    by_when: Mapped[date]
    state: Mapped[rules.CommitmentState] = mapped_column(String, default="open")
    outcome: Mapped[str] = sealed(default="")
    learnt: Mapped[str] = sealed(default="")
    reported_at_id: Mapped[int | None] = mapped_column(ForeignKey("season_date.id", ondelete="CASCADE"), index=True)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    redated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    halfway_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    eve_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="raise")
    written_by: Mapped[User | None] = relationship(foreign_keys=[written_by_id], lazy="raise")
    made_on: Mapped[SeasonDate] = relationship(foreign_keys=[made_at_id], lazy="raise")
    reported_on: Mapped[SeasonDate | None] = relationship(foreign_keys=[reported_at_id], lazy="raise")

    @property
    def dated_at(self) -> datetime:
        """When its present date was chosen: half-way is reckoned from there."""
        return self.redated_at or self.created_at

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
            learnt=self.learnt, reported_at=self.reported_on.number if self.reported_on else None,
        )  # fmt: skip


class ReminderRefusal(Base):
    """Somebody does not want to be reminded by mail."""

    __tablename__ = "reminder_refusal"

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
