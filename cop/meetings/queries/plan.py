"""The plan of a meeting, to print and lay on the table."""

from dataclasses import dataclass
from datetime import datetime

from cop.meetings import rules
from cop.meetings.models import Meeting
from cop.meetings.queries.airtime import minutes_each
from cop.meetings.queries.doors import meeting_for, meeting_in
from cop.meetings.queries.room import room_of
from cop.meetings.rules.room import Room
from cop.people.models import User
from cop.sets.models import LearningSet, SeasonDate


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is printed; nothing of what was ever said."""

    meeting: Meeting
    learning_set: LearningSet
    date: SeasonDate
    room: Room
    blocks: tuple[rules.Timed, ...]

    @property
    def ends_at(self) -> datetime:
        return self.blocks[-1].ends

    @property
    def facilitator(self) -> str:
        person = self.room.person(self.room.facilitator)
        return person.name if person else ""

    @property
    def members(self) -> list[str]:
        """The names of all who take turns, in the order of their seats, whether they have come or not."""
        return [each.name for each in self.room.people if each.id != self.room.facilitator]

    def asking(self, presenter: int | None) -> list[str]:
        """The names of those who ask in a slot: everybody but its presenter."""
        return [each.name for each in self.room.people if each.id not in {self.room.facilitator, presenter}]

    def name(self, person_id: int | None) -> str:
        person = self.room.person(person_id)
        return person.name if person else ""


def plan_for(viewer: User, meeting_id: int) -> Plan:
    """Through the door of the meeting."""
    meeting = meeting_for(viewer, meeting_id)
    learning_set, date = meeting_in(meeting)
    room, progress = room_of(meeting), meeting.progress
    slots = min(progress.slots, sum(1 for each in room.people if each.id != room.facilitator))
    each = minutes_each(meeting, progress, presenters=slots)
    blocks = rules.timetable(progress, running_order=meeting.running_order, slots=slots, minutes_each=each)
    return Plan(meeting, learning_set, date, room, blocks)
