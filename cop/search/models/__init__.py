"""The index of words: no table of its own, for the words stay where they were written.

On PostgreSQL it is an index over each table. On SQLite each table has an FTS5 index beside it, which triggers keep true
whoever writes. A migration that alters a table rebuilds it and would lose them, or stumble over them, so they are put
away before any migration and made anew after it.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text


def _statements(file: str) -> tuple[str, ...]:
    return tuple(Path(__file__).with_name(file).read_text(encoding="utf-8").split("\n----\n")[1:])


WATCH: Final = _statements("watch.sql")
REINDEX: Final = _statements("indexes.sql")
KINDS: Final = ("post", "thread", "poll", "story", "story_issue", "gathering", "community", "space", "organisation")
FILL: Final = (
    "INSERT INTO search_in_post(search_in_post) VALUES ('rebuild')",
    "INSERT INTO search_in_thread(search_in_thread) VALUES ('rebuild')",
    "INSERT INTO search_in_poll(search_in_poll) VALUES ('rebuild')",
    "INSERT INTO search_in_story(search_in_story) VALUES ('rebuild')",
    "INSERT INTO search_in_story_issue(search_in_story_issue) VALUES ('rebuild')",
    "INSERT INTO search_in_gathering(search_in_gathering) VALUES ('rebuild')",
    "INSERT INTO search_in_community(search_in_community) VALUES ('rebuild')",
    "INSERT INTO search_in_space(search_in_space) VALUES ('rebuild')",
    "INSERT INTO search_in_organisation(search_in_organisation) VALUES ('rebuild')",
)
SETTLE: Final = tuple(each.replace("'rebuild'", "'optimize'") for each in FILL)
"""What was deleted stands in older parts of an index until those are merged: this merges them all."""
MADE: Final = text("SELECT type, name FROM sqlite_master WHERE name LIKE 'search\\_%' ESCAPE '\\'")
NEWEST: Final = "search_in_poll"
"""What an installation that was taken back to an older migration does not have."""
INDEXES: Final = text("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'search\\_in\\_%'")


def put_away(connection: Connection) -> None:
    """Take down what keeps the index of a SQLite file true, until `put_back`."""
    for kind, name in connection.execute(MADE).all():
        if kind in {"trigger", "view"}:
            words = ["DROP", kind, name]
            connection.exec_driver_sql(" ".join(words))


def put_back(connection: Connection, *, fill: bool) -> None:
    """Make it anew, where there is an index and all that it reads; and read everything anew, if it may have changed
    meanwhile."""
    if ("table", NEWEST) not in connection.execute(MADE).all():
        return
    for statement in (*WATCH, *(FILL if fill else ())):
        connection.exec_driver_sql(statement)


def is_whole(connection: Connection) -> bool:
    """Whether all that keeps the index true is there."""
    if connection.dialect.name == "postgresql":
        return len(connection.execute(INDEXES).all()) == len(KINDS)
    return sum(kind in {"trigger", "view"} for kind, _ in connection.execute(MADE).all()) == len(WATCH)


def is_apart(name: str | None, kind: str) -> bool:
    """For Alembic: whether this name is of a table, a column or an index that no model declares."""
    return kind in {"table", "column", "index"} and name is not None and name.startswith("search_")
