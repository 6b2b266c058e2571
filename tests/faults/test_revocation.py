"""A sign-in that has ended takes its sockets along, in every process, whatever else is down."""

from collections.abc import Callable

import pytest
import requests

from tests.faults.browsing import Visitor, within
from tests.faults.conftest import Pair
from tests.real.redis_server import RedisServer
from tests.real.site import Site

Visit = Callable[[Site, str], Visitor]
AT_MOST_SECONDS = 2.0


def _sign_out(visitor: Visitor) -> None:
    answer = visitor.post("/sign-out")
    assert answer.status_code == 303


def test_signing_out_cuts_the_socket_in_another_process(scaled: Pair, visit: Visit) -> None:
    here, there = scaled
    bo = visit(here, "Bo")
    socket = bo.at(there).socket()
    _sign_out(bo)

    assert within(AT_MOST_SECONDS, lambda: not socket.connected) < AT_MOST_SECONDS


def test_signing_out_cuts_the_socket_while_redis_is_gone(scaled: Pair, visit: Visit, redis_server: RedisServer) -> None:
    here, there = scaled
    bo = visit(here, "Bo")
    socket = bo.at(there).socket()
    redis_server.kill()
    _sign_out(bo)

    assert within(AT_MOST_SECONDS, lambda: not socket.connected) < AT_MOST_SECONDS


def test_signing_out_cuts_the_socket_on_sqlite_alone(embedded_pair: Pair, visit: Visit) -> None:
    here, there = embedded_pair
    bo = visit(here, "Bo")
    sockets = [bo.socket(), bo.at(there).socket()]
    _sign_out(bo)

    assert within(AT_MOST_SECONDS, lambda: not any(socket.connected for socket in sockets)) < AT_MOST_SECONDS


def test_the_sockets_of_others_stay(embedded_pair: Pair, visit: Visit) -> None:
    here, there = embedded_pair
    bo, mina = visit(here, "Bo"), visit(here, "Mina")
    gone, stays = bo.at(there).socket(), mina.at(there).socket()
    _sign_out(bo)
    within(AT_MOST_SECONDS, lambda: not gone.connected)

    assert stays.connected


def test_ending_one_sign_in_leaves_the_persons_other_browser_alone(embedded_pair: Pair, visit: Visit) -> None:
    here, _ = embedded_pair
    first, second = visit(here, "Bo"), visit(here, "Bo")
    gone, stays = first.socket(), second.socket()
    _sign_out(first)
    within(AT_MOST_SECONDS, lambda: not gone.connected)

    assert stays.connected
    assert second.get("/people/me").status_code == 200


@pytest.mark.parametrize("cookie", ["", "cop=made-up"])
def test_a_socket_without_a_sign_in_is_refused(embedded_pair: Pair, visit: Visit, cookie: str) -> None:
    stranger = visit(embedded_pair[0], "Bo")
    stranger.session.cookies.clear()
    if cookie:
        stranger.session.cookies.set("cop", "made-up")

    with pytest.raises(Exception, match=r"(?i)rejected|refused|connect"):
        stranger.socket()


def test_a_handshake_without_a_sign_in_is_turned_away_at_once(embedded_pair: Pair) -> None:
    answer = requests.get(f"{embedded_pair[0].url}/socket.io/?EIO=4&transport=polling", timeout=10)

    assert answer.status_code == 401
