"""What people keep to ask, and how their set asks. Nothing of it is anybody's but its author's until it is asked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.meetings.models.meetings import OfMeeting
from cop.meetings.rules import tray
from cop.sets.models.ownership import OfSet

QUESTION = 500


class TrayQuestion(OfMeeting, Base):
    """A question in its author's tray. From `asked` on the room has seen it.

    What the presenter of that slot answered, and the two marks, are `asked_of_id`'s alone; not even the author is
    shown them.
    """

    __tablename__ = "tray_question"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'queued', 'asked', 'answered', 'passed', 'parked', 'withdrawn')", name="state"
        ),
        Index("ix_tray_question_meeting_id_author_id", "meeting_id", "author_id"),
        Index("ix_tray_question_meeting_id_asked_of_id", "meeting_id", "asked_of_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = sealed()
    state: Mapped[tray.State] = mapped_column(String(9), default="draft")
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_of_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    slot: Mapped[int | None]
    phase: Mapped[str | None] = mapped_column(String(16))
    felt_like_advice: Mapped[bool] = mapped_column(default=False)
    made_me_think: Mapped[bool] = mapped_column(default=False)

    @property
    def is_to_keep(self) -> bool:
        """Whether whom it was asked of would find it again with their challenge."""
        return self.made_me_think or self.state == "parked"


class Writing(OfMeeting, Base):
    """What somebody is writing at this moment, on whichever device; `question_id` is what they are putting anew.

    `mentioned_in_slot` is the last slot in which the coach told them of what it only mentions.
    """

    __tablename__ = "tray_writing"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("tray_question.id", ondelete="SET NULL"))
    text: Mapped[str] = sealed(default="")
    page: Mapped[str] = mapped_column(String(32), default="")
    turn: Mapped[int] = mapped_column(default=0)
    mentioned_in_slot: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)

    @property
    def value(self) -> tray.Draft:
        """This writing as the rules see it."""
        return tray.Draft(self.text, self.page, turn=self.turn, revision=self.revision)

    @value.setter
    def value(self, draft: tray.Draft) -> None:
        self.text, self.page, self.turn, self.revision = draft.text, draft.page, draft.turn, draft.revision


class Coaching(Base):
    """How many of a person's questions the coach had nothing to say to, since it last came to them. Theirs alone."""

    __tablename__ = "coaching"

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    clean: Mapped[int] = mapped_column(default=0)


class Asking(Base):
    """How a set asks. A set without a row has the coach, and the starters that every set begins with."""

    __tablename__ = "set_asking"

    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), primary_key=True)
    coach: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=0)


class Starters(OfSet, Base):
    """A set's own starters for one phase, one a line."""

    __tablename__ = "question_starters"

    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str] = mapped_column(String(16), primary_key=True)
    text: Mapped[str] = sealed()
