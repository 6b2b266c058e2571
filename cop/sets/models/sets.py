"""A set and the seats at its table."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime, only, uncountable
from cop.core.seals import Sealed, sealed
from cop.people.models import User
from cop.sets import rules
from cop.sets.models.ownership import set_owner
from cop.sets.models.seasons import SeasonDate
from cop.sets.rules.newcomers import LONGEST_NAME

LIVE = text("state IN ('invited', 'accepted')")


class LearningSet(Sealed, Base):
    """A set; `seats` are for members, the facilitator sits beside them and is not counted.

    `fewest_members` have to be there, beside the facilitator, for a meeting to begin without everybody's yes.
    `season` is the one it is in, from 1.
    """

    __tablename__ = "learning_set"
    __table_args__ = (
        CheckConstraint("state IN ('forming', 'contracting', 'running', 'closed')", name="state"),
        CheckConstraint("seats BETWEEN 2 AND 10", name="seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"), index=True)
    name: Mapped[str] = sealed()
    purpose: Mapped[str] = sealed()
    seats: Mapped[int]
    meeting_minutes: Mapped[int]
    slot_minutes: Mapped[int]
    format_key: Mapped[str] = mapped_column(String(32), default="als_standard", server_default="als_standard")
    fewest_members: Mapped[int] = mapped_column(default=3, server_default="3")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[rules.SetState] = mapped_column(String, default="forming")
    season: Mapped[int] = mapped_column(default=1, server_default="1")

    table: Mapped[list["Seat"]] = relationship(back_populates="learning_set", lazy="raise", order_by="Seat.position")
    dates: Mapped[list[SeasonDate]] = relationship(
        lazy="raise",
        order_by="SeasonDate.number",
        primaryjoin="and_(SeasonDate.set_id == LearningSet.id, SeasonDate.cancelled_at.is_(None))",
        viewonly=True,
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": uncountable(), **values})

    @property
    def owner_of_words(self) -> str:
        return set_owner(self.id)

    @property
    def is_new(self) -> bool:
        """Until a set has begun for the first time, every seat is one that somebody may take."""
        return self.season == 1 and self.state in {"forming", "contracting"}

    @property
    def this_season(self) -> list[SeasonDate]:
        return self.dates_in(self.season)

    def dates_in(self, season: int) -> list[SeasonDate]:
        return [each for each in self.dates if each.season == season]

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

    @property
    def has_met(self) -> bool:
        return any(each.held_at for each in self.dates)

    @property
    def is_under_way(self) -> bool:
        """Whether all who sat in it have accepted its agreement, or it has met: who joins now joins after notice."""
        return not self.is_new or self.has_met

    def seat_of(self, user_id: int) -> "Seat | None":
        """The seat that this person has taken."""
        return next((each for each in self.seated if each.user_id == user_id), None)


class Seat(Base):
    """A place in a set. `email` is kept while it is offered; `user_id` is empty until that address has an account.

    In a set that is under way `told_at` is when the set learnt of the offer, `told_as` the name it was told, kept while
    the seat is offered, and `ready_told_at` when whoever was asked has learnt that the seat can be taken.
    """

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("role IN ('facilitator', 'member')", name="role"),
        CheckConstraint("state IN ('invited', 'accepted', 'declined', 'withdrawn', 'left')", name="state"),
        Index("uq_seat_one_each", "set_id", "user_id", unique=True, **only(LIVE)),
        Index("uq_seat_one_offer", "set_id", "email", unique=True, **only(LIVE)),
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
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_as: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    ready_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    learning_set: Mapped[LearningSet] = relationship(back_populates="table", lazy="raise")
    user: Mapped[User | None] = relationship(foreign_keys=[user_id], lazy="raise")
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id], lazy="raise")


class SeatVoice(Base):
    """What somebody who sits in a set says to a seat that is offered; gone with the offer. Nobody is asked why."""

    __tablename__ = "seat_voice"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    yes: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
