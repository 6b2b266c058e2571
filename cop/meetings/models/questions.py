"""What people keep to ask."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.meetings.models.meetings import OfMeeting

QUESTION = 500


class TrayQuestion(OfMeeting, Base):
    """A question somebody keeps to themselves. `ready` shows it to the room only while its author speaks."""

    __tablename__ = "tray_question"
    __table_args__ = (Index("ix_tray_question_meeting_id_author_id", "meeting_id", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = sealed()
    ready: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
