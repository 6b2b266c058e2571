"""A hundred rooms of eight, each moving every ten seconds: news, stages, memory, and the same through bare sockets."""

import asyncio
import itertools
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import crowd, running
from bench.clients import LEASE_SECONDS, Client, token_of
from bench.figures import Figure
from bench.running import Running

ROOMS = 100
SECONDS = 120
EVERY_SECONDS = 10
KNOCKS_AT_ONCE = 20


@dataclass(slots=True)
class Taken:
    """Milliseconds from each press to its news and its stage at the last of the eight, and how much never came."""

    news: list[float] = field(default_factory=list)
    stages: list[float] = field(default_factory=list)
    lost: int = 0


Press = Callable[[int], Awaitable[None]]


def figures(data: Path) -> list[Figure]:
    """Everything that is said of rooms, taken in one run: first the floor, then ours."""
    with running.bare_rooms() as floor:
        bare = asyncio.run(_through_the_floor(floor))
    with running.embedded(data) as cop:
        places = crowd.gather(data, rooms=ROOMS)
        before = cop.rss_mib()
        taken = asyncio.run(_through_ours(cop, places))
        each = (cop.rss_mib() - before) * 1024 / (ROOMS * crowd.PEOPLE)
    how = f"{ROOMS} rooms of {crowd.PEOPLE}, {len(taken.news)} presses in {SECONDS} s"
    news, stage, beside = _p95(taken.news), _p95(taken.stages), _p95(bare.news)
    median = f"median {statistics.median(taken.news):.0f} and {statistics.median(taken.stages):.0f} ms"
    return [
        Figure("room_news_p95_ms", news, "ms", 60, "at most", floor=beside, detail=f"{how}; {median}"),
        Figure("room_news_floor", beside, "ms", detail="bare python-socketio, same presses"),
        Figure("room_stage_p95_ms", stage, "ms", 200, "at most", detail="fetched by the last of the eight"),
        Figure("room_lost", taken.lost + bare.lost, "news and stages", 0, "at most", detail="that never came"),
        Figure("room_kib_per_socket", round(each, 1), "KiB", 160, "at most", detail="resident, after the run"),
    ]


async def _through_ours(cop: Running, places: Sequence[crowd.Place]) -> Taken:
    rooms = [
        [
            Client(cop.url, place.meeting_id, {"cop": token}, f"/meetings/{place.meeting_id}/stage")
            for token in place.tokens
        ]
        for place in places
    ]
    await _open(rooms)
    presses = [await _presses_of(room[0]) for room in rooms]
    return await _run(rooms, presses, watching=True)


async def _through_the_floor(floor: Running) -> Taken:
    rooms = [
        [Client(floor.url, number, {}, None, query=f"?room={number}") for _ in range(crowd.PEOPLE)]
        for number in range(ROOMS)
    ]
    await _open(rooms)
    return await _run(rooms, [_bare(room[0]) for room in rooms], watching=False)


async def _open(rooms: Sequence[Sequence[Client]]) -> None:
    knocks = asyncio.Semaphore(KNOCKS_AT_ONCE)

    async def enter(client: Client) -> None:
        async with knocks:
            await client.open()

    await asyncio.gather(*(enter(client) for room in rooms for client in room))


async def _run(rooms: Sequence[list[Client]], presses: Sequence[Press], *, watching: bool) -> Taken:
    taken = Taken()
    clients = [client for room in rooms for client in room]
    spread = LEASE_SECONDS / len(clients)
    watches = [
        asyncio.create_task(client.watch(after=spread * number)) for number, client in enumerate(clients) if watching
    ]
    apart = EVERY_SECONDS / len(rooms)
    await asyncio.gather(
        *(
            _move(room, press, taken, after=apart * number)
            for number, (room, press) in enumerate(zip(rooms, presses, strict=True))
        )
    )
    for watch in watches:
        watch.cancel()
    await asyncio.gather(*(client.close() for client in clients))
    return taken


async def _move(room: list[Client], press: Press, taken: Taken, *, after: float) -> None:
    await asyncio.sleep(after)
    began = time.perf_counter()
    for turn in range(SECONDS // EVERY_SECONDS):
        await asyncio.sleep(max(0.0, began + turn * EVERY_SECONDS - time.perf_counter()))
        await _once(room, press, taken, turn=turn)


async def _once(room: list[Client], press: Press, taken: Taken, *, turn: int) -> None:
    before = max(max(client.news, client.shown)[0] for client in room)
    pressed = time.perf_counter()
    await press(turn)
    heard = await asyncio.gather(*(client.reached(lambda each: each.news[0] > before) for client in room))
    taken.lost += heard.count(False)
    taken.news.append(1000 * (max(client.news[1] for client in room) - pressed))
    if room[0].stage is None:
        return
    seen = await asyncio.gather(*(client.reached(lambda each: each.shown[0] >= each.news[0]) for client in room))
    taken.lost += seen.count(False)
    taken.stages.append(1000 * (max(client.shown[1] for client in room) - pressed))


async def _presses_of(facilitator: Client) -> Press:
    """Pause and go on in turn, by the form that the page holds."""
    here = f"/meetings/{facilitator.meeting_id}"
    token = await token_of(facilitator, here)

    async def press(turn: int) -> None:
        data = {"csrf_token": token, "key": secrets.token_urlsafe(18)}
        address = f"{facilitator.url}{here}/{'resumptions' if turn % 2 else 'pauses'}"
        headers = {"Referer": facilitator.url}
        async with facilitator.http.post(address, data=data, headers=headers, allow_redirects=False) as answer:
            if answer.status != 303:  # noqa: PLR2004
                raise SystemExit(f"{address} answered {answer.status}: {(await answer.text())[:400]}")

    return press


def _bare(first: Client) -> Press:
    versions = itertools.count(1)

    async def press(_turn: int) -> None:
        address = f"{first.url}/rooms/{first.meeting_id}/presses"
        async with first.http.post(address, data={"version": str(next(versions))}) as answer:
            await answer.read()

    return press


def _p95(values: Sequence[float]) -> float:
    return round(sorted(values)[int(len(values) * 0.95) - 1], 1)
