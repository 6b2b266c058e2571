"""A round goes on while things break. Afterwards everybody sees the same, and nobody gained or lost a turn.

Each seed is another order of presses and another moment for the fault. `bin/test` tries two seeds of each; with
`bin/test --faults` it is 25, and the first of them lasts as long as the worst afternoon we know.
"""

import random
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.faults.records import MEETING
from tests.faults.storm import LONG, MOVED, SEEDS, Storm, weather
from tests.real.proxy import BadLine

Fault = Callable[[Storm], None]
pytestmark = [  # a page whose line was cut leaves its socket to the collector, as a telephone does
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


def kill_a_server(storm: Storm) -> None:
    site = storm.chance.choice(storm.sites)
    site.kill9()
    time.sleep(storm.seconds(5))
    site.start()


def lose_redis(storm: Storm) -> None:
    assert storm.redis is not None
    storm.redis.kill()
    time.sleep(storm.seconds(60))
    storm.redis.start()


def restart_postgres(storm: Storm) -> None:
    assert storm.postgres is not None
    storm.postgres.stop()
    time.sleep(storm.seconds(5))
    storm.postgres.start()


def one_goes_offline_with_a_press_on_its_way(storm: Storm) -> None:
    ife = storm.visitors["Ife"].person
    phone = storm.phone_of(ife)
    phone.go_offline()
    pending = threading.Thread(target=storm.press, args=(phone, "affirmations"))
    pending.start()
    time.sleep(storm.seconds(120))
    assert ife not in storm.records.affirmed(), "nothing gets through a tunnel"
    phone.come_back()
    pending.join(60)
    assert ife in storm.records.affirmed()


def a_bad_line(storm: Storm) -> None:
    delay = 3 if storm.longest else 0.6
    port = urlsplit(storm.chance.choice(storm.sites).url).port or 0
    line = BadLine(port, chance=random.Random(storm.chance.random()), delay=delay, loss=0.05)
    phones = [storm.open(name, url=line.url) for name in ("Jo", "Sam", "Ben")]
    statuses = [storm.press(phone, "affirmations") for phone in phones]
    assert statuses == [MOVED] * 3, line.told
    for phone in phones:
        phone.close()
        storm.phones.remove(phone)
    line.close()


def three_tabs_of_one_person(storm: Storm) -> None:
    tabs = [storm.open("Ada") for _ in range(3)]
    for _ in range(4):
        holder = storm.now()["floor"]["holder"]
        if holder is None:
            return
        with ThreadPoolExecutor(3) as hands:
            pressed = list(hands.map(lambda tab, held=holder: storm.press(tab, "turns", holder=held), tabs))
        assert pressed.count(MOVED) <= 1, "one turn was handed on by several tabs"


def two_who_facilitate(storm: Storm) -> None:
    here, there = storm.open("Ada"), storm.open("Ada")
    for _ in range(5):
        seen = storm.now()["step"]
        with ThreadPoolExecutor(2) as hands:
            pressed = list(
                hands.map(
                    lambda phone, step=seen: storm.press(phone, "extensions", seen=step, minutes=2, source="free"),
                    (here, there),
                )
            )
        assert pressed.count(MOVED) <= 1


def one_reads_slowly(storm: Storm) -> None:
    site = storm.chance.choice(storm.sites)
    cookies = "; ".join(f"{each.name}={each.value}" for each in storm.visitors["Ben"].session.cookies)
    ask = f"GET /meetings/{MEETING} HTTP/1.1\r\nHost: {urlsplit(site.url).netloc}\r\nCookie: {cookies}\r\n\r\n"
    with ExitStack() as open_for_now:
        for _ in range(8):
            slow = open_for_now.enter_context(socket.socket())
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            slow.connect(("127.0.0.1", urlsplit(site.url).port or 0))
            slow.sendall(ask.encode() * 5)
        began = time.monotonic()
        assert storm.press(storm.phones[0], "affirmations") == MOVED
        assert time.monotonic() - began < 5, "others wait for somebody who does not read"
        time.sleep(storm.seconds(10))


EVERYWHERE: list[Fault] = [
    kill_a_server,
    one_goes_offline_with_a_press_on_its_way,
    a_bad_line,
    three_tabs_of_one_person,
    two_who_facilitate,
    one_reads_slowly,
]
SCALED: list[Fault] = [lose_redis, restart_postgres]


HOURS = 12 * 3600


@pytest.mark.timeout(HOURS if LONG else 600)
def test_one_process_comes_through_everything(embedded_storm: Storm) -> None:
    """All in one test: what takes long is to start the servers."""
    for fault in EVERYWHERE:
        for seed in range(SEEDS):
            weather(embedded_storm, fault, seed=seed)


@pytest.mark.timeout(HOURS if LONG else 600)
def test_two_processes_come_through_everything(scaled_storm: Storm) -> None:
    for fault in (*EVERYWHERE, *SCALED):
        for seed in range(SEEDS):
            weather(scaled_storm, fault, seed=seed)
