"""What somebody sends who means no good, to a server that others are using."""

import json
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import requests
import websocket

from tests.faults.browsing import Visitor
from tests.faults.conftest import Pair
from tests.real.site import Site

Visit = Callable[[Site, str], Visitor]
FRAMES = 10_000
ON_ONE_LINE = 25
LINES_AT_FIRST = 20
GROWTH_MIB = 10
HANDSHAKES = 300
HALF_OPEN = 200
PATIENCE = 10
GOODBYE = "1"  # Engine.IO's
QUESTIONS = ("meeting.watch", "round.watch", "connect", "disconnect", "message", "__proto__", "*", "")
ANSWERS: tuple[object, ...] = (
    None,
    True,
    -1,
    1e308,
    "x" * 2_000,
    [],
    {},
    [[[]]],
    {"id": None},
    {"id": "1 or 1"},
    {"id": 10**30},
    {"id": [1]},
)


def test_abuse_85_ten_thousand_broken_frames_leave_the_server_as_it_was(embedded_pair: Pair, visit: Visit) -> None:
    site, others = embedded_pair[0], visit(embedded_pair[0], "Mina")
    frames, sent = _frames(random.Random(85)), 0
    bo = visit(site, "Bo")
    for _ in range(LINES_AT_FIRST):  # what is loaded or made once, when it is first asked for, is there
        _send(site, bo, [next(frames) for _ in range(ON_ONE_LINE)])
    before = _processes(site)
    while sent < FRAMES:
        sent += _send(site, bo, [next(frames) for _ in range(ON_ONE_LINE)])

    assert _processes(site).keys() == before.keys()
    assert sum(_processes(site).values()) - sum(before.values()) < GROWTH_MIB
    assert others.get("/").status_code == 200
    assert others.socket().connected


def test_abuse_84_who_knocks_without_a_sign_in_or_never_ends_a_sentence_holds_nobody_up(
    embedded_pair: Pair, visit: Visit
) -> None:
    site = embedded_pair[0]
    bo = visit(site, "Bo")
    knocks = {
        requests.get(f"{site.url}/socket.io/?EIO=4&transport=polling", timeout=PATIENCE).status_code
        for _ in range(HANDSHAKES)
    }
    with ExitStack() as held:
        for number in range(HALF_OPEN):
            line = held.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE))
            line.sendall(b"GET / HTTP/1.1\r\nX: "[: number % 20])

        assert bo.get("/").status_code == 200
        assert bo.socket().connected
    assert knocks == {401}


def _processes(site: Site) -> dict[int, float]:
    """The server's processes, and how many MiB each holds."""
    numbers, held = [site.process_id()], {}
    for number in numbers:
        here = Path(f"/proc/{number}")
        numbers += map(int, (here / f"task/{number}/children").read_text(encoding="ascii").split())
        (line,) = [
            line for line in (here / "status").read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:")
        ]
        held[number] = int(line.split()[1]) / 1024
    return held


def _frames(chance: random.Random) -> Iterator[str | bytes]:
    """Frames of Engine.IO and Socket.IO: some whole with what nobody would ask, some torn, some not frames at all."""
    while True:
        whole = "42" + json.dumps([chance.choice(QUESTIONS), *chance.choices(ANSWERS, k=chance.randrange(3))])
        torn = whole[: chance.randrange(len(whole))]
        strange = "".join(chance.choices('0123456789[]{}",:-/\x00é', k=chance.randrange(40)))
        yield chance.choice(
            (
                whole,
                whole,
                f"42{chance.randrange(99)}{whole[2:]}",
                torn,
                f"4{strange}",
                strange,
                "3",
                "40/x,",
                torn.encode(),
            )
        )


def _send(site: Site, who: Visitor, frames: list[str | bytes]) -> int:
    """Send these on one line, until the server ends it. Answers how many it was sent."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in who.session.cookies)
    address = f"ws://{urlsplit(site.url).netloc}/socket.io/?EIO=4&transport=websocket"
    line, sent = websocket.create_connection(address, cookie=cookies, origin=site.url, timeout=PATIENCE), 0
    with suppress(OSError, websocket.WebSocketException):
        line.send("40")
        for each in frames:
            line.send(each, websocket.ABNF.OPCODE_BINARY if isinstance(each, bytes) else websocket.ABNF.OPCODE_TEXT)
            sent += 1
        line.send(GOODBYE)
        while line.recv():
            pass  # frames are read in their order: what is said goodbye to has read all before
    line.shutdown()
    return max(sent, 1)
