"""Somebody's socket, by the polling of Engine.IO: every frame is kept as it came, and nothing interprets it.

Forty lines instead of a library and its two transports: `cop` is installed without a client of sockets, and what is
looked for is bytes.
"""

import contextlib
import json
import re
import threading

from cop.doctor.browser import Browser, Unreachable

ADDRESS = "/socket.io/?EIO=4&transport=polling"
TEXT = "text/plain;charset=UTF-8"
CONNECT, PING, PONG, CLOSE = "40", "2", "3", "1"
SESSION = re.compile(r'"sid":"([^"]+)"')


class Listener:
    """Hears all that this person is told, from `open` until `close`."""

    def __init__(self, browser: Browser) -> None:
        self.who, self.frames = browser.who, list[str]()
        self._speaks, self._hears = browser.beside(), browser.beside()
        self._address, self._listening = "", threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._turn = threading.Lock()

    def open(self) -> None:
        """Connect; whoever is turned away hears that and no more."""
        opened = self._hears.get(ADDRESS)
        session = SESSION.search(opened.text)
        self.frames.append(opened.whole)
        if session:
            self._address = f"{ADDRESS}&sid={session[1]}"
            self._say(CONNECT)
            self._listening.set()
            self._thread.start()

    def ask(self, question: str, number: int) -> None:
        """Ask a question about one id; the answer is a frame like any other."""
        if self._listening.is_set():
            self._say(f"42{number}{json.dumps([question, {'id': number}])}")

    def close(self) -> None:
        """Hang up."""
        if self._listening.is_set():
            self._listening.clear()
            self._say(CLOSE)
            self._thread.join(timeout=5)
        self._speaks.close()
        self._hears.close()

    def _listen(self) -> None:
        with contextlib.suppress(Unreachable):
            while self._listening.is_set():
                heard = self._hears.get(self._address)
                self.frames.append(heard.whole)
                if heard.status >= 400:  # noqa: PLR2004  the session has ended
                    return
                if PING in heard.text.split("\x1e") and self._listening.is_set():
                    self._say(PONG)

    def _say(self, frame: str) -> None:
        """One at a time: whoever listens answers pings while others ask, over the same connection."""
        with self._turn, contextlib.suppress(Unreachable):
            self._speaks.post(self._address, frame, kind=TEXT)
