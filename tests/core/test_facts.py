"""Facts: what belongs to a change happens with it; the rest hears of it once it is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from cop.core.database import Transaction, db, transaction
from cop.core.facts import Fact, Listeners, Switchboard
from cop.core.jobs import later
from cop.core.models import Job


@dataclass(frozen=True, slots=True)
class KettleBoiled(Fact):
    cups: int


@dataclass(frozen=True, slots=True)
class TeaPoured(Fact):
    cups: int


@pytest.fixture
def listeners(app: Flask) -> Iterator[Listeners]:
    kept = app.extensions["cop_switchboard"]
    listeners = Listeners()
    app.extensions["cop_switchboard"] = Switchboard([listeners])
    yield listeners
    app.extensions["cop_switchboard"] = kept


def test_a_reaction_within_belongs_to_the_change(app: Flask, listeners: Listeners, now: datetime) -> None:
    @listeners.within(KettleBoiled)
    def note(fact: KettleBoiled, tx: Transaction) -> None:
        later(tx, f"{fact.cups} cups", payload={}, at=now)

    with app.app_context():
        with transaction() as tx:
            tx.announce(KettleBoiled(2))

        assert db.session.scalar(select(Job.kind)) == "2 cups"


def test_a_reaction_within_that_fails_undoes_the_change(app: Flask, listeners: Listeners, now: datetime) -> None:
    @listeners.within(KettleBoiled)
    def refuse(fact: KettleBoiled, tx: Transaction) -> None:
        raise ZeroDivisionError

    with app.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as tx:
            later(tx, "tea", payload={}, at=now)
            tx.announce(KettleBoiled(2))

        assert db.session.scalars(select(Job)).all() == []


def test_a_reaction_may_announce_what_follows_from_it(app: Flask, listeners: Listeners) -> None:
    heard: list[Fact] = []
    listeners.within(KettleBoiled)(lambda fact, tx: tx.announce(TeaPoured(fact.cups)))
    listeners.after(Fact)(heard.append)

    with app.app_context(), transaction() as tx:
        tx.announce(KettleBoiled(2))

    assert heard == [KettleBoiled(2), TeaPoured(2)]


def test_who_listens_after_hears_only_what_came_true(app: Flask, listeners: Listeners, now: datetime) -> None:
    seen: list[list[str]] = []
    listeners.after(KettleBoiled)(lambda fact: seen.append(list(db.session.scalars(select(Job.kind)))))

    with app.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as tx:
            tx.announce(KettleBoiled(1))
            raise ZeroDivisionError
        with transaction() as tx:
            later(tx, "tea", payload={}, at=now)
            tx.announce(KettleBoiled(2))

    assert seen == [["tea"]]


def test_one_deaf_listener_does_not_deafen_the_rest(app: Flask, listeners: Listeners) -> None:
    heard: list[Fact] = []
    listeners.after(KettleBoiled)(lambda fact: [].pop())
    listeners.after(KettleBoiled)(heard.append)

    with app.app_context(), transaction() as tx:
        tx.announce(KettleBoiled(2))

    assert heard == [KettleBoiled(2)]
