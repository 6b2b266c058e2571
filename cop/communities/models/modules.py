"""Votes of members on what their community uses."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.communities.rules.modules import LONGEST_REASON
from cop.core.database import Base, UtcDateTime


class ModuleVote(Base):
    """A member asks the others to switch one part on or off; `carried` is empty until the votes are counted."""

    __tablename__ = "module_vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    module: Mapped[str] = mapped_column(String(16))
    turns_on: Mapped[bool]
    why: Mapped[str] = mapped_column(String(LONGEST_REASON))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    carried: Mapped[bool | None]


class ModuleVoice(Base):
    """What one member said in a vote; never shown to another."""

    __tablename__ = "module_voice"

    vote_id: Mapped[int] = mapped_column(ForeignKey("module_vote.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    yes: Mapped[bool]
