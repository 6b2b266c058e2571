"""What belongs to one part of a meeting: the question that is being asked, and trays."""

from collections.abc import Sequence

from sqlalchemy import select

from cop.core.database import db
from cop.meetings.models import TrayQuestion
from cop.people.models import User


def asked_by(meeting_id: int, holder: int | None) -> str | None:
    """The question that whoever has the floor shows to the room, if they show one."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == holder, TrayQuestion.ready)
    shown = db.session.scalar(select(TrayQuestion).where(*own).limit(1)) if holder is not None else None
    return shown.text if shown else None


def tray_of(viewer: User, meeting_id: int) -> Sequence[TrayQuestion]:
    """This person's own questions, those not asked yet first."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == viewer.id)
    asked = select(TrayQuestion).where(*own).order_by(TrayQuestion.asked_at.is_not(None), TrayQuestion.id)
    return db.session.scalars(asked).all()
