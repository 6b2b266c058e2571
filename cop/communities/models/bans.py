"""Who is never to be let into a community again."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime


class CommunityBan(Base):
    """A never, which beats every way in, whoever opens it. Lifting it deletes the row."""

    __tablename__ = "community_ban"

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
