"""Nobody waits for somebody else's endless line of requests."""

import socket
import threading
from contextlib import suppress

from tests.faults.conftest import Pair
from tests.real.site import Site

PATIENCE_SECONDS = 5
AT_ONCE = 500
ASKED = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
ANSWERED = b"HTTP/1.1 200"


def test_abuse_89_one_question_is_answered_while_another_browser_never_stops_asking(embedded_pair: Pair) -> None:
    site, is_served = embedded_pair[0], threading.Event()
    with _call(site) as greedy, _call(site) as modest:
        threading.Thread(target=_read, args=(greedy, is_served), daemon=True).start()
        threading.Thread(target=_ask, args=(greedy,), daemon=True).start()
        assert is_served.wait(PATIENCE_SECONDS)
        modest.sendall(ASKED)

        assert modest.recv(4096).startswith(ANSWERED)


def _ask(line: socket.socket) -> None:
    """Ask without end, so that there is always something to read at the other end."""
    with suppress(OSError):
        while True:
            line.sendall(ASKED * AT_ONCE)


def _read(line: socket.socket, is_served: threading.Event) -> None:
    with suppress(OSError):
        while line.recv(65_536):
            is_served.set()


def _call(site: Site) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS)
