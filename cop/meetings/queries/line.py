"""The private lines of one person: with whoever has the controls, and for them with everybody who wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from cop.core.database import db
from cop.meetings import policy
from cop.meetings.models import Meeting, PrivateWord
from cop.meetings.queries.doors import meeting_for
from cop.meetings.queries.room import progress_in, room_of
from cop.meetings.rules.room import Room
from cop.people.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """What passed between the viewer and one other person."""

    other: int
    name: str
    words: Sequence[PrivateWord]


def lines_with(viewer: User, meeting_id: int, *, now: datetime) -> tuple[Meeting, list[Line]]:
    """Through the door, and then nothing that is not the viewer's own. First comes whoever has the controls now."""
    meeting = meeting_for(viewer, meeting_id)
    room = room_of(meeting)
    own = or_(PrivateWord.from_id == viewer.id, PrivateWord.to_id == viewer.id)
    asked = select(PrivateWord).where(PrivateWord.meeting_id == meeting_id, own).order_by(PrivateWord.id)
    words = db.session.scalars(asked).all()
    with_whom = dict.fromkeys(each.to_id if each.from_id == viewer.id else each.from_id for each in words)
    steers = policy.who_steers(room, progress=progress_in(meeting, room, now=now), now=now)
    if meeting.closed_at is None and steers is not None and steers not in {viewer.id, *with_whom}:
        with_whom = {steers: None} | with_whom
    return meeting, [_line(other, words, room=room) for other in with_whom]


def _line(other: int, words: Sequence[PrivateWord], *, room: Room) -> Line:
    person = room.person(other)
    return Line(other, person.name if person else "…", [each for each in words if other in {each.from_id, each.to_id}])
