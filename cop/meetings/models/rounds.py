"""A round of a gathering, and who is in it. What is said in it has no table, and a day later nor has the round."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from cop.communities.models import Space
from cop.core.database import Base, UtcDateTime, uncountable
from cop.meetings import rules
from cop.sets.rules import Format
from cop.sets.rules.formats import ROUNDS


class Round(Base):
    """`kind` is the key of its running order; `version` goes up with every change that somebody in it would see."""

    __tablename__ = "round"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    stored: Mapped[dict[str, Any]] = mapped_column("progress", JSON)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    space: Mapped[Space] = relationship(lazy="raise", viewonly=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own way to name it

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": uncountable(), **values})

    @property
    def running_order(self) -> Format:
        """What everybody does, one after the other."""
        return ROUNDS[self.kind]

    @property
    def progress(self) -> rules.Progress:
        """Where the round stands."""
        return rules.from_json(self.stored)

    @progress.setter
    def progress(self, value: rules.Progress) -> None:
        self.stored, self.ended_at = rules.to_json(value), value.ended_at

    def touch(self) -> None:
        """Raise the version at the next flush, although no column of the row itself may have changed."""
        flag_modified(self, "stored")


class RoundSeat(Base):
    """Somebody came into a round. `heard_at` is when their page last asked, or they last pressed something."""

    __tablename__ = "round_seat"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
