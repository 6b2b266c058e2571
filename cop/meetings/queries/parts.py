"""What belongs to one part of a meeting: bids and the order they suggest, the question that is being asked, trays."""

from collections.abc import Sequence

from sqlalchemy import select

from cop.core.database import db
from cop.meetings import rules
from cop.meetings.models import Bid, Meeting, TrayQuestion
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.queries import ledger_of


def bids_in(meeting_id: int) -> Sequence[Bid]:
    """Who would like a slot, in no order that means anything."""
    return db.session.scalars(select(Bid).where(Bid.meeting_id == meeting_id).order_by(Bid.user_id)).all()


def suggested(meeting: Meeting, progress: rules.Progress) -> tuple[set_rules.Place, ...]:
    """The order that the ledger suggests among those who bid; the lot is drawn with the meeting's own seed."""
    bids = [set_rules.Bid(each.user_id, each.urgency) for each in bids_in(meeting.id)]
    slot_seconds = 60 * progress.slot_minutes
    return set_rules.suggested_order(
        bids, entries=ledger_of(meeting.set_id), slot_seconds=slot_seconds, seed=meeting.seed
    )


def asked_by(meeting_id: int, holder: int | None) -> str | None:
    """The question that whoever has the floor shows to the room, if they show one."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == holder, TrayQuestion.ready)
    return None if holder is None else db.session.scalar(select(TrayQuestion.text).where(*own).limit(1))


def tray_of(viewer: User, meeting_id: int) -> Sequence[TrayQuestion]:
    """This person's own questions, those not asked yet first."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == viewer.id)
    asked = select(TrayQuestion).where(*own).order_by(TrayQuestion.asked_at.is_not(None), TrayQuestion.id)
    return db.session.scalars(asked).all()
