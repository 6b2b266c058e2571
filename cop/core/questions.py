"""What nearly every page asks, and every form notes: written for the driver once, and said to the driver itself.

A session, its transaction and the rows of SQLAlchemy cost ten times what SQLite needs to answer such a question, and on
PostgreSQL two more ways there and back. It is the same statement, with the same parameters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar, cast

from flask import current_app
from sqlalchemy import BindParameter, ColumnElement, CompoundSelect, Select, Subquery, Update, inspect
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.sql.visitors import replacement_traverse

from cop.core.database import db

Answer = tuple[Any, ...]
Turn = Callable[[Any], Any]
Given = Mapping[str, Any] | Sequence[Any]
Model = TypeVar("Model")
Reads = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Written(NamedTuple):
    """A statement as one kind of database reads it: its text; what it is asked with, where nobody says otherwise, what
    has to be said, and in which order where names are not known to it; and how values are turned into what the driver
    knows, and columns, by their place, into what we know."""

    text: str
    asked: Mapping[str, Any]
    required: frozenset[str]
    order: Sequence[str] | None
    to_driver: Mapping[str, Turn]
    from_driver: tuple[tuple[int, Turn], ...]

    def parameters(self, values: Mapping[str, object]) -> Given:
        """What the driver is given. Raises KeyError for what is asked for and not said."""
        given: dict[str, Any] = {
            name: values[name] if name in self.required else values.get(name, unsaid)
            for name, unsaid in self.asked.items()
        }
        for name, turn in self.to_driver.items():
            given[name] = turn(given[name])
        return given if self.order is None else [given[name] for name in self.order]

    def read(self, row: Answer) -> Answer:
        """The row as we know it."""
        told = list(row)
        for place, turn in self.from_driver:
            told[place] = turn(told[place])
        return tuple(told)


class Spoken:
    """A statement as each kind of database reads it, without lists among its parameters. What goes wrong when it is
    said is raised as a session raises it."""

    def __init__(self, statement: Reads | Update) -> None:
        self.statement: Any = statement
        self._written: dict[str, Written] = {}

    def _written_for(self, engine: Engine) -> Written:
        kind = engine.dialect.name
        written = self._written.get(kind)
        if written is None:
            written = self._written[kind] = _written(self.statement, engine.dialect)
        return written


class Question(Spoken):
    """One that reads. It sees what its session has written, if one has begun; otherwise it stands alone."""

    def one_or_none(self, values: Mapping[str, object]) -> Answer | None:
        """The row that answers it, if any. Values that it does not ask for are left alone."""
        found = self.all(values)
        return found[0] if found else None

    @property
    def _reads(self) -> Select[*tuple[Any, ...]]:
        reads: Select[*tuple[Any, ...]] = self.statement
        return reads

    def and_of(self, columns: Iterable[ColumnElement[Any]]) -> "Question":
        """The same, and after its columns these."""
        return Question(self._reads.add_columns(*columns))

    def standing_for(self, told: Mapping[str, ColumnElement[Any]]) -> Subquery:
        """The same as a part of another statement, in which columns of that stand for parameters of this."""

        def put(element: Any, **_: object) -> Any:
            return told.get(element.key) if isinstance(element, BindParameter) else None

        return cast("Select[*tuple[Any, ...]]", replacement_traverse(self._reads, {}, put)).subquery()

    def all(self, values: Mapping[str, object]) -> list[Answer]:
        """Every row that answers it."""
        engine = db.engine
        written = self._written_for(engine)
        given = written.parameters(values)
        session: Session | None = db.session.registry() if db.session.registry.has() else None
        try:
            if session is not None and session.in_transaction():
                rows = _asked(session.connection().connection.driver_connection, engine, written.text, given)
            else:
                rows = _alone(engine, written.text, given)
        except engine.dialect.loaded_dbapi.Error as error:
            raise _as_of_a_session(error, engine) from error
        return [written.read(row) for row in rows]


class Note(Spoken):
    """One that writes down, in a transaction of its own, what no page shows: two ways to the server and back less than
    `transaction()`, by which everything else is written. Not within one, where it would wait for itself."""

    def write(self, values: Mapping[str, object]) -> None:
        """Say it, as soon as it is this process's turn to write."""
        engine = db.engine
        written = self._written_for(engine)
        with current_app.extensions["cop_turn_to_write"]:
            try:
                with _lent(engine) as driver:
                    _said(driver, engine, written.text, written.parameters(values))
            except engine.dialect.loaded_dbapi.Error as error:
                raise _as_of_a_session(error, engine) from error


def as_loaded(model: type[Model], **values: Any) -> Model:
    """An object as if it had been read with these values, of no session: half the price of one that is read."""
    made: Model = inspect(model).class_manager.new_instance()
    made.__dict__.update(values)  # as loaded: no column is told of a change
    make_transient_to_detached(made)
    return made


def number_of(thing: Any) -> int:
    """The number of what is stored, also just after a commit, when to ask it of itself would read all of it anew."""
    [number] = inspect(thing).identity
    return int(number)


def _alone(engine: Engine, text: str, given: Given) -> list[Answer]:
    with _lent(engine) as driver:
        return _asked(driver, engine, text, given)


@contextmanager
def _lent(engine: Engine) -> Iterator[Any]:
    """A connection by itself, which nobody has again if anything goes wrong on it."""
    pooled = engine.raw_connection()
    driver: Any = pooled.driver_connection
    served = engine.dialect.name == "postgresql"
    try:
        if served:
            driver.autocommit = True  # a transaction around one question is two more ways to the server and back
        yield driver
        if served:
            driver.autocommit = False
    except BaseException:
        pooled.invalidate()
        raise
    finally:
        pooled.close()


def _asked(driver: Any, engine: Engine, text: str, given: Given) -> list[Answer]:
    rows: list[Answer] = _said(driver, engine, text, given).fetchall()
    return rows


def _said(driver: Any, engine: Engine, text: str, given: Given) -> Any:
    """To PostgreSQL as a prepared statement from the first time on: to plan one anew takes ten times what it takes."""
    is_file = engine.dialect.name == "sqlite"
    cursor = driver.cursor() if is_file else engine.dialect.loaded_dbapi.RawCursor(driver)
    for told in engine.dispatch.before_cursor_execute:  # who counts statements counts these
        told(None, cursor, text, given, None, None)
    return cursor.execute(text, given) if is_file else cursor.execute(text, given, prepare=True)


def _as_of_a_session(error: Exception, engine: Engine) -> BaseException:
    failure = engine.dialect.loaded_dbapi.Error
    return DBAPIError.instance(None, None, error, failure, dialect=engine.dialect)


def _written(statement: Reads | Update, dialect: Dialect) -> Written:
    """PostgreSQL is told places and not names: names its driver would look for in the text each time anew."""
    named = dialect.name == "sqlite"
    driven: Any = type(dialect)
    compiled: Any = statement.compile(dialect=dialect if named else driven(paramstyle="numeric_dollar"))
    impl = {name: each.type.dialect_impl(dialect) for each, name in compiled.bind_names.items()}
    to_driver = {name: turn for name, kind in impl.items() if (turn := kind.bind_processor(dialect))}
    columns = () if isinstance(statement, Update) else statement.selected_columns
    kinds = enumerate(each.type.dialect_impl(dialect) for each in columns)
    from_driver = tuple((place, turn) for place, kind in kinds if (turn := kind.result_processor(dialect, None)))
    required = frozenset(name for each, name in compiled.bind_names.items() if each.required)
    order = None if named else tuple(compiled.positiontup)
    return Written(compiled.string, dict(compiled.params), required, order, to_driver, from_driver)
