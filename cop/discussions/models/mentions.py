"""Whom posts mention."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime


class PostMention(Base):
    """A post names somebody by their number, or did before it was changed: without this row, that number says nothing.

    `stands` says that it does so now, `called_at` since when in its writer's own words: a quotation calls nobody. Once
    somebody has seen that a change mentions them, that is the moment of the post itself.
    """

    __tablename__ = "post_mention"
    __table_args__ = (Index("ix_post_mention_user_id_called_at", "user_id", "called_at"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    stands: Mapped[bool]
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
