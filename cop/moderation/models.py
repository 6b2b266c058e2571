"""What people report, the log of what was done about it, and what is said against that."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.appending import only_added_to
from cop.core.database import Base, UtcDateTime
from cop.moderation.rules import KINDS, LONGEST_LINE, LONGEST_WORDS, Which, which_of


class Report(Base):
    """Somebody asks the core group of a community to look at something that was said; `closed_at` is when it answered.

    `author_id` wrote it and never learns who asks.
    """

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_community_id_closed_at", "community_id", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    story_id: Mapped[int | None] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("story_response.id", ondelete="CASCADE"), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("story_issue.id", ondelete="CASCADE"), index=True)
    gathering_id: Mapped[int | None] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    why: Mapped[str] = mapped_column(String(12))
    line: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def which(self) -> Which:
        """What it is about."""
        return which_of({kind: getattr(self, f"{kind}_id") for kind in KINDS})


class ModerationAct(Base):
    """What was done, by whom, when, about what, and why: a list that is only ever added to, without a word of what it
    is about. `person_id` is whose writing it concerns."""

    __tablename__ = "moderation_act"
    __table_args__ = (Index("ix_moderation_act_kind_item_id", "kind", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    did: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(12))
    item_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Silence(Base):
    """Somebody reads and does not write in a community until then, or until `ended_at`. Why stands in the log."""

    __tablename__ = "silence"

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Appeal(Base):
    """What somebody says against a decision about their own words, once; `answer_id` is what another decided then."""

    __tablename__ = "appeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("moderation_act.id", ondelete="CASCADE"), unique=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_act.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


only_added_to(ModerationAct, called="The log of what was done")
