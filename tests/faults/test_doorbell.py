"""Redis is a doorbell: it brings news to other processes, and losing it loses nothing."""

import time
from collections.abc import Callable

import pytest
import socketio

from tests.faults.browsing import Visitor, until_heard, within
from tests.faults.conftest import Pair
from tests.real.redis_server import RedisServer
from tests.real.site import Site

Visit = Callable[[Site, str], Visitor]
MEETING = 3


@pytest.fixture
def ada_and_bo(scaled: Pair, visit: Visit, redis_server: RedisServer) -> tuple[Visitor, socketio.Client, list[int]]:
    """Ada at one process; Bo's socket at the other, and the versions that reach it. Both processes listen."""
    here, there = scaled
    ada, bo = visit(here, "Ada"), visit(there, "Bo")
    _, socket, versions = ada.socket(), bo.socket(), []
    until_heard(redis_server, by=len(scaled))
    socket.on("meeting.moved", lambda news: versions.append(news["version"]))
    return ada, socket, versions


def _arrive(ada: Visitor, person: int) -> None:
    page = f"/meetings/{MEETING}"
    assert ada.post(f"{page}/arrivals", page=page, person=person).status_code == 303


def _version(socket: socketio.Client) -> int:
    answer = socket.call("meeting.watch", {"id": MEETING}, timeout=10)
    return int(answer["version"])


def test_news_reaches_the_other_process(ada_and_bo: tuple[Visitor, socketio.Client, list[int]]) -> None:
    ada, socket, versions = ada_and_bo
    before = _version(socket)
    _arrive(ada, 1)

    within(5, lambda: any(version > before for version in versions))


def test_without_redis_a_change_is_kept_and_found_by_asking(
    ada_and_bo: tuple[Visitor, socketio.Client, list[int]], redis_server: RedisServer
) -> None:
    ada, socket, _ = ada_and_bo
    before = _version(socket)
    redis_server.kill()
    began = time.monotonic()
    _arrive(ada, 1)

    assert time.monotonic() - began < 5, "a press must not wait for a doorbell that is gone"
    assert _version(socket) > before


def test_the_doorbell_rings_again_when_redis_is_back(
    ada_and_bo: tuple[Visitor, socketio.Client, list[int]], redis_server: RedisServer
) -> None:
    ada, _, versions = ada_and_bo
    redis_server.kill()
    _arrive(ada, 1)
    redis_server.start()
    person = iter(range(2, 8))

    def heard() -> bool:
        versions.clear()
        _arrive(ada, next(person))
        time.sleep(2)
        return bool(versions)

    within(15, heard)


def test_a_stranger_at_the_other_process_hears_nothing(scaled: Pair, visit: Visit) -> None:
    here, there = scaled
    ada, cy = visit(here, "Ada"), visit(there, "Cy")
    heard: list[object] = []
    socket = cy.socket()
    socket.on("*", lambda *news: heard.append(news))
    _arrive(ada, 1)
    time.sleep(1)

    assert heard == []
    assert "error" in socket.call("meeting.watch", {"id": MEETING}, timeout=10)
