"""A cast, and how they search."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from cop.core.database import db
from cop.search import queries, rules
from tests.conftest import TestClock
from tests.factories.communities import a_cast


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
