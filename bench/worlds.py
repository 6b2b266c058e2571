"""Installations to measure, filled with plain rows and indexed afterwards: what is measured is reading."""

import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import Connection, Table, event, inspect, text

from bench.running import SECRET
from cop import create_app, versions
from cop.communities import rules
from cop.communities.models import Community, CommunityMembership, Space
from cop.config import Settings
from cop.core import clock
from cop.core.database import db, take_stock
from cop.discussions.models import Post, Thread
from cop.people import service as people
from cop.people.models import User
from cop.search import models as index
from cop.search import service as search
from tests.real.postgres import Postgres, programs

MEMBERS = 40  # of each community
ONE = 7  # the community with one more
POSTS_IN_A_THREAD = 10
BATCH = 20_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
HTML = "<p>" + "We tried it for a month, and it was not what any of us had expected. " * 3 + "</p>\n"


@dataclass(slots=True)
class World:
    """An installation with so many communities, and browsers of somebody in all of them and of somebody in one."""

    app: Flask
    client: FlaskClient
    other: FlaskClient
    filled_in: float

    def look(self, path: str) -> float:
        """Milliseconds of one answer."""
        began = time.perf_counter()
        answer = self.client.get(path)
        if answer.status_code != 200:  # noqa: PLR2004
            raise SystemExit(f"{path} answered {answer.status_code}.")
        return (time.perf_counter() - began) * 1000

    def send(self, path: str, **form: str) -> float:
        """Milliseconds of one form that is sent and accepted."""
        began = time.perf_counter()
        answer = self.client.post(path, data={"key": secrets.token_urlsafe(18), **form})
        if answer.status_code != 303:  # noqa: PLR2004
            raise SystemExit(f"{path} answered {answer.status_code}.")
        return (time.perf_counter() - began) * 1000

    def queries(self, path: str) -> int:
        """Statements that one answer sends to the database, the sign-in's included."""
        asked: list[str] = []
        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        self.look(path)
        return len([each for each in asked if not each.startswith("BEGIN")])


def world(data: Path, database: str, *, communities: int, posts: int, members: int = MEMBERS) -> World:
    """An installation in this folder, on this database or on SQLite. Of its members forty are in each community."""
    data.mkdir()
    settings = Settings(data_dir=data, database_url=database, secret_key=SECRET)
    app = versions.init_app(create_app(settings))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        upgrade()
        began = time.perf_counter()
        with db.engine.connect().execution_options(write=True) as connection, connection.begin():
            _take_down_index(connection)
            _fill(connection, communities=communities, posts=posts, members=members)
        search.rebuild()
        took = time.perf_counter() - began
        take_stock(now=clock.now())
        if database:
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))  # as PostgreSQL does by itself a minute later
        client, other = (browser(app, who) for who in (1, members + 1))
    return World(app, client, other, took)


def _take_down_index(connection: Connection) -> None:
    """It is made in one go, once the rows are there."""
    if connection.dialect.name == "sqlite":
        index.put_away(connection)
        return
    for statement in index.REINDEX:
        if statement.strip().startswith("DROP"):
            connection.exec_driver_sql(statement)


def browser(app: Flask, who: int) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("cop", people.open_sign_in(who, device="the bench", now=clock.now()))
    return client


def _fill(connection: Connection, *, communities: int, posts: int, members: int) -> None:
    each = posts // communities // POSTS_IN_A_THREAD
    threads = each * communities
    numbers = range(1, communities + 1)
    rows: Mapping[Any, Iterable[dict[str, Any]]] = {
        User: (
            {"id": n, "name": f"P{n}", "email": f"p{n}@example.org", "created_at": BEGAN} for n in range(1, members + 2)
        ),
        Community: ({"id": n, "name": f"C{n}", "purpose": "p", "founded_at": BEGAN, **LIVING, **OPEN} for n in numbers),
        Space: (
            {"id": n, "community_id": n, "name": "Common room", "purpose": "p", "for_everyone": True, **OPEN}
            for n in numbers
        ),
        CommunityMembership: (
            {"community_id": n, "user_id": who, "role": "member", "since": BEGAN}
            for n in numbers
            for who in (*_members_of(n, members=members), *([members + 1] if n == ONE else []))
        ),
        Thread: (thread(n, space_id=1 + n % communities) for n in range(1, threads + 1)),
        Post: (post(n, thread_id=1 + n % threads) for n in range(1, threads * POSTS_IN_A_THREAD + 1)),
    }
    for model, values in rows.items():
        insert(connection, inspect(model).local_table, values)


def _members_of(community: int, *, members: int) -> Iterable[int]:
    """Forty, of whom the first is in every one."""
    return {1, *(1 + (community * MEMBERS + each) % members for each in range(1, MEMBERS))}


OPEN = {"door": 0, "read": 2, "join": 1}
LIVING = {"stage": rules.FIRST_STAGE, "modules": rules.kept_as(rules.MODULES)}


def thread(number: int, *, space_id: int) -> dict[str, Any]:
    at = BEGAN + timedelta(seconds=number)
    counted = {"post_count": POSTS_IN_A_THREAD, "edition": str(number), "bound": 2, "asks": ""}
    return {"id": number, "space_id": space_id, "author_id": 1 + number % MEMBERS, "title": f"T{number}",
            "created_at": at, "last_post_at": at, **counted}  # fmt: skip


def post(number: int, *, thread_id: int) -> dict[str, Any]:
    written = {"source": HTML, "html": HTML, "render_version": 1, "bound": 2, "evidence": "", "claim": ""}
    return {"thread_id": thread_id, "author_id": 1 + number % MEMBERS, "created_at": BEGAN, **written}


def insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """By COPY where there is one, in batches where there is none."""
    many = iter(rows)
    while batch := list(islice(many, BATCH)):
        if connection.dialect.name == "postgresql" and table.name != User.__tablename__:
            _copy(connection, table, batch)
        else:
            connection.execute(table.insert(), batch)


def _copy(connection: Connection, table: Table, batch: list[dict[str, Any]]) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in batch[0])
    told = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(told) as copy:
        for row in batch:
            copy.write_row(tuple(row.values()))


@contextmanager
def cluster(folder: Path) -> Iterator[Postgres]:
    found = programs()
    if found is None:
        raise SystemExit("PostgreSQL is not on this machine: install the Debian package postgresql.")
    cluster = Postgres(found, folder)
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)
