"""A page of ours without a screen: it keeps a stage, hears news, asks again, and presses until it is answered.

It does what `controllers/meeting.js` and `lib/forms.js` do, in the same order and with the same patience.
"""

import contextlib
import re
import secrets
import socket
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import socketio
from socketio import packet

from tests.faults.browsing import Visitor
from tests.faults.records import MEETING

PATIENCE = 8
LEASE = 15
AGAIN = 1.5
SOONEST = 1.0
LATEST = 3600.0
WAITS = (0.4, 0.8, 1.5, 3, 5, 8)
STAGE = re.compile(
    r'id="stage"\s+data-version="(?P<version>\d+)"\s+data-now="(?P<now>\d+)"\s+data-next-change="(?P<due>\d*)"'
)
CIRCLE = re.compile(r'class="circle__picture".*?aria-label="(?P<words>[^"]*)"', re.DOTALL)
CLOCK = re.compile(
    r'data-clock="(?P<at>\d+)"\s+data-now="\d+"\s+data-left="(?P<left>[-\d.]+)"\s+data-ends="(?P<ends>-?\d*)"'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a stage shows to everybody alike: `moment` is when the clock runs out, or held what is left, in ms."""

    version: int
    at: int = -1
    is_held: bool = False
    moment: float = 0
    words: str = ""


class Phone:
    """One tab of one person, reached at `url`: a server, or a line before it. It `is_known` once a server answered."""

    def __init__(self, visitor: Visitor, *, token: str, url: str) -> None:
        self.person, self.url, self.picture, self.offline = visitor.person, url, Picture(0), False
        self._session = requests.Session()
        self._session.cookies.update(visitor.session.cookies)
        self._token = token
        self._news, self._over = threading.Event(), threading.Event()
        self._news.set()
        self._due = time.monotonic() + LATEST
        self._line: socketio.Client | None = None
        self._wire: socket.socket | None = None
        self.is_known, self._heard_at, self._silence = False, time.monotonic(), 0.0
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._keep_true, self._stay_on_line)]
        for each in self._threads:
            each.start()

    def press(self, verb: str, **fields: Any) -> int:
        """Send a form, again and again with the same key until the server answers; its status."""
        key = secrets.token_urlsafe(18)
        for turn in range(60):
            answer = self.send(verb, key=key, **fields)
            if answer is not None:
                self._news.set()
                return answer.status_code
            time.sleep(WAITS[min(turn, len(WAITS) - 1)])
        raise AssertionError(f"{verb} was never answered")

    def send(self, verb: str, *, follow: bool = False, **fields: Any) -> requests.Response | None:
        """Send a form once. None when no answer came, or none that says what became of it."""
        data = {"csrf_token": self._token, **fields}
        return self._ask("POST", verb, data=data, allow_redirects=follow)

    def look_at(self, what: str) -> str | None:
        """A part of the meeting's page as it is now; None when it did not come."""
        answer = self._ask("GET", what, allow_redirects=False)
        return answer.text if answer is not None and answer.ok else None

    def go_offline(self, *, quietly: bool = False) -> None:
        """Send and hear nothing. Unless it goes `quietly`, the server is told that the connection has ended."""
        self.offline = True
        if not quietly:
            self._hang_up()

    def come_back(self) -> None:
        self.offline = False

    def close(self) -> None:
        """The tab is closed, whatever it waits for."""
        self._over.set()
        self._news.set()
        self._hang_up()
        for each in self._threads:
            each.join(timeout=3 * PATIENCE)
            assert not each.is_alive()
        self._hang_up()
        self._session.close()

    def forget_silence(self) -> None:
        """From now on a server has heard of this page without a break."""
        self._silence = 0.0

    @property
    def silence(self) -> float:
        """The longest time, in seconds, in which no server said that it had heard of this page."""
        return max(self._silence, time.monotonic() - self._heard_at)

    def ask_for_nowhere(self, *, times: int, letters: int) -> None:
        """Ask for places that are not there. Each answer repeats the name of its place, however long that is."""
        assert self._line is not None
        for _ in range(times):
            self._line._send_packet(packet.Packet(packet.CONNECT, namespace="/" + "n" * letters))

    def _ask(self, method: str, what: str, **options: Any) -> requests.Response | None:
        if self.offline:
            return None
        address = f"{self.url}/meetings/{MEETING}/{what}"
        try:
            answer = self._session.request(method, address, timeout=PATIENCE, **options)
        except requests.RequestException:
            return None
        return None if answer.status_code >= 500 else answer

    def _hang_up(self) -> None:
        if self._line is not None:
            with contextlib.suppress(Exception):
                self._line.disconnect()
        if self._wire is not None:
            self._wire.close()  # which a client that was cut off would leave open

    def _keep_true(self) -> None:
        while not self._over.is_set():
            self._news.wait(max(self._due - time.monotonic(), 0))
            self._news.clear()
            while not self._over.is_set() and not self._fetched():
                self._over.wait(AGAIN)

    def _fetched(self) -> bool:
        html = self.look_at("stage")
        stage = STAGE.search(html) if html else None
        if html is None or stage is None:
            return False
        if int(stage["version"]) >= self.picture.version:
            self.picture = _picture(html, version=int(stage["version"]))
            wait = (int(stage["due"]) - int(stage["now"])) / 1000 + SOONEST / 4 if stage["due"] else LATEST
            self._due = time.monotonic() + min(max(wait, SOONEST), LATEST)
        return True

    def _stay_on_line(self) -> None:
        asked = 0.0
        while not self._over.wait(0.1):
            if self.offline:
                continue
            if not self._is_connected() and self._connect():
                asked = 0.0
            if time.monotonic() - asked > LEASE:
                asked = time.monotonic()
                self._watch()

    def _is_connected(self) -> bool:
        return self._line is not None and self._line.connected

    def _connect(self) -> bool:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._session.cookies)
        self._hang_up()
        try:
            self._wire = socket.create_connection(_host_and_port(self.url), timeout=PATIENCE)
            line = socketio.Client(reconnection=False, websocket_extra_options={"socket": self._wire})
            line.on("meeting.moved", self._heard)
            line.connect(self.url, headers={"Cookie": cookies}, transports=["websocket"], wait_timeout=PATIENCE)
        except Exception:  # noqa: BLE001  whatever a bad network does, a page tries again
            self._over.wait(0.5)
            return False
        self._line = line
        return True

    def _watch(self) -> None:
        """Say that somebody is here, and ask whether what they see is still true."""
        answer: dict[str, int] = {}
        if self._line is not None and self._line.connected:
            with contextlib.suppress(Exception):  # as above
                answer = self._line.call("meeting.watch", {"id": MEETING}, timeout=PATIENCE)
        if "version" in answer:
            self.is_known, now = True, time.monotonic()
            self._silence, self._heard_at = max(self._silence, now - self._heard_at), now
        if not answer.get("version", LATEST) <= self.picture.version:
            self._news.set()

    def _heard(self, news: dict[str, int]) -> None:
        if news["version"] > self.picture.version:
            self._news.set()


def _host_and_port(url: str) -> tuple[str, int]:
    there = urlsplit(url)
    return there.hostname or "", there.port or 0


def _picture(html: str, *, version: int) -> Picture:
    circle, clock = CIRCLE.search(html), CLOCK.search(html)
    if circle is None or clock is None:
        return Picture(version)
    is_held = not clock["ends"]
    moment = float(clock["left"] if is_held else clock["ends"])
    return Picture(version, int(clock["at"]), is_held=is_held, moment=moment, words=circle["words"])
