"""A copy of everything of one person, lying ready for them for some days."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime, uncountable
from cop.core.seals import Sealed, sealed


class DataCopy(Sealed, Base):
    """`content` is a zip in base64, sealed with a key of its own: once that is destroyed, no backup opens it either."""

    __tablename__ = "data_copy"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    content: Mapped[str] = sealed(default="")

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": uncountable(), **values})

    @property
    def owner_of_words(self) -> str:
        return copy_owner(self.id)


def copy_owner(copy_id: int) -> str:
    """The name by which the keyring knows a copy."""
    return f"copy:{copy_id}"
