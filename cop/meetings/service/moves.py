"""Moving a meeting on, holding it, giving it time, and ending it."""

from datetime import datetime

from sqlalchemy import delete

from cop.core.access import require
from cop.core.errors import N_, RuleBroken
from cop.meetings import policy, rules
from cop.meetings.facts import MeetingAbandoned, MeetingClosed, MeetingStarted
from cop.meetings.models import Abstention, Bid, Meeting, PresenceLease, PrivateWord, Visitor
from cop.meetings.queries import credits_in, lines_of, meeting_in
from cop.meetings.service.change import Change, changing
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.queries import due_commitments, ledger_at, waiting_for
from cop.sets.service.airtime import enter_airtime

STEERS = N_("Only the facilitator moves the meeting on, or the deputy when the facilitator has been away for a minute.")


def start(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """Begin. Raises RuleBroken while somebody who sits in the set has not accepted the agreement."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers(
            "Only the facilitator begins the meeting, or the deputy when the facilitator has not come."
        )
        check_agreement(change.meeting)
        _check_enough(change)
        move = rules.start(change.progress, seen=seen, now=now, room=change.room.members)
        if change.make_together(move, deed="start"):
            change.meeting.opened_at = now
            change.tx.announce(MeetingStarted(meeting_id, change.meeting.set_id))
        return change.meeting


def advance(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """On to the next part. Raises RuleBroken while a commitment that is due was neither reported nor skipped."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_keeps_time(STEERS)
        unreported = _unreported(change) if change.progress.part.key == "updates" else 0
        move = rules.advance(change.progress, seen=seen, now=now, room=change.room.members, unreported=unreported)
        change.make_together(move, deed="advance")
        return change.meeting


def pause(actor: User, meeting_id: int, *, now: datetime, reason: rules.PauseReason = "unsaid") -> Meeting:
    """Anybody in the room may ask for a moment. Nobody asks why; whoever likes says it in one of three words."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        if reason not in {"unsaid", *rules.SAID}:
            raise RuleBroken("Choose a reason from the list, or none.")
        change.make(rules.pause(change.progress, reason=reason, now=now))
        return change.meeting


def silence(actor: User, meeting_id: int, *, seconds: int, now: datetime) -> Meeting:
    """Half a minute or a whole one without a word, for anybody in the room; nobody learns who asked."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        change.make(rules.silence(change.progress, seconds=seconds, now=now))
        return change.meeting


def stop_the_process(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Hold the clock and look at how the set is working."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator stops the process. You can pause for a moment.")
        change.make(rules.pause(change.progress, reason="process_stop", now=now))
        return change.meeting


def resume(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Let the clock run on from what was left."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator takes the meeting up again.")
        change.make(rules.resume(change.progress, now=now))
        return change.meeting


def extend(
    actor: User,
    meeting_id: int,
    *,
    minutes: int,
    source: rules.Source,
    seen: int,
    now: datetime,
) -> Meeting:
    """Give the part more minutes, from where the set chose to take them."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_keeps_time("Only the facilitator or the timekeeper gives a part more time. Ask for it aloud.")
        move = rules.extend(change.progress, minutes, source=source, seen=seen, now=now)
        change.make_together(move, deed=f"extend {minutes} {source}")
        return change.meeting


def want_more(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """The presenter would like more time. Whoever may give it sees so; nothing else happens."""
    with changing(actor, meeting_id, now=now) as change:
        require(policy.is_presenting(actor.id, change.progress), "Only the presenter asks for more time in their slot.")
        change.progress = rules.want_more(change.progress)
        return change.meeting


def end_early(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """The presenter has enough: what is left of the slot goes back to the set."""
    with changing(actor, meeting_id, now=now) as change:
        require(policy.is_presenting(actor.id, change.progress), "Only the presenter ends their own slot early.")
        change.make(rules.end_early(change.progress, seen=seen, now=now, room=change.room.members))
        return change.meeting


def return_to_clarify(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """Once in a slot: back from open questions to facts."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers(STEERS)
        move = rules.back_to_clarify(change.progress, seen=seen, now=now, room=change.room.members)
        change.make_together(move, deed="return")
        return change.meeting


def swap(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """The slot that runs changes places with the next one, as when its presenter has lost the connection.

    While its presenter is there, nobody is overtaken by it: everyone presents once before anyone does twice.
    """
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers(STEERS)
        _check_places(change)
        move = rules.swap(change.progress, seen=seen, now=now, room=change.room.members)
        change.make_together(move, deed="swap")
        return change.meeting


def close(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """End the meeting, and enter in the set's ledger what each member was due and what each one used."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator closes the meeting.")
        if change.make_together(rules.close(change.progress, seen=seen, now=now), deed="close"):
            _end(change, shared=rules.planned_slot_seconds(change.progress))
            change.tx.announce(MeetingClosed(meeting_id, change.meeting.set_id))
        return change.meeting


def abandon(actor: User, meeting_id: int, *, reason: str, seen: int, now: datetime) -> Meeting:
    """Break the meeting off. What was used of the slots is entered, and shared out as due."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator breaks a meeting off.")
        move = rules.abandon(change.progress, reason=reason, seen=seen, now=now)
        if change.make_together(move, deed="abandon"):
            _end(change, shared=None)
            change.tx.announce(MeetingAbandoned(meeting_id, change.meeting.set_id))
        return change.meeting


def check_agreement(meeting: Meeting) -> None:
    """Raises RuleBroken while somebody who sits in the set has not said yes to how it works together."""
    missing = len(waiting_for(meeting.set_id))
    if missing:
        raise RuleBroken(
            "The lobby opens when everybody has accepted the set's agreement. Still to accept: %(count)s.",
            count=missing,
        )


def _check_places(change: Change) -> None:
    running = change.progress.presenter
    if running is None or running in change.room.away(now=change.now) or running not in change.room.members:
        return
    presenters = rules.presenters_after_swap(change.progress)
    set_rules.check_order(presenters, willing=presenters, entries=ledger_at(change.meeting.id))


def _check_enough(change: Change) -> None:
    missing, silent = change.room.lacking(by=change.actor.id), change.room.still_to_say(by=change.actor.id)
    if missing and silent:
        raise RuleBroken(
            "%(missing)s more would be enough to begin. Go on with those who are here once each of them says yes, or "
            "choose another date.",
            missing=missing,
        )


def _unreported(change: Change) -> int:
    _, date = meeting_in(change.meeting)
    return len(due_commitments(date.set_id, at_meeting=date.number))


def _end(change: Change, *, shared: int | None) -> None:
    change.tx.flush()
    used, owed = rules.settled(lines_of(change.meeting.id))
    came = credits_in(change.meeting)
    members = {person: credit for person, credit in came.items() if change.room.shares_airtime(person)}
    planned = sum(used.values()) if shared is None else shared
    shares = set_rules.credits_due(planned, members)
    due = {person: shares.get(person, 0) + owed.get(person, 0) for person in {*shares, *owed}}
    slots = rules.planned_by_presenter(change.progress)
    led_by = change.room.facilitator if change.room.facilitator in came else None
    enter_airtime(change.meeting.id, credit=due, used=used, planned=slots, led_by=led_by, now=change.now)
    change.meeting.closed_at = change.now
    for said in (Abstention, Bid, PresenceLease, PrivateWord, Visitor):
        change.tx.session.execute(delete(said).where(said.meeting_id == change.meeting.id))
