"""What becomes of meetings when their set ends."""

from datetime import datetime

from sqlalchemy import delete, select

from cop.core.database import transaction
from cop.meetings.models import Meeting
from cop.meetings.models.questions import Starters
from cop.meetings.service.planning import cancel


def end_with_set(set_id: int, *, now: datetime) -> None:
    """Cancel the meetings that have not begun; one that runs is brought to its end by those in it."""
    with transaction() as tx:
        asked = select(Meeting.id).where(
            Meeting.set_id == set_id, Meeting.opened_at.is_(None), Meeting.closed_at.is_(None)
        )
        for meeting_id in tx.session.scalars(asked).all():
            cancel(meeting_id, now=now)


def forget_meetings(set_id: int) -> None:
    """Delete the meetings of a set with all that hangs on them: who came, who had the floor, what was kept to ask."""
    with transaction() as tx:
        for table in (Meeting, Starters):
            tx.session.execute(delete(table).where(table.set_id == set_id))
