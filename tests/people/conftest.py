"""Counting queries."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from cop.core.database import db


@pytest.fixture
def count() -> Iterator[Callable[[], list[str]]]:
    """Called in an app context, a list that grows by each statement from then on."""
    undo: list[Callable[[], None]] = []

    def begin() -> list[str]:
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("BEGIN", "ROLLBACK")):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        engine = db.engine
        undo.append(lambda: event.remove(engine, "before_cursor_execute", note))
        return statements

    yield begin
    for each in undo:
        each()
