"""The world, and a browser for everybody in it."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from cop.core.access import cookie_name
from cop.core.database import transaction
from cop.people import service as people
from cop.people.models import SignIn, User
from tests import apps
from tests.conftest import THURSDAY, TestClock
from tests.factories.people import a_user
from tests.matrix import (
    asking,
    care,
    coming,
    evidence,
    files,
    guests,
    issues,
    keys,
    ladder,
    life,
    live,
    parts,
    polls,
    rights,
    sets,
    stories,
    taking_part,
    talk,
    world,
)
from tests.matrix.people import SIGNED_IN
from tests.matrix.world import World

OPEN = (*SIGNED_IN, "kit")


class Site:
    """The app with its world, a fresh browser for anybody at any time, and a way back to how it was."""

    def __init__(self, app: Flask, world: World, sign_ins: dict[str, str]) -> None:
        self.app, self.world, self._sign_ins = app, world, sign_ins
        self._now = sqlite3.connect(app.config["COP"].database.removeprefix("sqlite:///"))
        self._before = sqlite3.connect(":memory:")
        self._now.backup(self._before)
        self._last_job = self._now.execute("SELECT COALESCE(MAX(id), 0) FROM job").fetchone()[0]
        self._version = self._data_version()

    def close(self) -> None:
        self._now.close()
        self._before.close()

    def browser(self, who: str) -> FlaskClient:
        """As whoever this is opens it: with their sign-in, which may not stand any more, or with none."""
        client = self.app.test_client()
        if who in self._sign_ins:
            client.set_cookie(cookie_name(self.app.config["COP"]), self._sign_ins[who])
        return client

    def waiting_letters(self) -> list[dict[str, Any]]:
        """What was put in the outbox since the beginning."""
        asked = "SELECT payload FROM job WHERE kind = 'mail.send' AND id > ?"
        return [json.loads(payload) for (payload,) in self._now.execute(asked, (self._last_job,))]

    def restore(self) -> bool:
        """Undo whatever was written since, and say whether anything was."""
        self.app.extensions["cop_mailer"].sent.clear()
        version = self._data_version()
        if version == self._version:
            return False
        self._before.backup(self._now)
        self._version = self._data_version()
        return True

    def _data_version(self) -> int:
        """Another number as soon as any other connection has committed."""
        return int(self._now.execute("PRAGMA data_version").fetchone()[0])


@pytest.fixture(scope="session")
def whole_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World, dict[str, str]]:
    """The folder of the world, which nobody has open, what is in it, and everybody's sign-in."""
    folder = tmp_path_factory.mktemp("world")
    for app in apps.running("", folder):
        app.config["COP_CLOCK"] = TestClock()
        with app.app_context():
            made = World(THURSDAY)
            world.populate(made)
            sets.populate(made)
            coming.populate(made)
            life.populate(made)
            parts.populate(made)
            taking_part.populate(made)
            guests.populate(made)
            stories.populate(made)
            issues.populate(made)
            talk.populate(made)
            live.populate(made)
            evidence.populate(made)
            files.populate(made)
            ladder.populate(made)
            asking.populate(made)
            polls.populate(made)
            care.populate(made)
            rights.populate(made)
            keys.populate(made)
            how: dict[str, Any] = {"device": "a test", "second": "code", "now": THURSDAY}
            sign_ins = {name: people.open_sign_in(made.people[name].id, **how) for name in OPEN}
            people.suspend(made.people["eli"], made.people["kit"].id, now=THURSDAY)
            sign_ins["lou"] = _deleted()
    return folder, made, sign_ins


@pytest.fixture(scope="module")
def site(whole_world: tuple[Path, World, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An app of its own on a copy of the world, for all tests of a file."""
    folder, made, sign_ins = whole_world
    copied = shutil.copytree(folder, tmp_path_factory.mktemp("matrix"), dirs_exist_ok=True)
    for app in apps.running("", copied):
        app.config["COP_CLOCK"] = TestClock()
        site = Site(app, replace(made, canaries=deepcopy(made.canaries)), sign_ins)
        yield site
        site.close()


def _deleted() -> str:
    """The sign-in of an account that is gone."""
    lou = a_user("Lou")
    token = people.open_sign_in(lou.id, device="a test", now=THURSDAY)
    with transaction() as tx:
        tx.session.execute(delete(SignIn).where(SignIn.user_id == lou.id))
        tx.session.execute(delete(User).where(User.id == lou.id))
    return token
