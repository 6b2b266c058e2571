"""The door to the register of complaints: administrators alone."""

from datetime import datetime

from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.rights import policy
from cop.rights.models.complaints import Complaint


def complaint_for(viewer: User, complaint_id: int) -> Complaint:
    """The only door to what somebody complained of."""
    found = db.session.get(Complaint, complaint_id) if policy.can_read_register(viewer) else None
    if found is None:
        raise NotVisible
    return found


def register_for(viewer: User) -> list[Complaint]:
    """Everything that was asked: what is open first, the oldest first, and then what is settled, the latest first."""
    if not policy.can_read_register(viewer):
        raise NotVisible
    standing = select(Complaint).where(Complaint.settled_at.is_(None)).order_by(Complaint.received_at, Complaint.id)
    settled = select(Complaint).where(Complaint.settled_at.is_not(None)).order_by(Complaint.settled_at.desc())
    return [*db.session.scalars(standing), *db.session.scalars(settled)]


def complaints_of(person_id: int) -> list[int]:
    """What somebody asked while they were signed in."""
    return list(db.session.scalars(select(Complaint.id).where(Complaint.user_id == person_id)))


def unsettled_of(viewer: User) -> list[Complaint]:
    """The viewer's own that nobody has answered yet."""
    own = (Complaint.user_id == viewer.id, Complaint.settled_at.is_(None))
    return list(db.session.scalars(select(Complaint).where(*own).order_by(Complaint.received_at)))


def settled_before(moment: datetime) -> list[int]:
    """What was settled so long ago that nobody needs it."""
    return list(db.session.scalars(select(Complaint.id).where(Complaint.settled_at < moment)))
