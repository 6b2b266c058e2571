"""Turns and hands: who speaks, who is next, who would like to."""

from datetime import datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.models import Meeting
from cop.meetings.service.change import Change, changing
from cop.people.models import User


def hand_on(actor: User, meeting_id: int, *, holder: int | None, now: datetime) -> Meeting:
    """Give the floor to whoever is next. `holder` is who was seen to have it: a second press does not skip anybody."""
    with changing(actor, meeting_id, now=now) as change:
        allowed = actor.id == change.progress.floor.holder or change.may_steer
        require(allowed, "Only whoever has the floor hands it on, or the facilitator.")
        away = change.room.away(now=now)
        change.make(rules.hand_on(change.progress, holder=holder, now=now, away=away))
        return change.meeting


def pass_turn(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Passing is one press and is never explained."""
    with changing(actor, meeting_id, now=now) as change:
        _only_members(change)
        change.make(rules.pass_turn(change.progress, actor.id, now=now, away=change.room.away(now=now)))
        return change.meeting


def raise_hand(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Ask for the floor."""
    with changing(actor, meeting_id, now=now) as change:
        _only_members(change)
        change.make(rules.raise_hand(change.progress, actor.id, now=now))
        return change.meeting


def lower_hand(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Think better of it."""
    with changing(actor, meeting_id, now=now) as change:
        _only_members(change)
        change.make(rules.lower_hand(change.progress, actor.id))
        return change.meeting


def give_floor(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    """The facilitator asks somebody to speak."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator gives somebody the floor.")
        require(change.room.is_led, "Where nobody facilitates nobody gives the floor away. Raise your hand for it.")
        if person_id not in change.room.members:
            raise RuleBroken("Give the floor to a member who is in the room.")
        change.make(rules.give_floor(change.progress, person_id, now=now))
        return change.meeting


def follow_up(actor: User, meeting_id: int, *, holder: int, now: datetime) -> Meeting:
    """Say that this is the follow-up of the turn. `holder` is who was seen to have the floor."""
    with changing(actor, meeting_id, now=now) as change:
        allowed = actor.id == change.progress.floor.holder or change.may_steer
        require(allowed, "Only whoever has the floor asks a follow-up.")
        change.make(rules.follow_up(change.progress, holder))
        return change.meeting


def choose_asking(actor: User, meeting_id: int, *, asking: rules.Asking, now: datetime) -> Meeting:
    """Say how the set asks from the next phase of this slot on."""
    with changing(actor, meeting_id, now=now) as change:
        allowed = change.may_steer or policy.is_presenting(actor.id, change.progress)
        require(allowed, "Only the presenter or the facilitator chooses how the set asks.")
        change.make(rules.choose_asking(change.progress, asking))
        return change.meeting


def _only_members(change: Change) -> None:
    change.only_in_the_room()
    allowed = policy.can_take_turns(change.actor.id, change.room)
    require(allowed, "You facilitate this meeting, so you take no turns. Hand the meeting over first.")
