"""The end of a set: announced, objected to, closed, and in the end emptied."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime


class Closing(Base):
    """A set is to close at `closes_at`; `emptied_at` is when what was said in it was deleted, after `months`."""

    __tablename__ = "closing"
    __table_args__ = (CheckConstraint("months BETWEEN 6 AND 60", name="months"),)

    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id"), primary_key=True, autoincrement=False)
    announced_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    announced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    months: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    emptied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Objection(Base):
    """Somebody who sits in the set would rather talk first; nobody is asked why. One each."""

    __tablename__ = "closing_objection"

    set_id: Mapped[int] = mapped_column(ForeignKey("closing.set_id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
