"""Complaints and requests, with what became of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime, uncountable
from cop.core.seals import Sealed, sealed


class Complaint(Sealed, Base):
    """Everything that somebody said is sealed, with a key of its own that goes with it; kinds and dates stay.

    `user_id` is whose account asked, and empty for whoever has none. `answered_by_id` wrote the outcome.
    """

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = sealed()
    email: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    outcome: Mapped[str] = sealed(default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": uncountable(), **values})

    @property
    def owner_of_words(self) -> str:
        return complaint_owner(self.id)


def complaint_owner(complaint_id: int) -> str:
    """The name by which the keyring knows a complaint."""
    return f"complaint:{complaint_id}"
