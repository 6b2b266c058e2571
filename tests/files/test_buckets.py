"""Files that lie in a bucket: fetched as ever, and what people see while it is away."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.config import Config
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.cli import cli
from cop.config import Settings
from cop.core import buckets, jobs
from cop.core.buckets import Bucket
from cop.core.database import db
from cop.core.errors import RuleBroken
from cop.core.models import Job
from cop.core.stores import Store, folder, read
from cop.discussions import service as discussions
from cop.discussions.models import Post
from cop.files import queries, service
from cop.files.commands import files
from cop.files.models import File
from cop.people.models import User
from tests.factories.files import a_document, a_picture
from tests.real.object_store import ObjectStore

AWAY = "We cannot reach our files just now. Nothing is lost"


@pytest.fixture
def held(app: Flask, bucket: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Where files of the site lie; nobody waits for it for long."""
    monkeypatch.setattr(buckets, "PATIENCE", buckets.PATIENCE.merge(Config(connect_timeout=1, read_timeout=1)))
    held = Bucket(Settings(**bucket))
    monkeypatch.setitem(app.extensions, "cop_store", held)
    return held


@pytest.fixture
def bo(client_for: Callable[[User], FlaskClient], nights: SimpleNamespace) -> FlaskClient:
    return client_for(nights.cast.bo)


def send(bo: FlaskClient, nights: SimpleNamespace, content: bytes = b"0123456789"):
    told = {"body": "What I typed.", "files": (io.BytesIO(content), "plan.txt")}
    return bo.post(f"/threads/{nights.thread}/posts", data=told)


def address(app: Flask) -> str:
    with app.app_context():
        return "/files/" + db.session.scalars(select(File.id)).one()


def test_a_file_is_fetched_through_us_whole_and_in_parts(held, app, bo, nights):
    assert send(bo, nights).status_code == 303

    whole = bo.get(address(app))
    part = bo.get(address(app), headers={"Range": "bytes=-3"})

    assert (whole.status_code, whole.data, whole.content_length) == (200, b"0123456789", 10)
    assert whole.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert whole.headers["Cache-Control"] == "no-store"
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, b"789", "bytes 7-9/10")
    with app.app_context():
        assert folder().get(db.session.scalars(select(File.stored)).one()) is None


def test_a_store_that_is_away_loses_nothing_that_was_typed(held, app, bo, nights, object_store: ObjectStore):
    send(bo, nights)
    object_store.stop()

    fetched, sent = bo.get(address(app)), send(bo, nights)

    assert fetched.status_code == 503
    assert AWAY in fetched.text
    assert sent.status_code == 422
    assert AWAY in sent.text
    assert "What I typed.</textarea>" in sent.text
    with app.app_context():
        assert len(db.session.scalars(select(File)).all()) == 1
        assert len(db.session.scalars(select(Post).where(Post.source == "What I typed.")).all()) == 1


def test_what_was_wrong_is_said_also_while_the_store_is_away(held, app, nights, now, object_store: ObjectStore):
    with (
        app.app_context(),
        pytest.raises(RuleBroken, match="Something else"),
        service.taken_in(nights.cast.bo, [a_document()], takes=["document"], community_id=None, now=now),
    ):
        object_store.stop()
        raise RuleBroken("Something else.")


def test_bytes_are_forgotten_once_it_is_back(held, app, bo, nights, clock, object_store: ObjectStore):
    send(bo, nights)
    with app.app_context():
        file = db.session.scalars(select(File)).one()
        stored = file.stored
        service.remove(nights.cast.bo, file.id, now=clock.now)
        object_store.refuse()
        jobs.run_one(now=clock.now)
        service.sweep(now=clock.forward(hours=2))
        waits = db.session.scalars(select(Job.error).where(Job.kind == service.JOB)).one()
        object_store.refuse_nobody()
        before = read(held, stored)
        jobs.run_all(now=clock.now)

        assert (waits, before) == ("StoreAway", b"0123456789")
        assert held.get(stored) is None


def a_move(app: Flask) -> tuple[int, str]:
    told = app.test_cli_runner().invoke(files, ["move-to-bucket"])
    return told.exit_code, told.output


def test_files_move_into_a_bucket(app, bucket, nights, now, monkeypatch):
    with app.app_context():
        discussions.reply(nights.cast.bo, nights.thread, body="Look.", files=[a_picture(), a_document()], now=now)
        names = list(queries.stored_names())
        before = [read(folder(), name) for name in names]
    without = a_move(app)
    held: Store = Bucket(Settings(**bucket))
    monkeypatch.setitem(app.extensions, "cop_store", held)
    first, second = a_move(app), a_move(app)
    held.put(names[0], b"half of it")
    third = a_move(app)

    assert without == (1, "Error: Files lie in the folder of this host: say where else in COP_FILES_BUCKET first.\n")
    assert first == (0, "3 copied, 0 there already.\n")
    assert second == (0, "0 copied, 3 there already.\n")
    assert third == (0, "1 copied, 2 there already.\n")
    assert [read(held, name) for name in names] == before
    with app.app_context():
        assert [read(folder(), name) for name in names] == before


def test_what_did_not_arrive_or_is_nowhere_is_said(app, bucket, nights, now, monkeypatch):
    with app.app_context():
        discussions.reply(nights.cast.bo, nights.thread, body="Look.", files=[a_document()], now=now)
        (name,) = queries.stored_names()
        monkeypatch.setitem(app.extensions, "cop_store", held := Bucket(Settings(**bucket)))
        with monkeypatch.context() as breaking:
            breaking.setattr(held, "put", lambda *_: None)
            broken = a_move(app)
        folder().delete(name)

    assert broken[0] == 1
    assert "0 copied, 0 there already.\nError: 1 are in neither as they ought to be" in broken[1]
    assert a_move(app) == broken


def test_the_doctor_tries_where_files_lie(app, held, bucket, object_store: ObjectStore, monkeypatch):
    doctor = app.test_cli_runner().invoke
    without = doctor(cli, ["doctor"]).output
    monkeypatch.setitem(app.config, "COP", replace(app.config["COP"], **bucket))
    well = doctor(cli, ["doctor"]).output
    told = {"Bucket": bucket["files_bucket"], "VersioningConfiguration": {"Status": "Enabled"}}
    object_store.client.put_bucket_versioning(**told)
    keeps = doctor(cli, ["doctor"]).output
    object_store.stop()

    assert "Files" not in without
    assert f"ok    Files: the bucket {bucket['files_bucket']} takes, gives and forgets them." in well
    assert "WRONG What is deleted stays in the bucket " in keeps
    assert "WRONG Files cannot be put into the bucket " in doctor(cli, ["doctor"]).output
