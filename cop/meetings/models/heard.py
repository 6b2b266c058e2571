"""What the facilitator heard somebody say they will do, until that person has answered."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.meetings.models.meetings import OfMeeting


class HeardCommitment(OfMeeting, Base):
    """`written_by_id` wrote down what `user_id` said. It is no commitment yet, and nobody else's eyes see it.

    It goes with the answer of the person it is about. When the meeting ends without one it waits for them, who said it
    aloud and would miss it; whoever wrote it down does not see it any more.
    """

    __tablename__ = "heard_commitment"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str] = sealed()
    first_step: Mapped[str] = sealed()
    by_when: Mapped[date]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
