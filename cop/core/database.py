"""The database: one engine, one way to write.

SQLite is driven in autocommit with our own `BEGIN IMMEDIATE` for writes: with SQLAlchemy's defaults two
read-then-write transactions silently overwrite each other (a test keeps count). Writers of one process stand in line
before they ask SQLite, whose own waiting would stop every other page and socket. PostgreSQL needs no such help.
"""

import logging
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, DateTime, Engine, MetaData, TextClause, event, text
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from cop.core.errors import Stale
from cop.core.facts import Fact, Listeners, Switchboard

log = logging.getLogger(__name__)

LARGEST_ID = 2**31 - 1
REST_SECONDS = 1
FEW_PAGES = 16_384  # 64 MiB
PRAGMAS = (
    "journal_mode=wal", "synchronous=normal", "busy_timeout=10000", "foreign_keys=on", "secure_delete=on",
    "analysis_limit=1000",
)  # fmt: skip


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def only(rows: ColumnElement[bool] | TextClause) -> Mapping[str, Any]:
    """What an index of some rows is told: `Index(…, **only(LIVE))`. Migrations say it of both databases; a model says
    it of SQLite, since naming PostgreSQL loads all that its dialect has, also where there is none."""
    return {"sqlite_where": rows}


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored and returned in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  as above
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def uncountable() -> int:
    """An id by chance: whoever sees one learns neither how many there are nor which came before it."""
    return secrets.randbelow(LARGEST_ID) + 1


class Transaction:
    """One change and all that belongs to it: facts to announce and jobs to leave behind."""

    def __init__(self, session: Session, switchboard: Switchboard) -> None:
        self.session = session
        self._switchboard = switchboard
        self._announced: list[Fact] = []
        self._settled = 0

    def flush(self) -> None:
        """Give new rows their ids without committing them."""
        self.session.flush()

    def announce(self, fact: Fact) -> None:
        """Say what has happened. Reactions `within` run before the commit, those `after` once it is done."""
        self._announced.append(fact)

    def settle(self) -> None:
        """Run what belongs to this transaction, including the reactions to what the reactions announce."""
        while self._settled < len(self._announced):
            fact = self._announced[self._settled]
            self._settled += 1
            self.session.flush()
            for reaction in self._switchboard.before_commit(fact):
                reaction(fact, self)
        self.session.flush()

    def publish(self) -> None:
        """Tell those who waited for the commit. A listener that fails is logged: the change stands."""
        for fact in self._announced:
            for reaction in self._switchboard.after_commit(fact):
                try:
                    reaction(fact)
                except Exception:
                    log.exception("reaction_failed", extra={"fact": type(fact).__name__})


@contextmanager
def transaction() -> Iterator[Transaction]:
    """The only way to write. Inside another transaction it joins that one.

    What was read before it began is forgotten, so that nobody decides on old rows. Raises Stale when another
    process changed the same row first.
    """
    session = db.session()
    outer: Transaction | None = session.info.get("transaction")
    if outer is not None:
        yield outer
        outer.settle()  # what belongs to the inner change is there for whatever the outer one does next
        return
    with current_app.extensions["cop_turn_to_write"], _begun(session) as tx:
        yield tx
    current_app.extensions["cop_latest_change"] = object()
    tx.publish()


def latest_change() -> object:
    """Stands for what this process has written last: another thing as soon as more is written."""
    change: object = current_app.extensions["cop_latest_change"]
    return change


@contextmanager
def _begun(session: Session) -> Iterator[Transaction]:
    session.rollback()
    session.connection(execution_options={"write": True})
    tx = session.info["transaction"] = Transaction(session, current_app.extensions["cop_switchboard"])
    try:
        for prepare in current_app.extensions["cop_preparations"]:
            prepare(tx)
        yield tx
        tx.settle()
        session.commit()
    except StaleDataError as collision:
        session.rollback()
        raise Stale from collision
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("transaction", None)


def let_go() -> None:
    """Give the connection back before waiting for what is no database; what was read is read anew when it is needed."""
    session = db.session()
    if "transaction" not in session.info:
        session.rollback()


def take_stock(*, now: datetime) -> None:  # noqa: ARG001  as every chore is asked
    """SQLite chooses its ways by how much there is, and counts that only when it is told to: without, a page that asks
    what somebody wrote in one community goes through all that they wrote anywhere. PostgreSQL counts by itself.

    A small file is left alone: what is counted there is soon no longer true, and no way is long.
    """
    if db.engine.dialect.name == "sqlite" and db.session.execute(text("PRAGMA page_count")).scalar_one() >= FEW_PAGES:
        with transaction() as tx:
            tx.session.execute(text("ANALYZE"))  # of each index as many rows as `analysis_limit`: milliseconds


def init_app(app: Flask, *, listeners: Iterable[Listeners]) -> None:
    """Connect the app to its database, and the capabilities' listeners to what is announced there."""
    app.extensions["cop_switchboard"] = Switchboard(listeners)
    app.extensions["cop_preparations"] = []
    app.extensions["cop_latest_change"] = object()
    db.init_app(app)
    with app.app_context():
        is_file = db.engine.dialect.name == "sqlite"
        app.extensions["cop_turn_to_write"] = threading.Lock() if is_file else nullcontext()
        if is_file:
            _tame_sqlite(db.engine)
        else:
            _look_after_rest(db.engine)


def _tame_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin too late: we send BEGIN ourselves
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("write", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.connection.cursor().execute("BEGIN")  # waits for nobody, so it needs none of SQLAlchemy's care


def _look_after_rest(engine: Engine) -> None:
    """Ask a connection to a server whether it is still there, but only when it has rested: one that was used a moment
    ago is, and to ask is a way there and back for each question."""

    @event.listens_for(engine, "checkin")
    def checkin(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rested_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def checkout(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get("rested_since", time.monotonic()) < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool opens another


@event.listens_for(db.session, "before_flush")
def _refuse_stray_flush(session: Session, _context: object, _instances: object) -> None:
    if "transaction" not in session.info:
        raise RuntimeError("A write outside transaction(): see cop.core.database.")


@event.listens_for(db.session, "do_orm_execute")
def _refuse_stray_statement(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and "transaction" not in state.session.info:
        raise RuntimeError("A write outside transaction(): see cop.core.database.")
