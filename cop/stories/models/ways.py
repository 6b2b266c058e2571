"""What communities ask of those who tell a story there."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.stories.rules import Prompt, Template
from cop.stories.rules.ways import LONGEST_ABOUT, LONGEST_NAME, own_key


class StoryWay(Base):
    """A version of what a community asks of those who tell a story there. `way` is the number of all its versions."""

    __tablename__ = "story_way"
    __table_args__ = (UniqueConstraint("way", "version", name="uq_story_way_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    way: Mapped[int]
    version: Mapped[int] = mapped_column(SmallInteger)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    about: Mapped[str] = mapped_column(String(LONGEST_ABOUT))
    prompts: Mapped[list[list[Any]]] = mapped_column(JSON)
    instead_of: Mapped[str] = mapped_column(String(20), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def template(self) -> Template:
        """As somebody writes by it."""
        prompts = (Prompt(f"q{number}", *asked) for number, asked in enumerate(self.prompts, start=1))
        return Template(own_key(self.way), self.version, self.name, self.about, tuple(prompts))
