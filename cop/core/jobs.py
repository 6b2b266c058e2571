"""Work to be done later: rows written with the change, leased by workers, safe to kill at any moment.

A worker that dies loses nothing: its lease runs out and another takes the row. A handler may therefore run twice
and must not mind.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import and_, delete, or_, select, update

from cop.core import clock
from cop.core.database import Transaction, db, transaction
from cop.core.models import Job

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MOST_TRIES = 8
FIRST_BACK_OFF = timedelta(seconds=10)
IDLE_SECONDS = 1.0
CHORES_SECONDS = 3600.0
KEPT_AFTER_DONE = timedelta(days=30)

Handler = TypeVar("Handler", bound=Callable[..., None])
Permit = TypeVar("Permit", bound=Callable[[int, int], bool])


@dataclass(slots=True)
class Jobs:
    """A capability's job handlers, registered by name in `cop.capabilities`."""

    handlers: dict[str, Callable[..., None]] = field(default_factory=dict)
    chores: list[Callable[..., None]] = field(default_factory=list)
    permits: dict[str, Callable[[int, int], bool]] = field(default_factory=dict)

    def handles(self, kind: str) -> Callable[[Handler], Handler]:
        """Register `handler(payload, *, now)` for jobs of this kind."""

        def register(handler: Handler) -> Handler:
            self.handlers[kind] = handler
            return handler

        return register

    def permits_if(self, name: str) -> Callable[[Permit], Permit]:
        """Register `permit(person_id, thing_id) -> bool`, asked again when work written down for somebody is done."""

        def register(permit: Permit) -> Permit:
            self.permits[name] = permit
            return permit

        return register

    def hourly(self, chore: Handler) -> Handler:
        """Register `chore(*, now)`, done once an hour by every worker, so that doing it twice must change nothing."""
        self.chores.append(chore)
        return chore


def init_app(app: Flask, handlers: Iterable[Jobs]) -> None:
    """Know who handles which kind of job."""
    known = list(handlers)
    app.extensions["cop_jobs"] = {kind: handle for jobs in known for kind, handle in jobs.handlers.items()}
    app.extensions["cop_permits"] = {name: permit for jobs in known for name, permit in jobs.permits.items()}
    app.extensions["cop_chores"] = [chore for jobs in known for chore in jobs.chores]


class Worker:
    """Does due jobs until told to stop. One per process; several processes may share a database."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._chores_due = 0.0

    def start(self) -> threading.Thread:
        """Work in a thread of this process: what one organisation needs, with no other service."""
        thread = threading.Thread(target=self.run, name="jobs", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Work until `stop`; a database that is away for a while is waited for."""
        while not self._stopping.is_set():
            try:
                with self._app.app_context():
                    self._do_chores()
                    busy = run_one(now=clock.now())
            except Exception:
                log.exception("worker_failed")
                busy = False
            if not busy:
                self._stopping.wait(IDLE_SECONDS)

    def _do_chores(self) -> None:
        if time.monotonic() >= self._chores_due:
            self._chores_due = time.monotonic() + CHORES_SECONDS
            for chore in current_app.extensions["cop_chores"]:
                chore(now=clock.now())

    def stop(self) -> None:
        """Finish the job in hand and take no other."""
        self._stopping.set()


def later(tx: Transaction, kind: str, *, payload: Mapping[str, Any], at: datetime) -> None:
    """Write a job down in this transaction. `payload` is JSON: ids and addresses, never what was said in a set."""
    tx.session.add(Job(kind=kind, payload=dict(payload), run_at=at))


def still_permitted(name: str, person_id: int, *, thing_id: int) -> bool:
    """Whether this person may still know of this thing; what is asked by a name that nobody knows is not done."""
    permits: dict[str, Callable[[int, int], bool]] = current_app.extensions["cop_permits"]
    if name not in permits:
        raise LookupError(f"nobody permits {name}")
    return permits[name](person_id, thing_id)


def run_one(*, now: datetime) -> bool:
    """Do one due job. False when none is due."""
    leased = _lease_one(now)
    if leased is None:
        return False
    try:
        _handler_of(leased.kind)(leased.payload, now=now)
    except Exception as failure:
        log.exception("job_failed", extra={"job": leased.id, "kind": leased.kind})
        _put_back(leased, type(failure).__name__, now=now)
    else:
        _finish(leased, now=now)
    return True


def run_all(*, now: datetime) -> int:
    """Do every due job, and say how many there were."""
    done = 0
    while run_one(now=now):
        done += 1
    return done


def forget_about(tx: Transaction, said: Collection[str]) -> None:
    """Delete the work that names any of this, an address or a name, and was not done: also what was given up."""
    kept = select(Job).where(or_(Job.finished_at.is_(None), Job.error.is_not(None)))
    for job in tx.session.scalars(kept).all():
        if not set(said).isdisjoint(_said_in(job.payload)):
            tx.session.delete(job)


def forget_done(*, now: datetime) -> None:
    """Delete jobs that were done long ago; those given up are kept to be seen, without what they were to do it with."""
    old = Job.finished_at < now - KEPT_AFTER_DONE
    with transaction() as tx:
        tx.session.execute(update(Job).where(old, Job.error.is_not(None)).values(payload={}))
        tx.session.execute(delete(Job).where(old, Job.error.is_(None)))


@dataclass(frozen=True, slots=True)
class _Leased:
    id: int
    kind: str
    payload: dict[str, Any]
    lease: str
    tries: int


def _handler_of(kind: str) -> Callable[..., None]:
    handlers: dict[str, Callable[..., None]] = current_app.extensions["cop_jobs"]
    if kind not in handlers:
        raise LookupError(f"nobody handles {kind}")
    return handlers[kind]


def _said_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _said_in(each)


def _due(now: datetime) -> Any:
    free = or_(Job.leased_until.is_(None), Job.leased_until < now)
    return and_(Job.finished_at.is_(None), Job.run_at <= now, free)


def _lease_one(now: datetime) -> _Leased | None:
    if db.session.scalar(select(Job.id).where(_due(now)).limit(1)) is None:
        return None  # the common case takes no write lock
    with transaction() as tx:
        choice = select(Job).where(_due(now)).order_by(Job.run_at, Job.id).limit(1).with_for_update(skip_locked=True)
        job = tx.session.scalar(choice)
        if job is None:
            return None
        job.lease, job.leased_until, job.tries = secrets.token_hex(8), now + LEASE, job.tries + 1
        return _Leased(job.id, job.kind, dict(job.payload), job.lease, job.tries)


def _finish(leased: _Leased, *, now: datetime) -> None:
    _settle(leased, {"finished_at": now, "payload": {}, "error": None})


def _put_back(leased: _Leased, error: str, *, now: datetime) -> None:
    if leased.tries >= MOST_TRIES:
        _settle(leased, {"finished_at": now, "error": error})
    else:
        _settle(
            leased, {"run_at": now + FIRST_BACK_OFF * 2 ** (leased.tries - 1), "leased_until": None, "error": error}
        )


def _settle(leased: _Leased, values: dict[str, Any]) -> None:
    with transaction() as tx:
        tx.session.execute(update(Job).where(Job.id == leased.id, Job.lease == leased.lease).values(values))
