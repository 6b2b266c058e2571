"""Stories: one person's account of what happened, read by whom they chose."""

from datetime import datetime

from sqlalchemy import ForeignKey, SmallInteger, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import Community, Space
from cop.core.database import Base, UtcDateTime
from cop.core.traces import Trace
from cop.stories.rules import LONGEST_TITLE, UNBOUND


class Story(Base):
    """`community_id` and `space_id` say where it was told; `audience` alone says how much of that place reads it.

    `bound` is how far what was shared inside is read at most, wherever the place is opened to later.
    `proposed_at` is when its teller asked for it to stand in the community's public window.
    A row outlives its withdrawal, as a tombstone for the teller. `published_at` is when others could first read it;
    `kept_open_at`, when its teller last said that it stays open to everybody although its community closes.
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
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    community: Mapped[Community | None] = relationship(lazy="raise", viewonly=True)
    space: Mapped[Space | None] = relationship(lazy="raise", viewonly=True)


TOLD = select(
    Story.community_id.label("community"), Story.author_id.label("who"), Story.published_at.label("at")
).where(Story.published_at.is_not(None), Story.withdrawn_at.is_(None))
TRACES = (Trace("told", TOLD), Trace("shown", TOLD.where(Story.audience == "public")))
