"""Who would like a slot, and the order the set agrees."""

from collections.abc import Sequence
from datetime import datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.models import SENTENCE, Bid, Meeting
from cop.meetings.queries import suggested
from cop.meetings.service.change import Change, changing
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.queries import ledger_of


def bid(actor: User, meeting_id: int, *, sentence: str, urgency: int, now: datetime) -> Meeting:
    """Ask for a slot, in one sentence. Asking again replaces what was said."""
    with changing(actor, meeting_id, now=now) as change:
        _check_bidding(change)
        if not sentence.strip() or len(sentence) > SENTENCE:
            raise RuleBroken("Say in one sentence what you would bring (%(most)s characters at most).", most=SENTENCE)
        if urgency not in {1, 2, 3}:
            raise RuleBroken("Say how pressing it is: 1, 2 or 3.")
        change.tx.session.merge(
            Bid(meeting_id=meeting_id, user_id=actor.id, sentence=sentence.strip(), urgency=urgency)
        )
        return change.meeting


def withdraw(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Not today after all. Nobody asks why."""
    with changing(actor, meeting_id, now=now) as change:
        _check_bidding(change)
        own = change.tx.session.get(Bid, (meeting_id, actor.id))
        if own is not None:
            change.tx.session.delete(own)
        return change.meeting


def agree(actor: User, meeting_id: int, *, presenters: Sequence[int], reason: str, seen: int, now: datetime) -> Meeting:
    """Write down the order that the set agreed. One that differs from the suggestion needs a line that says why."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator writes down the order that the set has agreed.")
        _check_presenters(change, presenters)
        change.make(rules.agree_order(change.progress, presenters, seen=seen))
        as_suggested = [each.member for each in suggested(change.meeting, change.progress)[: len(presenters)]]
        if list(presenters) != as_suggested and not reason.strip():
            raise RuleBroken("This is not the suggested order. Add a line that says why the set chose it.")
        change.meeting.order_reason = reason.strip()[:SENTENCE] or None
        return change.meeting


def _check_bidding(change: Change) -> None:
    change.only_in_the_room()
    allowed = policy.can_take_turns(change.actor.id, change.room)
    require(allowed, "You facilitate this meeting. Hand it over first, if you would like to present.")
    if not change.progress.is_live or change.progress.part.key not in {"bidding", "agreed"}:
        raise RuleBroken("Slots are asked for in the bidding, before the order is agreed.")


def _check_presenters(change: Change, presenters: Sequence[int]) -> None:
    if change.room.facilitator in presenters:
        raise RuleBroken("Whoever facilitates does not present. Hand the meeting over first.")
    if not set(presenters) <= set(change.room.members):
        raise RuleBroken("Choose presenters who are in the room.")
    willing = [each.member for each in suggested(change.meeting, change.progress)]
    set_rules.check_order(presenters, willing=willing, entries=ledger_of(change.meeting.set_id))
