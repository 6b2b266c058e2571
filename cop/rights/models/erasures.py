"""Accounts that are to be deleted, and the list of those that were, which is only ever added to."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.appending import only_added_to
from cop.core.database import Base, UtcDateTime


class Erasure(Base):
    """Somebody's wish to go, until it is carried out at `due_at` or taken back."""

    __tablename__ = "erasure"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    keeps_words: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ErasureLine(Base):
    """One account that was erased. `joined_at` is when it was made: a number may be another's after a restore."""

    __tablename__ = "erasure_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(index=True)  # no reference: the line outlives every row
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    keeps_words: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


only_added_to(ErasureLine, called="The list of erasures")
