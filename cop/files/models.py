"""Files that people send. What each hangs on is known by whoever has hung it there, and asked each time."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.files.rules import DOCUMENT, LONGEST_NAME


class File(Base):
    """One file: its bytes lie in the store as `stored`, of a picture a small one beside it.

    `whose` says what kind of thing it hangs on. `words` are what a picture shows, or what is said in a recording;
    `is_plain` is a picture that is only decoration. `size` is what its bytes take of the room that there is.
    """

    __tablename__ = "file"
    __table_args__ = (
        Index("ix_file_owner_id_kept_at", "owner_id", "kept_at"),
        Index("ix_file_community_id", "community_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id", ondelete="SET NULL"))
    whose: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(8))
    form: Mapped[str] = mapped_column(String(4))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    words: Mapped[str] = mapped_column(default="")
    is_plain: Mapped[bool] = mapped_column(default=False)
    stored: Mapped[str] = mapped_column(String(32), unique=True)
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": secrets.token_urlsafe(18), **values})

    @property
    def is_ready(self) -> bool:
        """Whether others may be shown it: of a picture and a recording, once there are words for it."""
        return self.kind == DOCUMENT or self.is_plain or bool(self.words)
