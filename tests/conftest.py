"""What every test may use: an app on each database, emptied between tests, and people signed in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from cop import create_app
from cop.config import Settings
from cop.core.access import cookie_name
from cop.core.database import Base, db
from cop.people import service as people
from cop.people.models import User

pytest_plugins = ["tests.real.plugin"]

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


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


def _app_on(database_url: str, folder: Path) -> Flask:
    settings = Settings(
        env="test", data_dir=folder, database_url=database_url, secret_key="k" * 40, demo=True, sign_up="open",
        mail="memory:", password_memory_kib=64,
    )  # fmt: skip
    app = create_app(settings)
    app.config["TESTING"] = True
    app.config["WTF_CSRF_ENABLED"] = False  # tests/core has its own app that checks it
    with app.app_context():
        upgrade()
    return app


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("sqlite")
    return _app_on("", folder)


@pytest.fixture(scope="session")
def postgres_app(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return _app_on(postgres_url, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, clock: TestClock) -> Iterator[Flask]:
    """The app, on each database in turn, with empty tables and the test's clock. No app context is held open."""
    app: Flask = request.getfixturevalue("sqlite_app" if request.param == "sqlite" else "postgres_app")
    app.config["COP_CLOCK"] = clock
    app.extensions["cop_mailer"].sent.clear()
    yield app
    with app.app_context():
        _empty()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def now(clock: TestClock) -> datetime:
    return clock.now


@pytest.fixture
def client_for(app: Flask, clock: TestClock) -> Callable[[User | int], FlaskClient]:
    """A browser in which this person is signed in."""

    def sign_in(person: User | int) -> FlaskClient:
        client = app.test_client()
        with app.app_context():
            token = people.open_sign_in(
                person if isinstance(person, int) else person.id, device="a test", now=clock.now
            )
        client.set_cookie(cookie_name(app.config["COP"]), token)
        return client

    return sign_in


def _empty() -> None:
    db.session.rollback()
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
