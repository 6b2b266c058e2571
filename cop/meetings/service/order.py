"""Who would like a slot, and the order the set agrees."""

from collections.abc import Collection, Sequence
from datetime import datetime

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.models import SENTENCE, Abstention, Bid, Meeting
from cop.meetings.queries import Airtime, airtime_in, minutes_each
from cop.meetings.service.change import Change, changing
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.queries import ledger_at
from cop.sets.service import challenges


def bid(
    actor: User,
    meeting_id: int,
    *,
    sentence: str,
    urgency: int,
    now: datetime,
    challenge: int | None = None,
    wants: str = "",
    level: set_rules.Level = "usual",
) -> Meeting:
    """Ask for a slot, in one sentence. Asking again replaces what was said, and so does passing.

    `challenge` is one that the actor brings, with its sentence unless they say another, and with its own wish and
    level; 0 brings none.
    """
    with changing(actor, meeting_id, now=now) as change:
        _check_bidding(change)
        if change.meeting.sharing == "rotation":
            raise RuleBroken("Everybody has time in each meeting of this set. Nobody needs to ask for it.")
        _check_open(change)
        made = Bid(meeting_id=meeting_id, user_id=actor.id, urgency=urgency)
        made.sentence = _bring(change, sentence, challenge=challenge).strip()
        made.wants, made.level = ("", "usual") if challenge else (wants.strip(), level)
        _check_bid(made)
        _forget_what_was_said(change)
        change.tx.session.add(made)
        return change.meeting


def abstain(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Pass: nothing today. Nobody asks why, and it costs nothing."""
    with changing(actor, meeting_id, now=now) as change:
        _check_bidding(change)
        _check_open(change)
        _forget_what_was_said(change)
        challenges.leave_at_home(actor, meeting_id)
        change.tx.session.add(Abstention(meeting_id=meeting_id, user_id=actor.id))
        return change.meeting


def withdraw(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Take back what one said about today, a bid or a pass."""
    with changing(actor, meeting_id, now=now) as change:
        _check_bidding(change)
        _check_open(change)
        _forget_what_was_said(change)
        challenges.leave_at_home(actor, meeting_id)
        return change.meeting


def agree(actor: User, meeting_id: int, *, presenters: Sequence[int], reason: str, seen: int, now: datetime) -> Meeting:
    """Write down the order that the set agreed. One that differs from the suggestion needs a line that says why."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator writes down the order that the set has agreed.")
        airtime = airtime_in(change.meeting, change.room, progress=change.progress)
        _check_presenters(change, presenters, airtime=airtime)
        each = minutes_each(change.meeting, change.progress, presenters=len(presenters))
        change.make(
            rules.agree_order(
                change.progress, presenters, seen=seen, minutes_each=each, running_order=change.meeting.running_order
            )
        )
        if list(presenters) != airtime.presenters and not reason.strip():
            raise RuleBroken("This is not the suggested order. Add a line that says why the set chose it.")
        change.meeting.order_reason = reason.strip()[:SENTENCE] or None
        return change.meeting


def forget_bids(user_id: int, meeting_ids: Collection[int]) -> None:
    """Drop the words of somebody's bids; that they would like time stands until they say otherwise."""
    with transaction() as tx:
        for meeting_id in meeting_ids:
            bid = tx.session.get(Bid, (meeting_id, user_id))
            if bid is not None:
                bid.sentence, bid.wants, bid.level = "", "", "usual"


def _check_bid(made: Bid) -> None:
    if not made.sentence or len(made.sentence) > SENTENCE:
        raise RuleBroken("Say in one sentence what you would bring (%(most)s characters at most).", most=SENTENCE)
    if made.urgency not in {1, 2, 3}:
        raise RuleBroken("Say how pressing it is: 1, 2 or 3.")
    set_rules.check_level(made.level)
    set_rules.check_length(made.wants, longest=SENTENCE)


def _bring(change: Change, sentence: str, *, challenge: int | None) -> str:
    if challenge:
        turn = challenges.bring(change.actor, challenge, season_date_id=change.meeting.id, now=change.now)
        return sentence.strip() or turn.sentence
    if challenge == 0:
        challenges.leave_at_home(change.actor, change.meeting.id)
    return sentence


def _forget_what_was_said(change: Change) -> None:
    for kind in (Abstention, Bid):
        said = change.tx.session.get(kind, (change.meeting.id, change.actor.id))
        if said is not None:
            change.tx.session.delete(said)
    change.tx.flush()


def _check_bidding(change: Change) -> None:
    change.only_in_the_room()
    allowed = policy.can_take_turns(change.actor.id, change.room)
    require(allowed, "You facilitate this meeting. Hand it over first, if you would like to present.")
    if not change.progress.is_live or change.progress.part.key not in {"bidding", "agreed"}:
        raise RuleBroken("Slots are asked for in the bidding, before the order is agreed.")


def _check_open(change: Change) -> None:
    if change.progress.agreed:
        raise RuleBroken("The order has been agreed. Say it aloud: until it moves on, the set can agree on another.")


def _check_presenters(change: Change, presenters: Sequence[int], *, airtime: Airtime) -> None:
    if change.room.facilitator in presenters:
        raise RuleBroken("Whoever facilitates does not present. Hand the meeting over first.")
    if not set(presenters) <= set(change.room.members):
        raise RuleBroken("Choose presenters who are in the room.")
    set_rules.check_order(presenters, willing=airtime.willing, entries=ledger_at(change.meeting.id))
    set_rules.check_shares(airtime.sharing, presenters, willing=airtime.willing, fitting=change.progress.slots)
