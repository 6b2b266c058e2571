"""Issues that gather stories, and the places in them."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import Community
from cop.core.database import Base, UtcDateTime
from cop.stories.rules import LONGEST_ISSUE, UNBOUND


class Issue(Base):
    """Stories of a community under an editor's note. It has a number once it is published, and never another.

    `bound` is how far one for the members is read at most, as with stories; `changed_at` tells those who follow the
    feed that something is different; `uid` is what it is called there for good. Since `hidden_at` nobody but whoever
    began it and the core group reads it; the stories in it stand where they were told.
    """

    __tablename__ = "story_issue"
    __table_args__ = (UniqueConstraint("community_id", "number", name="uq_story_issue_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), default=lambda: str(uuid4()))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    number: Mapped[int | None] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(LONGEST_ISSUE))
    note: Mapped[str]
    html: Mapped[str]
    render_version: Mapped[int]
    audience: Mapped[str] = mapped_column(String(12))
    bound: Mapped[int] = mapped_column(SmallInteger, default=UNBOUND)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    community: Mapped[Community] = relationship(lazy="raise", viewonly=True)


class IssueStory(Base):
    """A place for a story in an issue. It stands there while its teller's `answer` is yes, to the text whose digest was
    `agreed`, and while who reads the issue may read it; the place is left when the story is gone."""

    __tablename__ = "story_issue_item"
    __table_args__ = (UniqueConstraint("issue_id", "story_id", name="uq_story_issue_item_story"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("story_issue.id", ondelete="CASCADE"))
    story_id: Mapped[int | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"), index=True)
    place: Mapped[int] = mapped_column(SmallInteger)
    subjects: Mapped[list[str]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(4), default="")
    agreed: Mapped[str] = mapped_column(String(64), default="")
