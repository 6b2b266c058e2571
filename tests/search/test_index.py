"""What keeps the index true is there, and can be made anew."""

import pytest
from sqlalchemy import text

from cop.cli import cli
from cop.communities.queries import spaces_visible_to
from cop.core.database import db
from cop.search import models, service
from cop.search.commands import search
from tests.factories.communities import a_community
from tests.factories.discussions import a_thread

ON_SQLITE = text("SELECT rowid FROM search_in_thread WHERE search_in_thread MATCH 'marigold'")
ON_POSTGRESQL = text("SELECT id FROM thread WHERE search_words(title) @@ plainto_tsquery('english', 'marigold')")


@pytest.fixture
def found(app, cast, now):
    """What the index alone says of a word that somebody has written."""
    with app.app_context():
        room = spaces_visible_to(cast.hana, a_community(cast, now=now))[0].id
        written = a_thread(cast.bo, room, now=now, title="M\u00e1rigolds", body="B")

    def ask():
        with app.app_context(), db.engine.connect() as connection:
            asked = ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL
            return connection.scalars(asked).all() == [written]

    return ask


LOSSES = {
    "sqlite": (
        "DROP TRIGGER search_thread_was",
        "INSERT INTO search_in_thread(search_in_thread) VALUES ('delete-all')",
    ),
    "postgresql": ("DROP INDEX search_in_thread",),
}


def test_the_index_can_be_made_anew(app, found):
    assert found()
    with app.app_context(), db.engine.connect().execution_options(write=True) as connection, connection.begin():
        for statement in LOSSES[connection.dialect.name]:
            connection.exec_driver_sql(statement)

    told = app.test_cli_runner().invoke(search, ["rebuild"])

    assert told.output == "Read anew.\n"
    assert found()
    with app.app_context():
        assert service.is_whole()


def test_what_is_missing_is_noticed(app, found):
    with app.app_context(), db.engine.connect().execution_options(write=True) as connection, connection.begin() as lost:
        is_file = connection.dialect.name == "sqlite"
        assert models.is_whole(connection)
        connection.execute(text("DROP TRIGGER search_post_goes" if is_file else "DROP INDEX search_in_post"))
        assert not models.is_whole(connection)
        lost.rollback()


def test_the_doctor_says_whether_it_is_whole(app, monkeypatch):
    doctor = app.test_cli_runner().invoke
    assert "ok    The index of words is whole." in doctor(cli, ["doctor"]).output

    monkeypatch.setattr(models, "is_whole", lambda _: False)

    told = doctor(cli, ["doctor"])
    assert "WRONG The index of words is not whole. Run `cop search rebuild`." in told.output
    assert told.exit_code == 1
