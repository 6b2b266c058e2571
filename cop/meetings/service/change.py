"""What every change of a meeting shares: the door with its lock, the room, the record, the version, the fact."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings import policy, rules
from cop.meetings.facts import MeetingChanged
from cop.meetings.models import Attendance, Meeting, RecordLine
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.meetings.rules.room import Person, Room
from cop.meetings.service import asked
from cop.people.models import User

OF_THE_TIMEKEEPER = ("advance", "extend")


@dataclass(slots=True)
class Change:
    """A meeting held still while one person changes it. `progress` is as of `now`."""

    tx: Transaction
    meeting: Meeting
    room: Room
    actor: User
    now: datetime
    progress: rules.Progress

    @property
    def may_steer(self) -> bool:
        """Whether the actor facilitates, or stands in for a facilitator who is away."""
        return policy.can_steer(self.actor.id, self.room, progress=self.progress, now=self.now)

    def only_who_steers(self, sentence: str) -> None:
        """Refuse everybody else with this sentence."""
        require(self.may_steer, sentence)

    def only_who_keeps_time(self, sentence: str) -> None:
        """Refuse everybody but whoever steers and the timekeeper."""
        require(policy.can_keep_time(self.actor.id, self.room, progress=self.progress, now=self.now), sentence)

    def only_in_the_room(self) -> None:
        """Refuse whoever still waits before the door."""
        require(policy.can_take_part(self.actor.id, self.room), "You are not in the room yet. Come in first.")

    def make(self, move: rules.Move) -> None:
        """Take the new progress and write the lines that belong to it; who may come in at this change, comes in."""
        before, self.progress = self.progress, move.progress
        self.tx.session.add_all(_record_line(self.meeting.id, line) for line in move.lines)
        if before.floor.holder != self.progress.floor.holder or before.at != self.progress.at:
            asked.put_away(self.tx, self.meeting.id)
            if before.presenter != self.progress.presenter:
                asked.let_the_line_go(self.tx, self.meeting.id)
            asked.show_next(self.tx, self.meeting, progress=self.progress, now=self.now)
        if before.at != self.progress.at or before.state != self.progress.state:
            for person in self.room.people:
                if person.waits and person.arrived_at is not None:
                    self.bring_in(person, arrived_at=person.arrived_at)

    def make_together(self, move: rules.Move, *, deed: str) -> bool:
        """Make the move, or where nobody facilitates keep it as asked for until a second person asks. True: made."""
        keeps_time = self.actor.id == self.room.timekeeper and deed.startswith(OF_THE_TIMEKEEPER)
        if self.room.is_led or keeps_time or rules.is_second(self.progress, self.actor.id, deed=deed, now=self.now):
            self.make(replace(move, progress=replace(move.progress, proposed=None)))
            return True
        self.progress = rules.propose(self.progress, self.actor.id, deed=deed, now=self.now)
        return False

    def bring_in(self, person: Person, *, arrived_at: datetime, let_in: bool = False) -> None:
        """Let somebody into the room and into the round, if this is a moment for it; else they wait."""
        if not rules.may_come_in(self.progress, arrived_at=arrived_at, let_in=let_in):
            return
        attendance = self.tx.session.get_one(Attendance, (self.meeting.id, person.id))
        attendance.came_in_at, attendance.credit = self.now, rules.credit_on_arrival(self.progress)
        if self.progress.is_live and person.id != self.room.facilitator:
            self.make(rules.join_floor(self.progress, person.id, now=self.now))

    def finish(self) -> None:
        """Store the progress, raise the version and say that something changed.

        Once all who are there have said yes to ending later, as when the only one who had not is gone, it is so.
        """
        asked = self.progress.later_asked
        present = {each.id for each in self.room.people if each.is_in and not each.seems_away(now=self.now)}
        if asked is not None and rules.is_agreed_later(self.progress, present=present):
            self.make(rules.end_later(self.progress, asked.minutes, now=self.now))
        self.meeting.progress = self.progress
        self.meeting.touch()
        self.tx.flush()
        self.tx.announce(MeetingChanged(self.meeting.id, self.meeting.set_id, self.meeting.version))


@contextmanager
def changing(actor: User, meeting_id: int, *, now: datetime) -> Iterator[Change]:
    """The door, locked behind whoever comes through; two people who act at once come one after the other."""
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id, lock=True)
        room = room_of(meeting)
        change = Change(tx, meeting, room, actor, now, progress_in(meeting, room, now=now))
        yield change
        change.finish()


def check_not_ended(change: Change) -> None:
    """Raises RuleBroken once the meeting is over."""
    if change.progress.ended_at is not None:
        raise RuleBroken("This meeting has ended.")


def refresh(meeting_id: int) -> None:
    """Raise the version and say so: something that everybody sees has changed beside the progress itself."""
    with transaction() as tx:
        meeting = tx.session.get_one(Meeting, meeting_id, with_for_update=True)
        meeting.touch()
        tx.flush()
        tx.announce(MeetingChanged(meeting.id, meeting.set_id, meeting.version))


def _record_line(meeting_id: int, line: rules.Line) -> RecordLine:
    return RecordLine(
        meeting_id=meeting_id, kind=line.kind, key=line.key, slot=line.slot, person=line.person, began=line.began,
        ended=line.ended, planned_seconds=line.planned_seconds, held_seconds=line.held_seconds, seconds=line.seconds,
    )  # fmt: skip
