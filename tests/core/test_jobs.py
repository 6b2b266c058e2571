"""Jobs: written with the change, done once it is true, never lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import false, select, true

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.models import Job
from tests.conftest import TestClock


@pytest.fixture
def done(app: Flask) -> list[dict[str, Any]]:
    """What the test's own handler was given."""
    seen: list[dict[str, Any]] = []

    def handle(payload: dict[str, Any], *, now: datetime) -> None:
        seen.append(payload)
        if payload.get("fails"):
            raise ConnectionError

    app.extensions["cop_jobs"] = {**app.extensions["cop_jobs"], "test.noted": handle}
    return seen


def _leave(app: Flask, now: datetime, **payload: Any) -> None:
    with app.app_context(), transaction() as tx:
        jobs.later(tx, "test.noted", payload=payload, at=now)


def _row(app: Flask) -> Job:
    with app.app_context():
        return db.session.scalars(select(Job)).one()


def test_a_due_job_is_done_once_and_its_payload_forgotten(
    app: Flask, now: datetime, done: list[dict[str, Any]]
) -> None:
    _leave(app, now, person=1)

    with app.app_context():
        assert jobs.run_all(now=now) == 1

    assert done == [{"person": 1}]
    assert (_row(app).payload, _row(app).finished_at) == ({}, now)


def test_a_job_for_later_waits(app: Flask, now: datetime, done: list[dict[str, Any]]) -> None:
    _leave(app, now + timedelta(minutes=1))

    with app.app_context():
        assert not jobs.run_one(now=now)
        assert jobs.run_one(now=now + timedelta(minutes=1))


def test_a_job_that_fails_comes_back_later_and_later(app: Flask, now: datetime, done: list[dict[str, Any]]) -> None:
    _leave(app, now, fails=True)

    with app.app_context():
        jobs.run_one(now=now)

    assert (_row(app).run_at, _row(app).error) == (now + jobs.FIRST_BACK_OFF, "ConnectionError")


def test_a_job_that_never_works_is_given_up_and_kept_to_be_seen(
    app: Flask, clock: TestClock, done: list[dict[str, Any]]
) -> None:
    _leave(app, clock.now, fails=True)

    with app.app_context():
        for _ in range(jobs.MOST_TRIES):
            jobs.run_one(now=clock.forward(hours=12))
        assert not jobs.run_one(now=clock.forward(days=9))

    assert len(done) == jobs.MOST_TRIES
    assert _row(app).error == "ConnectionError"


def test_a_job_nobody_handles_is_an_error_and_not_silence(app: Flask, now: datetime) -> None:
    with app.app_context():
        with transaction() as tx:
            jobs.later(tx, "test.unheard", payload={}, at=now)
        jobs.run_one(now=now)

    assert _row(app).error == "LookupError"


def test_a_job_whose_worker_died_is_taken_by_another(app: Flask, clock: TestClock, done: list[dict[str, Any]]) -> None:
    _leave(app, clock.now)
    with app.app_context():
        assert jobs._lease_one(clock.now) is not None  # a worker takes it and is killed
        assert not jobs.run_one(now=clock.now)

        assert jobs.run_one(now=clock.now + jobs.LEASE + timedelta(seconds=1))

    assert len(done) == 1


def test_a_worker_works_until_it_is_told_to_stop(app: Flask, now: datetime, done: list[dict[str, Any]]) -> None:
    _leave(app, now)
    worker = jobs.Worker(app)
    thread = worker.start()
    while _row(app).finished_at is None:
        thread.join(0.05)
    worker.stop()
    thread.join(5)

    assert not thread.is_alive()
    assert len(done) == 1


def test_a_worker_forgets_what_was_done_long_ago_and_keeps_what_was_given_up(app: Flask, clock: TestClock) -> None:
    with app.app_context():
        with transaction() as tx:
            for kind, error in (("done", None), ("given up", "LookupError")):
                tx.session.add(Job(kind=kind, payload={}, run_at=clock.now, finished_at=clock.now, error=error))
        jobs.forget_done(now=clock.forward(days=31))

        assert db.session.scalars(select(Job.kind)).all() == ["given up"]


def test_a_worker_does_its_chores_once_an_hour(app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[datetime] = []
    monkeypatch.setitem(app.extensions, "cop_chores", [lambda *, now: done.append(now)])
    worker = jobs.Worker(app)
    with app.app_context():
        worker._do_chores()
        worker._do_chores()

    assert done == [now]


def test_a_worker_outlives_a_chore_that_fails(
    app: Flask, now: datetime, done: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = jobs.Jobs()

    @kept.hourly
    def fail(*, now: datetime) -> None:
        raise ConnectionError

    monkeypatch.setitem(app.extensions, "cop_chores", kept.chores)
    _leave(app, now)
    worker = jobs.Worker(app)
    thread = worker.start()
    while _row(app).finished_at is None:
        thread.join(0.05)
    worker.stop()
    thread.join(5)

    assert len(done) == 1


def test_a_job_that_another_worker_took_in_between_is_left_to_it(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _leave(app, now)
    looks = iter([true(), false()])
    monkeypatch.setattr(jobs, "_due", lambda _now: next(looks))
    with app.app_context():
        assert not jobs.run_one(now=now)


def test_what_was_given_up_is_kept_without_what_it_was_to_be_done_with(
    app: Flask, done: list[dict[str, Any]], clock: TestClock
) -> None:
    _leave(app, clock.now, fails=True, to="bo@example.org")
    with app.app_context():
        for _ in range(jobs.MOST_TRIES):
            jobs.run_all(now=clock.forward(hours=1))
        jobs.forget_done(now=clock.forward(days=31))

    assert (_row(app).payload, _row(app).error) == ({}, "ConnectionError")


def test_work_that_names_somebody_who_goes_is_not_done(app: Flask, now: datetime) -> None:
    for payload in ({"to": "bo@example.org"}, {"values": [{"who": "Bo"}, 7]}, {"to": "cy@example.org", "n": 1}):
        _leave(app, now, **payload)
    with app.app_context():
        with transaction() as tx:
            jobs.forget_about(tx, {"bo@example.org", "Bo"})

        assert db.session.scalars(select(Job.payload)).all() == [{"to": "cy@example.org", "n": 1}]
