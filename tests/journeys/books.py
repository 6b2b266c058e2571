"""What a site has written down: its database, opened beside it and only read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, create_engine, select
from sqlalchemy.orm import Session

from cop import create_app
from cop.config import Settings
from cop.meetings import rules
from cop.meetings.models import Meeting, RecordLine
from cop.people.models import User
from cop.sets.models import LedgerEntry
from tests.real.site import Site


class Books:
    """A site's SQLite file, and the keys that open what is sealed in it. Each question is asked anew."""

    def __init__(self, site: Site) -> None:
        self._engine = create_engine(f"sqlite:///{site.data / 'cop.sqlite'}")
        self._app = create_app(Settings(data_dir=site.data))

    def all(self, question: Select[Any]) -> list[Any]:
        """The rows of one column, or the objects of one table, free of the session they came with."""
        with self._app.app_context(), Session(self._engine, expire_on_commit=False) as session:
            found = list(session.scalars(question))
            session.expunge_all()
            return found

    def meeting(self, meeting_id: int) -> Meeting:
        found: Meeting = self.all(select(Meeting).where(Meeting.id == meeting_id))[0]
        return found

    def progress(self, meeting_id: int) -> rules.Progress:
        return self.meeting(meeting_id).progress

    def record(self, meeting_id: int) -> list[rules.Line]:
        """The lines of the record in the order in which they were written."""
        asked = select(RecordLine).where(RecordLine.meeting_id == meeting_id).order_by(RecordLine.id)
        return [line.value for line in self.all(asked)]

    def ledger(self, meeting_id: int) -> dict[str, tuple[int, int]]:
        """Credit and use in seconds, by first name."""
        entries = self.all(select(LedgerEntry).where(LedgerEntry.season_date_id == meeting_id))
        return {self.name(each.user_id): (each.credit_seconds, each.used_seconds) for each in entries}

    def name(self, person_id: int | None) -> str:
        """What the others call this person; "" for nobody."""
        names = self.all(select(User.name).where(User.id == person_id))
        return str(names[0]).split(maxsplit=1)[0] if names else ""

    def id_of(self, name: str) -> int:
        """The person of the demo whom the others call so."""
        return int(self.all(select(User.id).where(User.name.startswith(f"{name} ")))[0])

    def open_meeting(self) -> int:
        """The meeting whose lobby is open: the first that has not closed."""
        return int(self.all(select(Meeting.id).where(Meeting.closed_at.is_(None)).order_by(Meeting.id).limit(1))[0])

    def left(self, meeting_id: int, *, at_ms: float) -> timedelta:
        """What was left of the running part at a moment given in milliseconds, as a browser gives it."""
        return rules.time_left(self.progress(meeting_id), now=datetime.fromtimestamp(at_ms / 1000, UTC))

    def close(self) -> None:
        self._engine.dispose()
