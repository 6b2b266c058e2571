"""The rows of the demo's open meeting, read and put back beside the servers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, exists, func, select, text, update
from sqlalchemy.orm import Session, aliased

from cop.core.clock import system_clock
from cop.meetings import rules
from cop.meetings.models import Attendance, Bid, Meeting, PresenceLease, RecordLine, TrayQuestion, Writing

MEETING = 3  # of the demo: its lobby is open
OWN = {"id": MEETING}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true at a moment: the stored progress as it reads then, and the version that pages compare."""

    version: int
    progress: rules.Progress
    now: datetime


class Records:
    """What the database holds, whatever the servers say."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def progress(self) -> rules.Progress:
        return self._stored()[1]

    def standing(self) -> Standing:
        version, progress = self._stored()
        now = system_clock()
        until = self.lease_of(progress.presenter)
        away_since = until if until is not None and until <= now else None
        return Standing(version, rules.as_of(progress, presenter_away_since=away_since, now=now), now)

    def version(self) -> int:
        return self._stored()[0]

    def put_back(self, progress: rules.Progress) -> None:
        raw = json.dumps(rules.to_json(progress))
        self._write(text("UPDATE meeting SET progress = :raw, version = version + 1 WHERE id = :id"), raw=raw, **OWN)

    def clear_away(self) -> None:
        """Nobody has written anything, stood by the agreement, asked for a slot, or been asked to keep the time. Of
        the leases that a killed server has left only the newest stands."""
        later = aliased(PresenceLease)
        newer = later.user_id == PresenceLease.user_id, later.lease_until > PresenceLease.lease_until
        left = (PresenceLease.meeting_id == MEETING, later.meeting_id == MEETING, *newer)
        self._write(delete(PresenceLease).where(exists().where(*left)))
        for kind in (TrayQuestion, Writing, Bid):
            self._write(delete(kind).where(kind.meeting_id == MEETING))
        self._write(update(Attendance).where(Attendance.meeting_id == MEETING).values(affirmed_at=None))
        self._write(update(Meeting).where(Meeting.id == MEETING).values(timekeeper_id=None))

    def lines(self, *, after: int = 0) -> list[rules.Line]:
        """What was written down in the record after the line of this id, in that order."""
        asked = select(RecordLine).where(RecordLine.meeting_id == MEETING, RecordLine.id > after)
        with Session(self._engine) as session:
            return [line.value for line in session.scalars(asked.order_by(RecordLine.id))]

    def last_line(self) -> int:
        return self._value(select(func.max(RecordLine.id)).where(RecordLine.meeting_id == MEETING)) or 0

    def parts_over(self) -> int:
        return sum(line.kind == "part" for line in self.lines())

    def affirmed(self) -> set[int]:
        """Who stands by the agreement in this meeting."""
        own = (Attendance.meeting_id == MEETING, Attendance.affirmed_at.is_not(None))
        return {row.user_id for row in self._rows(select(Attendance.user_id).where(*own))}

    def bidders(self) -> set[int]:
        """Who would like a slot."""
        return {row.user_id for row in self._rows(select(Bid.user_id).where(Bid.meeting_id == MEETING))}

    def on_show(self) -> list[int]:
        """The authors of the questions that the room sees."""
        own = (TrayQuestion.meeting_id == MEETING, TrayQuestion.state == "asked")
        return [row.author_id for row in self._rows(select(TrayQuestion.author_id).where(*own))]

    def lease_of(self, person: int | None) -> datetime | None:
        """Until when a server takes this person for present, unless it hears of them again."""
        own = (PresenceLease.meeting_id == MEETING, PresenceLease.user_id == person)
        until: datetime | None = self._value(select(func.max(PresenceLease.lease_until)).where(*own))
        return until

    def present(self) -> set[int]:
        """Whose page a server has heard of."""
        own = (PresenceLease.meeting_id == MEETING, PresenceLease.lease_until > system_clock())
        return {row.user_id for row in self._rows(select(PresenceLease.user_id).where(*own))}

    def _stored(self) -> tuple[int, rules.Progress]:
        (row,) = self._rows(text("SELECT version, progress FROM meeting WHERE id = :id"), **OWN)
        raw = json.loads(row.progress) if isinstance(row.progress, str) else row.progress
        return int(row.version), rules.from_json(raw)

    def _value(self, asked: Any) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(asked).scalar_one()

    def _rows(self, asked: Any, **values: object) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(asked, values).all()

    def _write(self, statement: Any, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(statement, values)
