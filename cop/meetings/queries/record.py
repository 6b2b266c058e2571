"""What a meeting leaves behind: who had which slot for how long, and what they will do. Nothing of what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cop.core.database import db
from cop.meetings import rules
from cop.meetings.models import Meeting, RecordLine
from cop.sets.models import Commitment
from cop.sets.queries import commitments_of, dates_of


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as it was: its presenter, the seconds planned and the seconds used, held time left out."""

    number: int
    person: int
    planned: int
    used: int


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting that has ended."""

    slots: tuple[Slot, ...]
    nods: tuple[rules.Line, ...]
    commitments: tuple[Commitment, ...]
    next_at: datetime | None
    next_id: int | None


def lines_of(meeting_id: int) -> list[rules.Line]:
    """The record, in the order in which it was written."""
    asked = select(RecordLine).where(RecordLine.meeting_id == meeting_id).order_by(RecordLine.id)
    return [line.value for line in db.session.scalars(asked)]


def past_of(meeting: Meeting) -> Past:
    """What the closed page shows."""
    dates = dates_of(meeting.set_id)
    own = meeting.progress.starts_at
    following = next((each for each in dates if each.starts_at > own and each.id != meeting.id), None)
    made = tuple(each for each in commitments_of(meeting.set_id) if each.made_at_id == meeting.id)
    lines = lines_of(meeting.id)
    return Past(
        _slots(lines),
        tuple(line for line in lines if line.kind == "nod"),
        made,
        following.starts_at if following else None,
        following.id if following else None,
    )


def _slots(lines: Sequence[rules.Line]) -> tuple[Slot, ...]:
    found: dict[int, Slot] = {}
    for line in lines:
        if line.kind == "part" and line.slot is not None and line.person is not None:
            before = found.get(line.slot, Slot(line.slot, line.person, 0, 0))
            found[line.slot] = Slot(
                line.slot, line.person, before.planned + line.planned_seconds, before.used + line.seconds
            )
    return tuple(found.values())
