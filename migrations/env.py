"""How migrations run, on SQLite and PostgreSQL alike.

SQLite rebuilds a table to alter it. With foreign keys enforced that rebuild deletes the rows of every child table, so
they are switched off on the driver's own connection, before any transaction begins, and checked afterwards.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from cop.core.database import Base, db
from cop.search import models as search


class DanglingRows(Exception):
    """A migration left rows that refer to nothing; it is undone."""


def run() -> None:
    """Bring the database to the wanted version in one transaction."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _enforce(connection, "OFF")
        with connection.execution_options(write=True).begin():
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                transactional_ddl=True,
                compare_type=True,
                include_name=lambda name, kind, _parents: not search.is_apart(name, kind),
            )
            with context.begin_transaction():
                _migrate(connection)
            if sqlite and (dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise DanglingRows(f"{len(dangling)} rows refer to nothing, the first in {dangling[0][0]}")
        if sqlite:
            _enforce(connection, "ON")
            _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was written over is in the journal, too


def _migrate(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        context.run_migrations()
        return
    versions = context.get_context()
    before = versions.get_current_heads()
    search.put_away(connection)
    context.run_migrations()
    search.put_back(connection, fill=versions.get_current_heads() != before)


def _enforce(connection: Connection, state: str) -> None:
    """Through SQLAlchemy the pragma would come after BEGIN and do nothing."""
    _raw(connection).execute(f"PRAGMA foreign_keys={state}")


def _raw(connection: Connection) -> Any:
    raw = connection.connection.driver_connection
    if raw is None:
        raise RuntimeError("The connection to the database is closed.")
    return raw


if current_app:
    run()
