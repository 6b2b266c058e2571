"""When a presenter does not come back, and when too few have come."""

from datetime import datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.models import GoAhead, Meeting
from cop.meetings.service.change import Change, changing
from cop.people.models import User


def wait_longer(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Five minutes more for a presenter who dropped out; the clock stays held."""
    with changing(actor, meeting_id, now=now) as change:
        _check_choice(change)
        change.meeting.patient_until = now + rules.PRESENTER_AFTER
        return change.meeting


def put_off(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """End the slot of a presenter who did not come back; what was left of it is credited to them."""
    with changing(actor, meeting_id, now=now) as change:
        _check_choice(change)
        change.make(rules.put_off(change.progress, seen=seen, now=now, room=change.room.members))
        change.meeting.patient_until = None
        return change.meeting


def go_ahead(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Say yes to beginning with as few as have come."""
    with changing(actor, meeting_id, now=now) as change:
        if not policy.can_go_ahead(actor.id, change.room, progress=change.progress):
            raise RuleBroken("Nobody is asked whether to go on with few just now.")
        change.tx.session.add(GoAhead(meeting_id=meeting_id, user_id=actor.id, said_at=now))
        return change.meeting


def _check_choice(change: Change) -> None:
    change.only_who_steers("Only the facilitator decides what becomes of the slot.")
    allowed = policy.can_put_off(change.actor.id, change.room, progress=change.progress, now=change.now)
    require(allowed, "The presenter is there, or has not been away for five minutes.")
