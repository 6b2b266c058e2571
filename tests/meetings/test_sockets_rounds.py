"""Who hears that a round of a gathering has moved, and what a socket may ask about it."""

import pytest
from flask_socketio import SocketIOTestClient

from cop.communities import service as communities
from cop.core.access import cookie_name
from cop.core.pages import LARGEST_ID
from cop.core.realtime import socketio
from cop.meetings.service import rounds
from cop.people import service as people_service
from tests.factories.rounds import a_gathering, begun, progress, stored


@pytest.fixture
def here(app, now):
    with app.app_context():
        return a_gathering(now=now)


@pytest.fixture
def running(app, here, now):
    with app.app_context():
        return begun(here.ada, here.space_id, others=[here.bo], now=now)


@pytest.fixture
def socket_for(app, clock):
    opened: list[SocketIOTestClient] = []

    def connect(person):
        browser = app.test_client()
        with app.app_context():
            token = people_service.open_sign_in(person.id, device="a test", now=clock.now)
        browser.set_cookie(cookie_name(app.config["COP"]), token)
        opened.append(socketio.test_client(app, flask_test_client=browser))
        return opened[-1]

    yield connect
    for each in opened:
        each.disconnect()


def heard(socket):
    return [each["args"][0] for each in socket.get_received() if each["name"] == "round.moved"]


def ask(socket, round_id):
    return socket.emit("round.watch", {"id": round_id}, callback=True)


def test_those_in_the_round_hear_a_number_and_nobody_else_hears_anything(app, socket_for, here, running, now):
    sockets = {name: socket_for(getattr(here, name)) for name in ("ada", "bo", "mina", "gil", "hana", "cy", "eli")}

    with app.app_context():
        rounds.hand_on(here.ada, running, holder=here.ada.id, now=now)
        news = {"id": running, "version": stored(running).version}

    assert {name: heard(socket) for name, socket in sockets.items()} == {
        "ada": [news], "bo": [news], "mina": [], "gil": [], "hana": [], "cy": [], "eli": [],
    }  # fmt: skip


def test_watching_tells_readers_the_version_and_outsiders_nothing(socket_for, here, running):
    for name in ("ada", "mina", "gil"):
        assert ask(socket_for(getattr(here, name)), running)["version"] >= 1
    outside = socket_for(here.cy)

    assert ask(outside, running) == ask(outside, 999_999)
    assert "error" in ask(outside, running)


@pytest.mark.parametrize("asked", ["1", None, -1, 0, 2**40, [1], True, 1.5])
def test_a_strange_question_is_answered_like_an_unknown_round(socket_for, here, running, asked):
    assert "error" in ask(socket_for(here.bo), asked)


def test_whoever_loses_the_space_is_told_to_look_again_and_hears_no_more(app, socket_for, here, running, now):
    bo = socket_for(here.bo)
    with app.app_context():
        communities.remove(here.hana, here.community_id, person_id=here.bo.id, now=now)

    assert heard(bo) == [{"id": running, "version": LARGEST_ID}]
    with app.app_context():
        rounds.come_in(here.mina, running, now=now)
        rounds.finish(here.ada, running, seen=progress(running).step, now=now)
    assert heard(bo) == []
    assert "error" in ask(bo, running)


def test_whoever_leaves_hears_no_more(app, socket_for, here, running, now):
    bo = socket_for(here.bo)
    with app.app_context():
        rounds.go(here.bo, running, now=now)
        rounds.finish(here.ada, running, seen=progress(running).step, now=now)

    assert heard(bo) == []
    assert ask(bo, running)["version"] > 1
