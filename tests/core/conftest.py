"""A small app of its own: what core promises, without any capability's pages in between."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, redirect, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import escape
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from wtforms import StringField
from wtforms.validators import Length

from cop import create_app, versions
from cop.config import Settings
from cop.core import forms, jobs
from cop.core.access import cookie_name, public, require
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.models import Job
from cop.people import service as people
from tests import apps
from tests.conftest import TestClock
from tests.factories.people import a_user

REFUSALS = {"hidden": NotVisible, "forbidden": NotAllowed, "rule": RuleBroken, "stale": Stale}


class NoteForm(forms.Form):
    """A form of one field."""

    text = StringField(validators=[Length(max=10, message="At most ten characters.")])


@dataclass
class Site:
    """The small app, a browser signed in as Bo, and a browser of nobody's."""

    app: Flask
    bo: FlaskClient
    stranger: FlaskClient

    def jobs(self) -> int:
        """How many jobs are written down."""
        with self.app.app_context():
            return db.session.scalar(select(func.count(Job.id))) or 0


def _note(now: Any) -> bool:
    with transaction() as tx:
        if request.form.get("text") == "taboo":
            raise RuleBroken("Not that word: %(word)s.", word="taboo")
        jobs.later(tx, "test.noted", payload={"text": request.form.get("text", "")}, at=now)
    return True


def _routes(clock: TestClock) -> Blueprint:
    bp = Blueprint("trial", __name__, url_prefix="/trial")
    _add_failures(bp, clock)

    @bp.get("/mine")
    def mine() -> ResponseReturnValue:
        require(request.args.get("as") != "cy", "Only %(who)s may.", who="Bo")
        return str(current_user.name)

    @bp.get("/things/<int:thing>")
    @public
    def thing(thing: int) -> ResponseReturnValue:
        return str(thing)

    @bp.get("/folder/")
    def folder() -> ResponseReturnValue:
        return ""

    @bp.post("/notes")
    def note() -> ResponseReturnValue:
        form = NoteForm()
        if form.then(lambda: _note(clock.now)):
            return redirect("/trial/mine", 303)
        told = [f"<p>{name}: {problem}</p>" for name, problem in form.problems]
        return "".join([*told, f"<i>{escape(form.text.data)}</i>"]), 422

    return bp


def _add_failures(bp: Blueprint, clock: TestClock) -> None:
    @bp.get("/refusals/<name>")
    def refuse(name: str) -> ResponseReturnValue:
        raise REFUSALS[name](f"Because of {name}.")

    @bp.get("/broken")
    def broken() -> ResponseReturnValue:
        raise ZeroDivisionError

    @bp.get("/away")
    def away() -> ResponseReturnValue:
        raise OperationalError("SELECT 1", {}, ConnectionError())

    @bp.get("/scribbles")
    @public
    def scribble() -> ResponseReturnValue:
        db.session.add(Job(kind="stray", payload={}, run_at=clock.now))
        db.session.flush()
        return ""


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied by who needs one of their own: to make one takes a second of a processor."""
    return apps.empty_database(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def site(tmp_path: Path, empty_database: Path, clock: TestClock) -> Iterator[Site]:
    shutil.copy(empty_database, tmp_path)
    settings = Settings(env="test", data_dir=tmp_path, secret_key="k" * 40, mail="memory:", password_memory_kib=64)
    app = versions.init_app(create_app(settings, time=clock))
    app.register_blueprint(_routes(clock))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        token = people.open_sign_in(a_user(name="Bo").id, device="a test", now=clock.now)
    bo = app.test_client()
    bo.set_cookie(cookie_name(settings), token)
    yield Site(app, bo, app.test_client())
    with app.app_context():
        db.engine.dispose()
