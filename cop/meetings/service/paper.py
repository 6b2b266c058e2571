"""A meeting around one table: one screen runs it, and whoever facilitates writes down what the others say."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import policy
from cop.meetings.models import Attendance, Meeting
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.meetings.rules import Progress
from cop.meetings.rules.room import Room
from cop.meetings.service import dropouts, floor, moves, order, presence, words
from cop.meetings.service.change import changing, check_not_ended
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.models import Commitment
from cop.sets.queries import commitments_of
from cop.sets.service import confirmations


def sit_together(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """From now on one screen is enough, the actor's. Whoever opens the meeting on their own is in the same room."""
    with transaction():
        _seat(actor, meeting_id, around_table=True, now=now)
        return presence.arrive(actor, meeting_id, now=now)


def sit_apart(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Everybody on a screen of their own again."""
    return _seat(actor, meeting_id, around_table=False, now=now)


def receive(actor: User, meeting_id: int, *, people: Sequence[int], now: datetime) -> Meeting:
    """Note who of the set sits at the table."""
    with transaction():
        meeting = meeting_for(actor, meeting_id)
        if not people:
            raise RuleBroken("Choose who is here.")
        for person_id in people:
            meeting = presence.record_arrival(actor, meeting_id, person_id=person_id, now=now)
        return meeting


def affirm_together(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """Those at the table stand by the agreement with one voice; each of them accepted it before."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator says that all have affirmed the agreement.")
        check_not_ended(change)
        if not change.room.around_table:
            raise RuleBroken("Each says it on their own screen, unless you sit around one table.")
        for person in change.room.people:
            if person.is_in and person.affirmed_at is None:
                change.tx.session.get_one(Attendance, (meeting_id, person.id)).affirmed_at = now
        return change.meeting


def go_ahead_together(actor: User, meeting_id: int, *, now: datetime) -> Meeting:
    """All at the table have said yes to beginning with as few as have come."""
    with transaction() as tx:
        meeting, room, progress = _table(actor, meeting_id, now=now)
        for person in room.people:
            if policy.can_go_ahead(person.id, room, progress=progress):
                dropouts.go_ahead(tx.session.get_one(User, person.id), meeting_id, now=now)
        return meeting


@contextmanager
def writing_for(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Iterator[User]:
    """Somebody at the table, for as long as the facilitator writes down what they say or do."""
    with transaction() as tx:
        _, room, _ = _table(actor, meeting_id, now=now)
        if person_id not in room.members:
            raise RuleBroken("Choose a member who is in the room.")
        yield tx.session.get_one(User, person_id)


def _table(actor: User, meeting_id: int, *, now: datetime) -> tuple[Meeting, Room, Progress]:
    """The door, locked, for whoever runs the one screen on the table."""
    meeting = meeting_for(actor, meeting_id, lock=True)
    room = room_of(meeting)
    progress = progress_in(meeting, room, now=now)
    allowed = policy.can_write_for_others(actor.id, room, progress=progress, now=now)
    require(allowed, "Only the facilitator of a meeting around one table writes for others.")
    return meeting, room, progress


def bid(
    actor: User,
    meeting_id: int,
    *,
    person_id: int,
    sentence: str,
    urgency: int,
    now: datetime,
    wants: str = "",
    level: set_rules.Level = "usual",
) -> Meeting:
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        return order.bid(person, meeting_id, sentence=sentence, urgency=urgency, wants=wants, level=level, now=now)


def abstain(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        return order.abstain(person, meeting_id, now=now)


def withdraw(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        return order.withdraw(person, meeting_id, now=now)


def pass_turn(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        return floor.pass_turn(person, meeting_id, now=now)


def raise_hand(actor: User, meeting_id: int, *, person_id: int, now: datetime) -> Meeting:
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        return floor.raise_hand(person, meeting_id, now=now)


def end_early(actor: User, meeting_id: int, *, seen: int, now: datetime) -> Meeting:
    """The presenter has said that they have enough."""
    presenter = meeting_for(actor, meeting_id).progress.presenter
    if presenter is None:
        raise RuleBroken("Only a slot that has not reached its review can end early.")
    with writing_for(actor, meeting_id, person_id=presenter, now=now) as person:
        return moves.end_early(person, meeting_id, seen=seen, now=now)


def commit(
    actor: User, meeting_id: int, *, person_id: int, what: str, first_step: str, by_when: date, now: datetime
) -> Commitment:
    """What the presenter will do. They confirm it, or say it in other words, when they next sign in."""
    with writing_for(actor, meeting_id, person_id=person_id, now=now) as person:
        made = words.commit(person, meeting_id, what=what, first_step=first_step, by_when=by_when, now=now)
        confirmations.note_writer(person, made.id, writer_id=actor.id)
        return made


def report(
    actor: User,
    meeting_id: int,
    *,
    commitment_id: int,
    outcome: set_rules.Report,
    note: str,
    by_when: date | None,
    now: datetime,
    learnt: str = "",
) -> Meeting:
    """How it went, as its owner told it. They confirm it, or tell it again, when they next sign in."""
    owner = _owner_of(actor, meeting_id, commitment_id)
    with writing_for(actor, meeting_id, person_id=owner, now=now) as person:
        meeting = words.report(
            person, meeting_id, commitment_id=commitment_id, outcome=outcome, note=note, learnt=learnt,
            by_when=by_when, now=now,
        )  # fmt: skip
        confirmations.note_writer(person, commitment_id, writer_id=actor.id)
        return meeting


def _seat(actor: User, meeting_id: int, *, around_table: bool, now: datetime) -> Meeting:
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator says how the set sits.")
        check_not_ended(change)
        change.meeting.around_table = around_table
        return change.meeting


def _owner_of(actor: User, meeting_id: int, commitment_id: int) -> int:
    found = commitments_of(meeting_for(actor, meeting_id).set_id)
    owner = next((each.user_id for each in found if each.id == commitment_id), None)
    if owner is None:
        raise NotVisible
    return owner
