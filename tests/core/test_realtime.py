"""Sockets, seen from inside; what needs real servers stands in tests/faults."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from flask import request
from sqlalchemy import update

from cop.core import access, realtime
from cop.core.access import Identity, cookie_name
from cop.core.database import transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import SignIn
from tests.core.conftest import Site


class Server:
    """Notes whom it was told to cut."""

    def __init__(self) -> None:
        self.cut: list[str] = []

    def disconnect(self, sid: str) -> None:
        self.cut.append(sid)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(realtime, "_server", lambda: server)
    return server


def _ask(site: Site, handler: Callable[..., dict[str, Any]], payload: object, *, as_bo: bool = True) -> dict[str, Any]:
    """What the wire answers to a question over a socket that came with Bo's cookie, or with none."""
    name = cookie_name(site.app.config["COP"])
    cookie = site.bo.get_cookie(name)
    assert cookie is not None
    with site.app.test_request_context(headers={"Cookie": f"{name}={cookie.value}"} if as_bo else {}):
        request.sid = "here"  # type: ignore[attr-defined]
        return realtime._answering(handler)(payload)


def _refuse(_viewer: object, payload: dict[str, Any]) -> dict[str, Any]:
    raise {"rule": RuleBroken("Not now."), "hidden": NotVisible(), "fault": ZeroDivisionError()}[payload["with"]]


def test_a_question_is_answered(site: Site) -> None:
    assert _ask(site, lambda viewer, payload: {"hello": viewer.name, **payload}, {"n": 1}) == {"hello": "Bo", "n": 1}


@pytest.mark.parametrize("payload", [None, "text", ["a", "list"], 7])
def test_abuse_86_a_question_carries_one_object(site: Site, payload: object) -> None:
    assert "one object" in _ask(site, lambda viewer, payload: {}, payload)["error"]


@pytest.mark.parametrize(("why", "told"), [("rule", "Not now."), ("hidden", "Not found."), ("fault", "did not work")])
def test_abuse_86_a_refusal_is_a_sentence_and_a_fault_is_not_silence(site: Site, why: str, told: str) -> None:
    assert told in _ask(site, _refuse, {"with": why})["error"]


def test_a_socket_whose_sign_in_is_gone_is_answered_and_cut(site: Site, server: Server) -> None:
    assert _ask(site, lambda viewer, payload: {}, {}, as_bo=False) == {"error": "Signed out."}
    assert server.cut == ["here"]


def test_abuse_87_nobody_asks_without_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(realtime, "time", SimpleNamespace(monotonic=lambda: 0.0))  # nothing refills on a slow machine
    answers = [_ask(site, lambda viewer, payload: {}, {}) for _ in range(realtime.BURST * 2)]

    assert answers[0] == {}
    assert "Too many" in answers[-1]["error"]


def test_abuse_86_a_question_nobody_knows_is_answered() -> None:
    assert "error" in realtime._unknown("made.up", {})


def test_telling_nobody_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(realtime.socketio, "emit", lambda *news, **to: told.append(to))
    realtime.tell([], "meeting.moved", id=1)
    realtime.tell([7], "meeting.moved", id=1)

    assert told == [{"to": ["person:7"]}]


def _open_socket(site: Site) -> realtime.OpenSockets:
    sockets = realtime.OpenSockets(site.app)
    sockets._watching = True  # no thread of its own in this test
    with site.app.test_request_context(headers={"Cookie": f"cop={site.bo.get_cookie('cop').value}"}):  # type: ignore[union-attr]
        identity = realtime._identity()
        assert isinstance(identity, Identity)
        sockets.add("here", identity)
    return sockets


def test_the_watch_cuts_a_socket_when_its_sign_in_has_ended(site: Site, server: Server) -> None:
    sockets = _open_socket(site)
    sockets.look_once()
    assert server.cut == []

    with site.app.app_context(), transaction() as tx:
        tx.session.execute(update(SignIn).values(ended_at=site.app.config["COP_CLOCK"]()))
    sockets.look_once()

    assert server.cut == ["here"]


def test_the_watch_outlives_a_database_that_is_away(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    sockets = _open_socket(site)
    monkeypatch.setattr(access, "still_open", lambda *_, **__: 1 / 0)
    sockets.look_once()

    assert sockets.forget("here") is not None


def test_where_no_socket_is_open_nobody_is_asked_about(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "still_open", lambda *_, **__: 1 / 0)
    with site.app.app_context():
        realtime.OpenSockets(site.app).cut_ended()


@pytest.mark.parametrize(("connected", "told"), [(True, []), (False, [True])])
def test_a_browser_that_only_says_that_it_goes_stays_watched(
    site: Site, server: Server, monkeypatch: pytest.MonkeyPatch, connected: bool, told: list[bool]
) -> None:
    gone: list[bool] = []
    wire = realtime.Wire("here")
    wire.goodbye(lambda person, connection: gone.append((person > 0, connection) == (True, "here")))
    monkeypatch.setitem(site.app.extensions, "cop_open_sockets", _open_socket(site))
    monkeypatch.setattr(server, "manager", SimpleNamespace(is_connected=lambda *_: connected), raising=False)
    with site.app.test_request_context():
        request.sid = "here"  # type: ignore[attr-defined]
        realtime._farewell([wire])("client disconnect")

    assert gone == told


def test_a_handshake_needs_a_sign_in(site: Site) -> None:
    handshake = "/socket.io/?EIO=4&transport=polling"

    assert site.stranger.get(handshake).status_code == 401
    assert site.bo.get(handshake).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("all", 200), ("web", 200), ("sockets", 421)])
def test_a_process_keeps_to_its_role(site: Site, role: str, status: int) -> None:
    site.app.config["COP"] = replace(site.app.config["COP"], role=role)

    assert site.bo.get("/trial/mine").status_code == status
    assert site.bo.get("/health/live").status_code == 200


def test_a_socket_without_a_sign_in_does_not_open(site: Site) -> None:
    with site.app.test_request_context():
        assert not realtime._connect()


def test_who_is_there_is_looked_at_again_and_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, slept = MagicMock(side_effect=[None, None, InterruptedError]), MagicMock()
    monkeypatch.setattr(realtime.OpenSockets, "look_once", looked)
    monkeypatch.setattr(realtime.socketio, "sleep", slept)
    with pytest.raises(InterruptedError):
        realtime.OpenSockets(site.app)._watch()

    assert (looked.call_count, slept.call_count) == (3, 3)
