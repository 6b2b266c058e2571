"""A conversation that is kept is handed out before Flask begins: the same page, through the same door, at once."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError

from cop.communities.models import Community, CommunityMembership, Space
from cop.core import hatches
from cop.core.database import db, transaction
from cop.discussions import service
from cop.people.models import User
from cop.people.service import sign_ins as people
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.handed import alike, by_flask, left_to_flask

ClientFor = Callable[[User], FlaskClient]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now) -> SimpleNamespace:
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)
        number = a_thread(cast.bo, space, now=now)
        return SimpleNamespace(community=community, space=space, thread=number, path=f"/threads/{number}")


@pytest.fixture
def left(app: Flask, monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """What is left to Flask."""
    return left_to_flask(app, monkeypatch)


@pytest.mark.parametrize("encodings", ["", "gzip", "gzip;q=0"])
@pytest.mark.parametrize("who", [None, "bo", "mina"])
def test_it_is_the_answer_that_flask_gives_headers_included(
    app: Flask, client_for: ClientFor, cast, place, left: MagicMock, who: str | None, encodings: str
) -> None:
    client, headers = client_for(getattr(cast, who)) if who else app.test_client(), {"Accept-Encoding": encodings}
    first, drawn = (by_flask(client, place.path, headers=headers) for _ in range(2))
    assert (first.status_code, drawn.status_code, left.call_count) == (200, 200, 2)
    handed = client.get(place.path, headers=headers)

    assert left.call_count == 2, "nothing is left to Flask"
    assert alike(handed) == alike(drawn)
    assert handed.headers["X-Request-Id"] != drawn.headers["X-Request-Id"]


def test_what_runs_scripts_is_new_each_time_and_allowed_by_its_own_policy(app: Flask, place, left: MagicMock) -> None:
    visitor = app.test_client()
    by_flask(visitor, place.path)
    pages = [visitor.get(place.path) for _ in range(3)]
    nonces = [set(re.findall(r'nonce="([^"]+)"', page.text)) for page in pages]

    assert left.call_count == 1
    assert [len(each) for each in nonces] == [1, 1, 1]
    assert len(set.union(*nonces)) == 3
    for page, nonce in zip(pages, nonces, strict=True):
        assert f"'nonce-{nonce.pop()}'" in page.headers["Content-Security-Policy"]


def test_everybody_is_named_by_their_own_name_and_given_their_own_token(client_for: ClientFor, cast, place, left):
    bo, mina = client_for(cast.bo), client_for(cast.mina)
    for each in (bo, mina):
        by_flask(each, place.path)
    asked, his, hers = left.call_count, bo.get(place.path).text, mina.get(place.path).text

    assert left.call_count == asked
    assert ("<span>Bo</span>" in his, "<span>Bo</span>" in hers, "<span>Mina</span>" in hers) == (True, False, True)
    assert set(TOKEN.findall(his)).isdisjoint(TOKEN.findall(hers))
    assert bo.post(f"{place.path}/posts", data={"body": "Yes.", "csrf_token": TOKEN.findall(his)[0]}).status_code == 303


def test_a_browser_without_a_token_is_given_one(client_for: ClientFor, cast, place, left: MagicMock) -> None:
    by_flask(client_for(cast.mina), place.path)
    fresh = client_for(cast.mina)

    assert TOKEN.findall(fresh.get(place.path).text)
    assert fresh.get_cookie("cop-form") is not None


def test_what_is_to_be_said_once_is_said(client_for: ClientFor, cast, place, left: MagicMock) -> None:
    mina = client_for(cast.mina)
    by_flask(mina, place.path)
    with mina.session_transaction() as session:
        session["_flashes"] = [("message", "Saved, this once.")]

    assert ["Saved, this once." in mina.get(place.path).text for _ in range(2)] == [True, False]


def test_an_ended_sign_in_is_a_visitor(app: Flask, client_for: ClientFor, cast, place, now, left: MagicMock) -> None:
    mina = client_for(cast.mina)
    by_flask(mina, place.path)
    assert "<span>Mina</span>" in mina.get(place.path).text
    with app.app_context(), transaction() as tx:
        people.end_all(tx, cast.mina.id, now=now)

    assert "<span>Mina</span>" not in mina.get(place.path).text


@pytest.mark.parametrize("who", [None, "mina"])
def test_an_answer_is_there_at_once_and_a_closed_door_is_closed(
    app: Flask, client_for: ClientFor, cast, place, now, left: MagicMock, who: str | None
) -> None:
    client = client_for(getattr(cast, who)) if who else app.test_client()
    by_flask(client, place.path)
    assert client.get(place.path).status_code == 200
    with app.app_context():
        service.reply(cast.bo, place.thread, body="Zither.", now=now)
    assert "Zither." in client.get(place.path).text
    assert client.get(place.path).status_code == 200
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(Community).values(door=2, read=2))
        tx.session.execute(update(Space).values(door=2, read=2))
        tx.session.execute(delete(CommunityMembership).where(CommunityMembership.user_id == cast.mina.id))

    assert client.get(place.path).status_code == 404


def test_visitors_are_let_in_for_a_second_on_the_same_look(
    app: Flask, place, clock, left: MagicMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, looks = app.test_client(), MagicMock(side_effect=hatches._found)
    monkeypatch.setattr(hatches, "_found", looks)
    by_flask(visitor, place.path)
    counted = []
    for seconds in (0, 0.9, 0.2, 0, 5):
        clock.forward(seconds=seconds)
        assert visitor.get(place.path).status_code == 200
        counted.append(looks.call_count)

    assert counted == [1, 1, 2, 2, 3]
    assert left.call_count == 1


def test_what_another_process_closes_is_closed_to_visitors_within_a_second(app: Flask, place, clock) -> None:
    visitor = app.test_client()
    by_flask(visitor, place.path)
    assert visitor.get(place.path).status_code == 200
    with app.app_context(), db.engine.connect().execution_options(write=True) as elsewhere, elsewhere.begin():
        elsewhere.execute(update(Community).values(door=2, read=2))
    clock.forward(seconds=1)

    assert visitor.get(place.path).status_code == 404


@pytest.mark.parametrize("path", ["", "0", "9" * 10, "9" * 4000, "٣", "-1", "1x", "1/"])
def test_what_is_no_such_address_is_left_to_flask(app: Flask, place, left: MagicMock, path: str) -> None:
    answer = app.test_client().get(f"/threads/{path}")

    assert (answer.status_code, left.call_count) == (404, 1)


def test_a_database_that_cannot_be_asked_is_told_by_flask(
    app: Flask, place, left: MagicMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hatches, "_found", MagicMock(side_effect=OperationalError("", {}, Exception())))
    answer = app.test_client().get(place.path)

    assert (answer.status_code, left.call_count) == (200, 1)


@pytest.mark.parametrize("method", ["head", "options", "post"])
def test_only_a_look_is_handed_out(app: Flask, place, left: MagicMock, method: str) -> None:
    getattr(app.test_client(), method)(place.path)

    assert left.call_count == 1


def test_what_is_noted_of_a_page_does_not_hold_it_when_it_is_dropped(app: Flask, place, left: MagicMock) -> None:
    visitor = app.test_client()
    by_flask(visitor, place.path)
    assert (visitor.get(place.path).status_code, left.call_count) == (200, 1)
    kept = app.extensions["cop_shelf"]._kept
    for key in [each for each in kept if each[0] == "thread"]:
        del kept[key]

    assert (visitor.get(place.path).status_code, left.call_count) == (200, 2)


@pytest.mark.parametrize(("role", "stands"), [("all", True), ("sockets", False)])
def test_no_hatch_stands_where_sockets_alone_are_served(role: str, stands: bool) -> None:
    app: Any = SimpleNamespace(config={"COP": SimpleNamespace(role=role)}, wsgi_app=None)
    hatches.init_app(app, [])

    assert isinstance(app.wsgi_app, hatches.Counter) == stands
