"""A set's own running order, version by version: a version that somebody has written is never written over."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import Unread, sealed
from cop.sets.models.ownership import OfSet
from cop.sets.rules.formats import STANDARD, Format, read, wordless, written


class SetFormat(OfSet, Base):
    """One version of a set's own running order; the highest is the one in use."""

    __tablename__ = "set_format"

    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = sealed(name="document")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def document(self) -> Format:
        """The running order; `wordless` when nobody can read it any more."""
        if isinstance(self.text, Unread):
            return wordless(str(self.text), version=self.version, minutes=STANDARD.lengths[0])
        return read(str(self.text))

    @document.setter
    def document(self, value: Format) -> None:
        self.text = written(value)
