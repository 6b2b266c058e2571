"""Who hears that somebody has answered, and what comes to a page that is being read."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from sqlalchemy import event

from cop.communities import service as communities
from cop.communities.models import CommunityBan
from cop.core.access import cookie_name
from cop.core.database import db, transaction
from cop.core.realtime import socketio
from cop.discussions import rules, service
from cop.discussions.queries.hearing import people_in
from cop.people import service as people
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
SocketFor = Callable[[User], SocketIOTestClient]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A private space with Bo and Mina in it, and a conversation of Bo's with Cy as a guest."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, now=now, named=[cast.bo, cast.mina])
        thread = a_thread(cast.bo, space, now=now)
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=14), now=now)
        return SimpleNamespace(community=community, space=space, thread=thread)


@pytest.fixture
def socket_for(app: Flask, clock: TestClock) -> Iterator[SocketFor]:
    opened: list[SocketIOTestClient] = []

    def connect(person: User) -> SocketIOTestClient:
        browser = app.test_client()
        with app.app_context():
            token = people.open_sign_in(person.id, device="a test", now=clock.now)
        browser.set_cookie(cookie_name(app.config["COP"]), token)
        opened.append(socketio.test_client(app, flask_test_client=browser))
        return opened[-1]

    yield connect
    for each in opened:
        each.disconnect()


def _heard(socket: SocketIOTestClient) -> list[Any]:
    return [each["args"][0] for each in socket.get_received() if each["name"] == "thread.moved"]


def _asked(socket: SocketIOTestClient, thread: object) -> Any:
    return socket.emit("thread.watch", {"id": thread}, callback=True)


def test_those_who_read_it_hear_that_something_has_come_and_nobody_else_hears_anything(
    app: Flask, socket_for: SocketFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    who = ("bo", "mina", "hana", "cy", "ada", "gil", "dee", "eli", "fay")
    sockets = {name: socket_for(getattr(cast, name)) for name in who}

    with app.app_context():
        service.reply(cast.mina, talk.thread, body="We do.", now=now)

    news = [{"id": talk.thread}]
    assert {name: _heard(each) for name, each in sockets.items() if name in ("bo", "mina", "hana", "cy")} == {
        "bo": news, "mina": news, "hana": news, "cy": news,
    }  # fmt: skip
    assert [name for name in ("ada", "gil", "dee", "eli", "fay") if _heard(sockets[name])] == []


def test_whoever_loses_it_hears_no_more_and_is_answered_as_if_there_were_nothing(
    app: Flask, socket_for: SocketFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    mina, cy, bo = (socket_for(each) for each in (cast.mina, cast.cy, cast.bo))
    assert [_asked(each, talk.thread) for each in (mina, cy)] == [{"version": 1}, {"version": 1}]
    with app.app_context():
        communities.remove(cast.hana, talk.community, person_id=cast.mina.id, now=now)
        service.end_guest_seat(cast.hana, talk.thread, person_id=cast.cy.id, now=now)
        service.reply(cast.bo, talk.thread, body="And now?", now=now)

    assert [_heard(each) for each in (mina, cy)] == [[], []]
    for each in (mina, cy):
        assert _asked(each, talk.thread) == _asked(each, 999_999)
        assert "error" in _asked(each, talk.thread)
    assert _asked(bo, talk.thread) == {"version": 2}


def test_a_ban_beats_a_seat(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        assert cast.cy.id in people_in(talk.thread, now=now)
        with transaction() as tx:
            tx.session.add(CommunityBan(community_id=talk.community, user_id=cast.cy.id, since=now))

        assert people_in(talk.thread, now=now) == sorted(each.id for each in (cast.bo, cast.mina, cast.hana))


@pytest.mark.parametrize("asked", ["1", None, -1, 0, 2**40, [1], True, 1.5])
def test_a_strange_question_is_answered_like_one_about_nothing(
    socket_for: SocketFor, cast: SimpleNamespace, asked: object
) -> None:
    assert "error" in _asked(socket_for(cast.bo), asked)


@pytest.mark.parametrize(
    ("page", "after", "posts", "arrived"),
    [
        (1, 3, 5, (3, 2, 2)), (1, 5, 5, (5, 0, 0)), (1, 9, 5, (5, 0, 0)), (1, -4, 5, (0, 5, 5)),
        (1, 48, 60, (48, 12, 2)), (1, 50, 60, (50, 10, 0)), (2, 3, 55, (3, 2, 2)), (2, 3, 40, (0, 0, 0)),
        (1, 10**30, 120, (50, 70, 0)),
    ],
)  # fmt: skip
def test_what_has_come_since_a_page_was_drawn_and_how_much_of_it_finds_room_there(page, after, posts, arrived):
    assert rules.arrived(page, after, posts=posts) == arrived


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_fragment_brings_what_is_new_below_and_what_has_no_room_is_a_way_on(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    here, bo = f"/threads/{talk.thread}", client_for(cast.bo)
    assert 'data-controller="arrivals"' in bo.get(here).text
    assert 'data-line=""' in bo.get(f"{here}/arrivals?page=1&after=1").text
    with app.app_context():
        for number in range(53):
            service.reply(cast.mina, talk.thread, body=f"Answer {number}.", now=now)

    fresh = bo.get(f"{here}/arrivals?page=1&after=48").text
    assert ("Answer 46." in fresh, "Answer 47." in fresh, "Answer 48." in fresh) == (False, True, True)
    assert fresh.count('<li class="post"') == 2
    assert '<button class="button button--quiet button--small" type="button">6 new answers</button>' in fresh
    assert 'id="reading"' in fresh
    assert 'href="?page=2">4 new answers</a>' in bo.get(f"{here}/arrivals?page=1&after=50").text
    assert "1 new answer<" in bo.get(f"{here}/arrivals?page=2&after=3").text
    assert 'data-controller="arrivals"' not in bo.get(f"{here}?page=1").text
    assert client_for(cast.ada).get(f"{here}/arrivals?page=1&after=1").status_code == 404
    assert app.test_client().get(f"{here}/arrivals").status_code == 303


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_to_fetch_it_asks_no_more_than_the_page_does(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.reply(cast.mina, talk.thread, body="We do.", now=now)
        engine = db.engine
    bo, asked = client_for(cast.bo), list[str]()
    event.listen(engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))
    bo.get(f"/threads/{talk.thread}/arrivals?page=1&after=1")
    event.remove(engine, "before_cursor_execute", note)

    assert len([each for each in asked if each.startswith(("SELECT", "WITH"))]) == 3
