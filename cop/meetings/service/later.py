"""Ending later than people were told: asked of everybody who is there, or said aloud around one table."""

from datetime import datetime

from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.models import Meeting
from cop.meetings.service.change import changing
from cop.people.models import User


def ask_later(actor: User, meeting_id: int, *, minutes: int, seen: int, now: datetime) -> Meeting:
    """Ask everybody in the room whether the part may have minutes by which the meeting ends later."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_keeps_time("Only the facilitator or the timekeeper asks the set to end later. Say it aloud.")
        if change.room.around_table:
            raise RuleBroken("You sit around one table: ask aloud, and say that everybody has nodded.")
        change.progress = rules.ask_later(change.progress, minutes, person=actor.id, seen=seen)
        return change.meeting


def answer_later(actor: User, meeting_id: int, *, yes: bool, minutes: int, seen: int, now: datetime) -> Meeting:
    """Say yes or no to it. With the last yes it happens; who said no is kept nowhere."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        change.progress = rules.answer_later(change.progress, actor.id, yes=yes, minutes=minutes, seen=seen)
        return change.meeting


def withdraw_later(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Take the question back."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_keeps_time("Only the facilitator or the timekeeper takes this back. You can say no to it.")
        change.progress = rules.withdraw_later(change.progress)
        return change.meeting


def nod(actor: User, meeting_id: int, *, minutes: int, seen: int, now: datetime) -> Meeting:
    """Around one table: say that everybody has nodded to ending later. It counts at once, as what the actor said."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator says that everybody has nodded.")
        if not change.room.around_table:
            raise RuleBroken("Each says it on their own screen, unless you sit around one table.")
        change.make(rules.nod(change.progress, minutes, person=actor.id, seen=seen, now=now))
        return change.meeting
