"""What every test may use: an app on each database, emptied between tests, and people signed in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core.access import cookie_name
from cop.people import service as people
from cop.people.models import User
from cop.people.rules.tries import Tries
from tests import apps

pytest_plugins = ["tests.compiled", "tests.counting", "tests.garbage", "tests.order", "tests.real.plugin"]

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages are tried on one database: what they ask of it is tried on both, with services and queries. Of a test of
    many values PostgreSQL gets one, whichever comes first, but in core: how it differs does not hang on them."""
    tried = set[tuple[Path, str]]()
    for each in list(items):
        test = each.path, each.name.partition("[")[0]
        if "postgresql" not in each.name or each.path.parent.name == "core":
            continue
        if each.path.name.startswith("test_views") or test in tried:
            items.remove(each)
        tried.add(test)


class TestClock:
    """A clock that stands still until a test moves it."""

    __test__ = False

    def __init__(self) -> None:
        self.now = THURSDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **duration: float) -> datetime:
        """Move on, for example `forward(minutes=5)`."""
        self.now += timedelta(**duration)
        return self.now


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield from apps.running("", tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_app(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield from apps.running(postgres_url, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, clock: TestClock) -> Iterator[Flask]:
    """The app, on each database in turn, with empty tables and the test's clock. No app context is held open."""
    app: Flask = request.getfixturevalue("sqlite_app" if request.param == "sqlite" else "postgres_app")
    app.config["COP_CLOCK"] = clock
    app.extensions["cop_mailer"].sent.clear()
    app.extensions["cop_tries"] = Tries()
    yield app
    with app.app_context():
        apps.empty()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def now(clock: TestClock) -> datetime:
    return clock.now


@pytest.fixture
def client_for(app: Flask, clock: TestClock) -> Callable[[User | int], FlaskClient]:
    """A browser in which this person is signed in, with a second step."""

    def sign_in(person: User | int) -> FlaskClient:
        client = app.test_client()
        with app.app_context():
            user_id = person if isinstance(person, int) else person.id
            token = people.open_sign_in(user_id, device="a test", second="code", now=clock.now)
        client.set_cookie(cookie_name(app.config["COP"]), token)
        return client

    return sign_in
