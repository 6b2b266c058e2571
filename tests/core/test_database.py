"""The database: nothing is lost, nothing is written by the way."""

import threading
from contextlib import nullcontext
from datetime import datetime
from unittest.mock import MagicMock

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, event, inspect, select, text, update
from sqlalchemy.orm.exc import StaleDataError

from cop.core import database
from cop.core.database import UtcDateTime, db, let_go, take_stock, transaction
from cop.core.errors import Stale
from cop.core.jobs import later
from cop.core.models import FormReceipt, Job
from tests.core.conftest import Site

THREADS, TIMES = 12, 40
BACKEND = text("SELECT pg_backend_pid()")


@pytest.mark.parametrize("in_line", [True, False], ids=["one process", "as if each were a process"])
def test_no_update_is_lost_when_twelve_threads_count_together(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch, *, in_line: bool
) -> None:
    """Writers of one process stand in line; those of several have nothing but the lock of the database."""
    if not in_line:
        monkeypatch.setitem(app.extensions, "cop_turn_to_write", nullcontext())
    with app.app_context(), transaction() as tx:
        tx.session.add(Job(id=1, kind="count", payload={}, run_at=now, tries=0))

    def count() -> None:
        for _ in range(TIMES):
            with app.app_context(), transaction() as tx:
                job = tx.session.get(Job, 1, with_for_update=True)
                assert job is not None
                job.tries = job.tries + 1

    threads = [threading.Thread(target=count) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert db.session.scalar(select(Job.tries)) == THREADS * TIMES


def test_a_change_that_fails_leaves_nothing_behind(app: Flask, now: datetime) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as tx:
            later(tx, "never", payload={}, at=now)
            tx.flush()
            raise ZeroDivisionError

        assert db.session.scalars(select(Job)).all() == []


def test_whoever_waits_for_something_else_holds_no_connection(app: Flask, now: datetime) -> None:
    with app.app_context():
        before = db.session.scalars(select(Job)).all()
        assert db.session().in_transaction()
        let_go()
        assert not db.session().in_transaction()
        with transaction() as tx:
            later(tx, "kept", payload={}, at=now)
            let_go()

        assert len(db.session.scalars(select(Job)).all()) == len(before) + 1


def test_a_transaction_inside_another_is_the_same_one(app: Flask, now: datetime) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as outer:
            with transaction() as inner:
                later(inner, "never", payload={}, at=now)
            assert inner is outer
            raise ZeroDivisionError

        assert db.session.scalars(select(Job)).all() == []


def test_what_was_read_before_a_change_is_read_anew_inside_it(app: Flask, now: datetime) -> None:
    with app.app_context():
        with transaction() as tx:
            tx.session.add(Job(id=1, kind="old", payload={}, run_at=now))
        job = db.session.get(Job, 1)
        assert job is not None
        assert job.kind == "old"
        _change_elsewhere(app)

        with transaction():
            assert job.kind == "new"


def _change_elsewhere(app: Flask) -> None:
    def change() -> None:
        with app.app_context(), transaction() as tx:
            tx.session.execute(update(Job).values(kind="new"))

    db.session.rollback()
    thread = threading.Thread(target=change)
    thread.start()
    thread.join()


def test_a_stray_write_is_refused(app: Flask, now: datetime) -> None:
    with app.app_context():
        db.session.add(FormReceipt(key="k", person_id=1, created_at=now))
        with pytest.raises(RuntimeError, match="outside transaction"):
            db.session.flush()
        db.session.rollback()
        with pytest.raises(RuntimeError, match="outside transaction"):
            db.session.execute(update(Job).values(kind="new"))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 26, 10), None)  # type: ignore[arg-type]  # noqa: DTZ001


def test_times_come_back_in_utc(app: Flask, now: datetime) -> None:
    with app.app_context():
        with transaction() as tx:
            later(tx, "k", payload={}, at=now)

        assert db.session.scalar(select(Job.run_at)) == now


def test_stale_says_what_happened() -> None:
    assert "just before you" in str(Stale())


def test_a_row_that_somebody_else_changed_first_is_stale(app: Flask) -> None:
    with app.app_context(), pytest.raises(Stale), transaction():
        raise StaleDataError


def test_writers_of_one_process_stand_in_line_before_they_ask_sqlite(sqlite_app: Flask) -> None:
    """SQLite's own waiting would hold every greenlet of the process; ours lets them go on."""
    who_asked: list[int] = []

    def write() -> None:
        with sqlite_app.app_context(), transaction():
            pass

    with sqlite_app.app_context():
        event.listen(db.engine, "begin", lambda _connection: who_asked.append(threading.get_ident()))
        second = threading.Thread(target=write)
        with transaction():
            second.start()
            second.join(timeout=0.3)
            assert who_asked == [threading.get_ident()]
        second.join()
    assert second.ident in who_asked


def test_a_large_file_knows_how_much_there_is_once_stock_was_taken(
    site: Site, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site.app.app_context():
        with transaction() as tx:
            tx.session.add_all(Job(kind="count", payload={}, run_at=now, tries=0) for _ in range(50))
        take_stock(now=now)
        assert not inspect(db.engine).has_table("sqlite_stat1")
        monkeypatch.setattr(database, "FEW_PAGES", 1)
        take_stock(now=now)
        counted = db.session.execute(text("SELECT DISTINCT stat FROM sqlite_stat1 WHERE tbl = 'job'")).scalars()
        assert {each.split()[0] for each in counted} == {"50"}


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_connection_that_died_while_it_rested_is_replaced(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "REST_SECONDS", 0)
    with app.app_context():
        died = db.session.scalar(BACKEND)
        db.session.remove()
        with create_engine(db.engine.url, poolclass=NullPool).connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:died)"), {"died": died})

        assert db.session.scalar(BACKEND) != died
        db.session.remove()
        db.engine.dispose()  # who comes next within a second would not ask whether another has died


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("rest", "asked"), [(60, 0), (0, 3)])
def test_only_a_connection_that_has_rested_is_asked_whether_it_is_there(
    app: Flask, monkeypatch: pytest.MonkeyPatch, rest: int, asked: int
) -> None:
    monkeypatch.setattr(database, "REST_SECONDS", rest)
    with app.app_context():
        db.session.scalar(BACKEND)
        monkeypatch.setattr(db.engine.dialect, "do_ping", ping := MagicMock(return_value=True))
        for _ in range(3):
            db.session.remove()
            db.session.scalar(BACKEND)

        assert ping.call_count == asked


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_as_many_connections_are_kept_as_were_ever_needed_at_once(app: Flask) -> None:
    def eight_at_once() -> None:
        for each in [db.engine.raw_connection() for _ in range(8)]:
            each.close()

    made: list[object] = []
    with app.app_context():
        eight_at_once()
        event.listen(db.engine, "connect", note := lambda connection, _record: made.append(connection))
        eight_at_once()
        event.remove(db.engine, "connect", note)

    assert made == []
