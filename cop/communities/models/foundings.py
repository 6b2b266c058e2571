"""Communities that are only proposed, and what those who were asked have said."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities import rules
from cop.core.database import Base, UtcDateTime


class Founding(Base):
    """A community that somebody proposes, seen by those who are asked; once it stands, the community it became."""

    __tablename__ = "founding"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    purpose: Mapped[str] = mapped_column(String(rules.LONGEST_PURPOSE))
    preset: Mapped[str]
    first_space: Mapped[str] = mapped_column(String(rules.LONGEST_NAME))
    prompt_title: Mapped[str] = mapped_column(String(rules.LONGEST_LINE))
    prompt: Mapped[str]
    gathering: Mapped[str] = mapped_column(String(rules.LONGEST_LINE))
    gathering_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(rules.LONGEST_LINE))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    voices: Mapped[list["FoundingVoice"]] = relationship(
        lazy="raise", order_by="FoundingVoice.id", cascade="all, delete-orphan", passive_deletes=True
    )


class FoundingVoice(Base):
    """Somebody who is asked, by the address they use here, and what they said; `said` is empty until they do."""

    __tablename__ = "founding_voice"
    __table_args__ = (UniqueConstraint("founding_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    founding_id: Mapped[int] = mapped_column(ForeignKey("founding.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    said: Mapped[bool | None]
    said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
