"""A set's own running order, version by version: a version that somebody has written is never written over."""

from datetime import datetime

from sqlalchemy import Dialect, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from cop.core.database import Base, UtcDateTime
from cop.sets.rules.formats import Format, read, written


class FormatText(TypeDecorator[Format]):
    """A whole running order in one column. Each text is read once in each process."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Format | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Format | None:  # noqa: ARG002  as above
        return None if value is None else read(value)


class SetFormat(Base):
    """One version of a set's own running order; the highest is the one in use."""

    __tablename__ = "set_format"

    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[Format] = mapped_column(FormatText)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
