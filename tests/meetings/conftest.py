"""A meeting in the lobby, and the people around it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from cop.core.database import db
from cop.meetings.rules import Progress
from cop.people.models import User
from tests.factories import meetings as make


@dataclass(frozen=True)
class Here:
    """People by first name, and the meeting of their set; only valid inside the test's app context."""

    people: dict[str, User]
    id: int
    now: datetime

    def __getattr__(self, name: str) -> User:
        return self.people[name]

    @property
    def step(self) -> int:
        return make.step(self.id)

    @property
    def progress(self) -> Progress:
        return make.progress(self.id)

    def begun(self, **given: Any) -> "Here":
        make.begun(self.people, self.id, now=self.now, **given)
        return self

    def at(self, key: str, **given: Any) -> "Here":
        make.moved_to(self.people, self.id, key, now=self.now, **given)
        return self


@pytest.fixture
def here(app: Flask, now: datetime) -> Iterator[Here]:
    """The meeting with its lobby open and an app context held: for tests of services, with one person at a time."""
    with app.app_context():
        people = make.the_people()
        yield Here(people, make.a_meeting(people, now=now), now)


@pytest.fixture
def meeting(app: Flask, now: datetime) -> Here:
    """The same for tests of views, which open their own contexts."""
    with app.app_context():
        people = make.the_people()
        return Here(people, make.a_meeting(people, now=now), now)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """A context that collects the statements sent to the database within it."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            sent.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        yield sent
        event.remove(engine, "before_cursor_execute", note)

    return counting
