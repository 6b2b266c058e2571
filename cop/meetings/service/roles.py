"""Who facilitates this meeting, who stands in, and who keeps the time."""

from datetime import datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.models import Meeting
from cop.meetings.rules.room import Person
from cop.meetings.service.change import Change, changing, check_not_ended
from cop.people.models import User


def offer(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    """Ask somebody to facilitate this meeting from now on, as when one would like to present. They say yes or no."""
    with changing(actor, meeting_id, now=now) as change:
        _only_who_facilitates(change)
        check_not_ended(change)
        _check_heir(change, change.room.person(person_id))
        change.meeting.offered_to_id = person_id
        return change.meeting


def withdraw_offer(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Keep the meeting after all."""
    with changing(actor, meeting_id, now=now) as change:
        _only_who_facilitates(change)
        change.meeting.offered_to_id = None
        return change.meeting


def accept(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Take the meeting over. Whoever facilitates takes no turns; whoever handed over takes turns again."""
    with changing(actor, meeting_id, now=now) as change:
        _check_asked(change)
        _check_heir(change, change.room.person(actor.id))
        change.meeting.handed_to_id, change.meeting.offered_to_id, change.meeting.stand_in_id = actor.id, None, None
        if change.meeting.timekeeper_id == actor.id:
            change.meeting.timekeeper_id = None
        _change_places(change)
        return change.meeting


def decline(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Say no to facilitating. Nobody asks why."""
    with changing(actor, meeting_id, now=now) as change:
        _check_asked(change)
        change.meeting.offered_to_id = None
        return change.meeting


def stand_in(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Take the controls while the facilitator is gone and no deputy is there; the facilitator has them on return."""
    with changing(actor, meeting_id, now=now) as change:
        check_not_ended(change)
        allowed = policy.can_stand_in(actor.id, change.room, progress=change.progress, now=now)
        require(allowed, "Somebody facilitates already, or stands in.")
        change.meeting.stand_in_id = actor.id
        return change.meeting


def name_timekeeper(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    """Let somebody in the room move the meeting on and give it time; naming them again takes it back."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator says who keeps the time.")
        check_not_ended(change)
        if person_id not in change.room.members:
            raise RuleBroken("Choose somebody who is in the room to keep the time.")
        change.meeting.timekeeper_id = None if change.room.timekeeper == person_id else person_id
        return change.meeting


def _only_who_facilitates(change: Change) -> None:
    allowed = policy.can_hand_over(change.actor.id, change.room)
    require(allowed, "Only the facilitator hands the meeting over. Whoever stands in gives it back.")


def _check_asked(change: Change) -> None:
    check_not_ended(change)
    if not policy.can_answer(change.actor.id, change.room):
        raise RuleBroken("You are not asked to facilitate any more.")


def _check_heir(change: Change, person: Person | None) -> None:
    if person is None or not person.is_in or person.id == change.room.facilitator:
        raise RuleBroken("Hand over to somebody who is in the room.")
    if any(part.presenter == person.id and part.used is None for part in change.progress.order):
        raise RuleBroken("%(name)s presents in this meeting, so somebody else has to facilitate.", name=person.name)


def _change_places(change: Change) -> None:
    if not change.progress.is_live:
        return
    change.make(rules.leave_floor(change.progress, change.actor.id, now=change.now))
    former = change.room.person(change.room.facilitator)
    if former is not None and former.is_in:
        change.make(rules.join_floor(change.progress, former.id, now=change.now))
