"""Eight hundred browsers without a screen: each holds a socket, hears news, and fetches its stage as ours does."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import socketio

PATIENCE_SECONDS = 8
LEASE_SECONDS = 15  # controllers/meeting.js asks as often
VERSION = re.compile(rb'id="stage"[^>]*?data-version="(\d+)"')
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(slots=True)
class Client:
    """One person's browser. `news` and `shown` are the newest version heard of and fetched, and when, in seconds."""

    url: str
    meeting_id: int
    cookies: Mapping[str, str]
    stage: str | None
    query: str = ""
    news: tuple[int, float] = (0, 0.0)
    shown: tuple[int, float] = (0, 0.0)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    socket: Any = None
    http: Any = None
    _fetching: bool = False
    _again: bool = False

    async def open(self) -> None:
        """Connect, and fetch the stage once."""
        kept = aiohttp.CookieJar(unsafe=True)  # a host that is a number is one too
        self.http = aiohttp.ClientSession(cookies=self.cookies, cookie_jar=kept)
        self.socket = socketio.AsyncClient(reconnection=False, http_session=self.http)
        self.socket.on("meeting.moved", self._hear)
        await self.socket.connect(self.url + self.query, transports=["websocket"], wait_timeout=30)
        await self.catch_up()

    async def close(self) -> None:
        """Hang up."""
        await self.socket.disconnect()
        await self.http.close()

    async def watch(self, *, after: float) -> None:
        """Say "I am here" every fifteen seconds, as the page does."""
        await asyncio.sleep(after)
        while True:
            await self.socket.call("meeting.watch", {"id": self.meeting_id}, timeout=PATIENCE_SECONDS)
            await asyncio.sleep(LEASE_SECONDS)

    async def _hear(self, news: Mapping[str, int]) -> None:
        self.news = max(self.news, (news["version"], time.perf_counter()))
        self.changed.set()
        if news["version"] > self.shown[0]:
            await self.catch_up()

    async def catch_up(self) -> None:
        """Fetch the stage; news that comes while it is on its way has it fetched once more."""
        self._again = True
        if self._fetching or self.stage is None:
            return
        self._fetching = True
        while self._again:
            self._again = False
            async with self.http.get(self.url + self.stage) as answer:
                found = VERSION.search(await answer.read())
            if found is None:
                raise SystemExit(f"{self.stage} answered {answer.status} without a stage.")
            self.shown = max(self.shown, (int(found[1]), time.perf_counter()))
            self.changed.set()
        self._fetching = False

    async def reached(self, arrived: Callable[["Client"], bool]) -> bool:
        """Wait until something is so; False when it never was."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not arrived(self):
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), until - time.monotonic())
            except TimeoutError:
                return False
        return True


async def token_of(client: Client, path: str) -> str:
    """The token that a form on this page is sent with."""
    async with client.http.get(client.url + path) as answer:
        found = TOKEN.search(await answer.text())
    if found is None:
        raise SystemExit(f"{path} answered {answer.status} without a form.")
    return found[1]
