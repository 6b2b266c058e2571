"""Stories: one person's account of what happened, read by whom they chose."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, SmallInteger, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import Community, Space
from cop.core.appending import only_added_to
from cop.core.database import Base, UtcDateTime
from cop.core.traces import Trace
from cop.stories.rules import (
    ALONE,
    FREE,
    LONGEST_CHANGE,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_RESPONSE,
    LONGEST_SUPPORTER,
    LONGEST_TITLE,
    UNBOUND,
)


class Story(Base):
    """`community_id` and `space_id` say where it was told; `audience` alone says how much of that place reads it.

    `bound` is how far what was shared inside is read at most, wherever the place is opened to later.
    `approved` is the digest of the text that its teller read and approved, and `until` the end of their consent;
    `asked`, how often they were asked whether it goes on. `opens_at` is set while it cools off before everybody may
    read it, and `opening` holds the terms from that day on: `proposed_at` is when its teller asked for it to stand in
    the public window of a community where others say yes to that, and `cleared_at` when they did.
    A row outlives its withdrawal without a word in it. `published_at` is when others could first read it, `origin_id`
    the story whose idea it tells of, and `kept_open_at` when its teller last said that it stays open to everybody
    although its community closes. Since `hidden_at` nobody but its teller and the core group reads it, whoever its
    audience is; while it `waits`, one of them has not read it yet, as has to be where others take care of whoever
    `decides`. `supporter` is who is beside them, in the teller's words and for the teller alone.
    """

    __tablename__ = "story"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id", ondelete="SET NULL"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    source: Mapped[str]
    html: Mapped[str]
    render_version: Mapped[int]
    audience: Mapped[str]
    bound: Mapped[int] = mapped_column(SmallInteger, default=UNBOUND)
    named: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_open_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cleared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    opening: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    asked: Mapped[int] = mapped_column(SmallInteger, default=0)
    approved: Mapped[str] = mapped_column(String(64), default="")
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="")
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    others: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    decides: Mapped[str] = mapped_column(String(10), default=ALONE)
    supporter: Mapped[str] = mapped_column(String(LONGEST_SUPPORTER), default="")
    waits: Mapped[bool] = mapped_column(default=False)
    in_search: Mapped[bool] = mapped_column(default=True)
    in_engines: Mapped[bool] = mapped_column(default=True)
    in_archive: Mapped[bool] = mapped_column(default=True)
    template: Mapped[str] = mapped_column(String(20), default=FREE)
    template_version: Mapped[int] = mapped_column(SmallInteger, default=1)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"), index=True)

    @property
    def channels(self) -> tuple[str, ...]:
        """Where else it may be met by those who may read it."""
        met = {"search": self.in_search, "engines": self.in_engines, "archive": self.in_archive}
        return tuple(each for each, agreed in met.items() if agreed)

    community: Mapped[Community | None] = relationship(lazy="raise", viewonly=True)
    space: Mapped[Space | None] = relationship(lazy="raise", viewonly=True)


class StoryDraft(Base):
    """A story that is being written, for nobody but its teller. `reach` is where they began it, as «space:7».

    `others` is None until they have said whether anybody else is in it; `approved` is the digest of what they approved.
    `story_id` is the told story whose place it is to take, if any.
    """

    __tablename__ = "story_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    reach: Mapped[str] = mapped_column(String(20))
    template: Mapped[str] = mapped_column(String(20))
    template_version: Mapped[int] = mapped_column(SmallInteger)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    others: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    decides: Mapped[str] = mapped_column(String(10), default=ALONE)
    supporter: Mapped[str] = mapped_column(String(LONGEST_SUPPORTER), default="")
    approved: Mapped[str] = mapped_column(String(64), default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"), index=True)
    story_id: Mapped[int | None] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StoryDraftFile(Base):
    """A picture or a recording that hangs on a story while it is written."""

    __tablename__ = "story_draft_file"

    file_id: Mapped[str] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("story_draft.id", ondelete="CASCADE"), index=True)


class StoryFile(Base):
    """The same of one that is told."""

    __tablename__ = "story_file"

    file_id: Mapped[str] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)


class StoryConsent(Base):
    """What its teller said about who reads a story, and what ended that: a list that is only ever added to."""

    __tablename__ = "story_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    audience: Mapped[str] = mapped_column(String(12))
    named: Mapped[str] = mapped_column(String(12))
    channels: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StoryResponse(Base):
    """What somebody said to a teller, for the two of them. Since `hidden_at` the teller reads it no more."""

    __tablename__ = "story_response"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(LONGEST_RESPONSE))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    story: Mapped[Story] = relationship(lazy="raise", viewonly=True)


class StoryFollowUp(Base):
    """What whoever told how they tried something was asked once, and what they say has changed: for whoever told of it
    first."""

    __tablename__ = "story_follow_up"

    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(String(LONGEST_CHANGE), default="")
    said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


only_added_to(StoryConsent, called="The list of consents")


TOLD = select(
    Story.community_id.label("community"), Story.author_id.label("who"), Story.published_at.label("at")
).where(Story.published_at.is_not(None), Story.withdrawn_at.is_(None))
TRACES = (Trace("told", TOLD), Trace("shown", TOLD.where(Story.audience == "public")))
