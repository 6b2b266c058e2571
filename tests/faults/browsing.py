"""A person at a real server, without a browser: pages by HTTP, news by a socket."""

import re
import time
from collections.abc import Callable
from typing import Any

import requests
import socketio

from tests.real.redis_server import RedisServer
from tests.real.site import Site

PATIENCE = 10.0
DOORBELL = "flask-socketio"
RINGS_AGAIN = 90.0  # seconds: who listens waits longer and longer before trying again


class Visitor:
    """Somebody of the demo, signed in at one server; `at` takes the same sign-in to another."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.session = requests.Session()
        self.sockets: list[socketio.Client] = []
        page = self.session.get(f"{site.url}/demo", timeout=PATIENCE).text
        action = re.search(rf'action="(/demo/(\d+)/sign-ins)"(?:(?!</form>).)*"Be {name} ', page, re.DOTALL)
        assert action, f"{name} is not on the demo page"
        self.person = int(action[2])
        self.post(action[1])

    def at(self, site: Site) -> "Visitor":
        """The same browser with its cookies, at another server of the same installation."""
        other = object.__new__(Visitor)
        other.site, other.session, other.sockets, other.person = site, self.session, [], self.person
        return other

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.site.url}{path}", timeout=PATIENCE)

    def post(self, path: str, *, page: str = "/demo", **fields: Any) -> requests.Response:
        """Send a form as the page would, with its CSRF token; redirects are not followed."""
        data = {"csrf_token": self.token(page), **fields}
        return self.session.post(f"{self.site.url}{path}", data=data, timeout=PATIENCE, allow_redirects=False)

    def token(self, page: str = "/demo") -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page).text)
        assert found, f"{page} has no form"
        return found[1]

    def socket(self) -> socketio.Client:
        """An open socket that does not come back by itself once it is cut."""
        client = socketio.Client(reconnection=False)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
        client.connect(self.site.url, headers={"Cookie": cookies}, transports=["websocket"], wait_timeout=PATIENCE)
        self.sockets.append(client)
        return client

    def leave(self) -> None:
        for client in self.sockets:
            if client.connected:
                client.disconnect()


def within(seconds: float, happened: Callable[[], bool]) -> float:
    """How many seconds it took; fails when it did not happen in time."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < seconds, f"it did not happen within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


def until_heard(redis_server: RedisServer, *, by: int) -> None:
    """Wait until so many processes listen: each does from its first socket on, and after Redis was gone as soon as it
    has tried again."""
    within(RINGS_AGAIN, lambda: redis_server.listeners(DOORBELL) >= by)
