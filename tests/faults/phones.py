"""A page of ours without a screen: it keeps a stage, hears news, asks again, and presses until it is answered.

It does what `controllers/meeting.js` and `lib/forms.js` do, in the same order and with the same patience.
"""

import contextlib
import re
import secrets
import threading
import time
from typing import Any

import requests
import socketio

from tests.faults.browsing import Visitor
from tests.faults.records import MEETING

PATIENCE = 8
LEASE = 15
WAITS = (0.4, 0.8, 1.5, 3, 5, 8)
STAGE = re.compile(r'id="stage"[^>]*?data-version="(\d+)"', re.DOTALL)


class Phone:
    """One tab of one person, reached at `url`: a server, or a bad line before it."""

    def __init__(self, visitor: Visitor, *, person: int, token: str, url: str) -> None:
        self.person, self.url, self.version, self.offline = person, url, 0, False
        self._session = requests.Session()
        self._session.cookies.update(visitor.session.cookies)
        self._token = token
        self._news, self._over = threading.Event(), threading.Event()
        self._news.set()
        self._line: socketio.Client | None = None
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._keep_true, self._stay_on_line)]
        for each in self._threads:
            each.start()

    def press(self, verb: str, **fields: Any) -> int:
        """Send a form, again and again with the same key until the server answers; its status."""
        data = {"csrf_token": self._token, "key": secrets.token_urlsafe(18), **fields}
        for turn in range(60):
            answer = self._post(f"{self.url}/meetings/{MEETING}/{verb}", data)
            if answer is not None:
                self._news.set()
                return answer
            time.sleep(WAITS[min(turn, len(WAITS) - 1)])
        raise AssertionError(f"{verb} was never answered")

    def go_offline(self) -> None:
        """The train enters a tunnel."""
        self.offline = True
        if self._line is not None:
            with contextlib.suppress(Exception):
                self._line.disconnect()

    def come_back(self) -> None:
        self.offline = False

    def close(self) -> None:
        """The tab is closed."""
        self._over.set()
        self._news.set()
        for each in self._threads:
            each.join(timeout=PATIENCE)
        if self._line is not None:
            with contextlib.suppress(Exception):
                self._line.disconnect()

    def _post(self, address: str, data: dict[str, Any]) -> int | None:
        if self.offline:
            return None
        try:
            answer = self._session.post(address, data=data, timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException:
            return None
        return None if answer.status_code >= 500 else answer.status_code

    def _keep_true(self) -> None:
        while not self._over.is_set():
            self._news.wait(LEASE)
            self._news.clear()
            while not self._over.is_set() and not self._fetched():
                time.sleep(WAITS[2])

    def _fetched(self) -> bool:
        if self.offline:
            return False
        try:
            answer = self._session.get(f"{self.url}/meetings/{MEETING}/stage", timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException:
            return False
        found = STAGE.search(answer.text) if answer.ok else None
        if found is None:
            return False
        self.version = max(self.version, int(found[1]))
        return True

    def _stay_on_line(self) -> None:
        asked = 0.0
        while not self._over.is_set():
            time.sleep(0.1)
            if self.offline:
                continue
            if self._line is None or not self._line.connected:
                self._connect()
                asked = 0.0
            elif time.monotonic() - asked > LEASE:
                asked = time.monotonic()
                self._ask(self._line)

    def _connect(self) -> None:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._session.cookies)
        line = socketio.Client(reconnection=False)
        line.on("meeting.moved", self._heard)
        try:
            line.connect(self.url, headers={"Cookie": cookies}, transports=["websocket"], wait_timeout=PATIENCE)
        except Exception:  # noqa: BLE001  whatever a bad network does, a page tries again
            time.sleep(0.5)
            return
        self._line = line

    def _ask(self, line: socketio.Client) -> None:
        try:
            answer = line.call("meeting.watch", {"id": MEETING}, timeout=PATIENCE)
        except Exception:  # noqa: BLE001  as above
            self._news.set()
            return
        if not answer.get("version", 0) <= self.version:
            self._news.set()

    def _heard(self, news: dict[str, int]) -> None:
        if news["version"] > self.version:
            self._news.set()
