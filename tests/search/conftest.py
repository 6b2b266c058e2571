"""A cast, and how they search."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from cop.communities.queries import spaces_visible_to
from cop.core.database import db
from cop.search import models, queries, rules
from tests.conftest import TestClock
from tests.factories.communities import a_cast, a_community, a_space


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    with app.app_context():
        return a_cast()


@pytest.fixture
def find(app: Flask, clock: TestClock) -> Callable[..., Sequence[tuple[str, int]]]:
    """What somebody finds, as kinds and ids in order; searching writes nothing."""

    def ask(viewer: Any, typed: str, **narrowed: Any) -> Sequence[tuple[str, int]]:
        asked = rules.Asked(rules.words_in(typed), **narrowed)
        found = queries.found_by(viewer, asked, now=clock.now, on=clock.now.date()).found
        db.session.rollback()
        return [(each.kind, each.id) for each in found]

    return ask


@pytest.fixture
def placed(app, cast, now):
    """A restricted community, its common room, and a space of Hana and Bo."""
    with app.app_context():
        here = a_community(cast, now=now, name="Choirs of the north")
        room = spaces_visible_to(cast.hana, here)[0].id
        inner = a_space(here, by=cast.hana, now=now, named=[cast.hana, cast.bo], name="Tenors")
        yield here, room, inner


@pytest.fixture
def whole(app):
    """After a test, the index holds exactly what the tables do."""
    yield
    with app.app_context(), db.engine.connect().execution_options(write=True) as connection, connection.begin():
        for kind in models.KINDS if connection.dialect.name == "sqlite" else ():
            check = "INSERT INTO search_in_{0}(search_in_{0}, rank) VALUES ('integrity-check', 1)"
            connection.exec_driver_sql(check.replace("{0}", kind))
