"""The index, made anew from what it is an index of."""

from sqlalchemy import Connection

from cop.core.database import db
from cop.search import models


def rebuild() -> None:
    """Read every word anew, whatever is there or missing. Whoever writes meanwhile waits."""
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            _each(connection, models.REINDEX)
            return
        models.put_away(connection)
        models.put_back(connection, fill=True)
        _each(connection, models.SETTLE)


def is_whole() -> bool:
    """Whether all that keeps the index true is there."""
    return models.is_whole(db.session.connection())


def _each(connection: Connection, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
