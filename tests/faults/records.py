"""The rows of the demo's open meeting, read and put back beside the servers."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import Engine, text

MEETING = 3  # of the demo: its lobby is open


class Records:
    """What the database holds, whatever the servers say."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def progress(self) -> dict[str, Any]:
        told = self._value("SELECT progress FROM meeting WHERE id = :id")
        return dict(json.loads(told) if isinstance(told, str) else told)

    def version(self) -> int:
        return int(self._value("SELECT version FROM meeting WHERE id = :id"))

    def put_back(self, progress: dict[str, Any]) -> None:
        self._write(
            "UPDATE meeting SET progress = :progress, version = version + 1 WHERE id = :id",
            progress=json.dumps(progress),
        )

    def parts_over(self) -> int:
        return int(self._value("SELECT count(*) FROM record_line WHERE meeting_id = :id AND kind = 'part'"))

    def turns(self) -> Counter[int]:
        """How many turns of each person are over."""
        asked = text("SELECT person FROM record_line WHERE meeting_id = :id AND kind = 'turn'")
        with self._engine.connect() as connection:
            return Counter(row.person for row in connection.execute(asked, {"id": MEETING}))

    def affirmed(self) -> set[int]:
        """Who stands by the agreement in this meeting."""
        asked = text("SELECT user_id FROM attendance WHERE meeting_id = :id AND affirmed_at IS NOT NULL")
        with self._engine.connect() as connection:
            return {row.user_id for row in connection.execute(asked, {"id": MEETING})}

    def forget_affirmations(self) -> None:
        self._write("UPDATE attendance SET affirmed_at = NULL WHERE meeting_id = :id")

    def _value(self, asked: str) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(text(asked), {"id": MEETING}).scalar_one()

    def _write(self, statement: str, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(text(statement), {"id": MEETING, **values})
