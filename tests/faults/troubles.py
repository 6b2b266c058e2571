"""What goes wrong in a live meeting: each comes and goes, and itself tries what has to hold meanwhile."""

import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

from cop.core.clock import system_clock
from cop.meetings.rules import GRACE
from tests.faults.browsing import within
from tests.faults.desks import Desk
from tests.faults.laws import the_clock_stood_still
from tests.faults.phones import Phone
from tests.faults.records import MEETING
from tests.faults.scenes import LAST_PHASE, write_at
from tests.faults.storm import LONG, MOVED, Storm
from tests.real.proxy import BadLine, Halting, Line, Tunnel

AT_ONCE = 5  # seconds
UNHEARD = 60  # seconds in which every server has given up somebody whose connection has ended
MUCH = {"times": 60, "letters": 50_000}  # more than fits between a server and somebody who does not read
PILE = 2_000_000  # bytes
SERVERS_WAIT = 12  # seconds, and longer: whoever answers nothing for that time is cut off, and what piled up is gone
MINUTES: dict[str, object] = {"minutes": 2, "source": "free"}


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
    """Into a tunnel, where neither end hears of the other, or with the connection cut."""
    tunnel = Tunnel(_port(storm)) if storm.chance.random() < 0.5 else None
    phone = _seat_behind(storm, "Mina", tunnel) if tunnel else storm.phone("Mina")
    if tunnel:
        tunnel.halt()
    phone.go_offline(quietly=tunnel is not None)
    storm.cut_off.add(phone.person)
    pending = threading.Thread(target=storm.press, args=(phone, "affirmations"))
    pending.start()
    time.sleep(storm.seconds(120))
    assert phone.person not in storm.records.affirmed(), "nothing gets through a tunnel"
    if tunnel:
        tunnel.go_on()
    phone.come_back()
    pending.join(60)
    assert phone.person in storm.records.affirmed()


def the_presenter_drops(storm: Storm) -> None:
    """The clock stands still for as long as they are gone, whatever happens to a server meanwhile."""
    presenter = storm.now().presenter
    assert presenter is not None
    phone = storm.phone_of(presenter)
    storm.cut_off.add(presenter)
    phone.go_offline()
    within(UNHEARD, lambda: presenter not in storm.records.present())
    gone = storm.records.lease_of(presenter)
    assert gone is not None
    if storm.chance.random() < 0.3:
        kill_a_server(storm)
    time.sleep(storm.seconds(120) if LONG else GRACE.total_seconds() + storm.chance.random())
    if system_clock() - gone > GRACE:
        within(2 * AT_ONCE, lambda: all(page.picture.is_held for page in storm.pages if page is not phone))
    back = system_clock()
    phone.come_back()
    within(UNHEARD, lambda: presenter in storm.records.present())
    if back - gone > GRACE:
        the_clock_stood_still(storm, gone=gone, back=back)


def a_bad_line(storm: Storm) -> None:
    delay = storm.seconds(3) if LONG else 0.6
    line = BadLine(_port(storm), chance=random.Random(storm.chance.random()), delay=delay, loss=0.05)
    phones = [storm.open_tab(name, url=line.url) for name in ("Jo", "Sam", "Ben")]
    with ThreadPoolExecutor(3) as hands:
        statuses = list(hands.map(lambda phone: storm.press(phone, "affirmations"), phones))
    assert statuses == [MOVED] * 3, line.told
    for phone in phones:
        phone.close()
        storm.tabs.remove(phone)
    line.close()


def three_tabs_of_one_person(storm: Storm) -> None:
    """Of Ada, who hands the floor on in all of them, and of an author, who writes in all of them."""
    tabs = [storm.open_tab("Ada") for _ in range(3)]
    desks = [Desk(storm.open_tab(storm.name_of(storm.desks[0].phone.person))) for _ in range(2)]
    storm.desks += desks
    with ThreadPoolExecutor(5) as hands:
        writing = [hands.submit(write_at, desk, random.Random(storm.chance.random())) for desk in desks]
        for _ in range(4):
            floor, last = storm.now().floor, storm.records.last_line()
            if floor.holder is None or floor.mode == "presenter":
                continue
            pressed = list(hands.map(lambda tab, held=floor.holder: storm.press(tab, "turns", holder=held), tabs))
            over = [line.person for line in storm.records.lines(after=last) if line.kind == "turn"]
            # in a phase that began meanwhile the same person may have the floor once more
            assert pressed.count(MOVED) <= over.count(floor.holder), "one turn was handed on by several tabs"
        for each in writing:
            each.result()


def two_who_keep_the_time(storm: Storm) -> None:
    """Ada facilitates, and Jo has been asked to keep the time: both press the same thing at once."""
    ada, jo = storm.phone("Ada"), storm.phone("Jo")
    assert storm.press(ada, "timekeepers", person=jo.person) == MOVED
    for _ in range(5):
        seen = storm.now()
        moves_on = storm.moves_on and seen.part.key != LAST_PHASE and storm.chance.random() < 0.5
        verb, more = ("advances", {}) if moves_on else ("extensions", MINUTES)
        with ThreadPoolExecutor(2) as hands:
            waiting = [hands.submit(storm.press, each, verb, seen=seen.step, **more) for each in (ada, jo)]
        pressed = [each.result() for each in waiting]
        assert pressed.count(MOVED) <= 1, f"one step was taken by two: {verb}"


def one_reads_pages_slowly(storm: Storm) -> None:
    site = storm.chance.choice(storm.sites)
    cookies = "; ".join(f"{each.name}={each.value}" for each in storm.visitors["Ben"].session.cookies)
    ask = f"GET /meetings/{MEETING} HTTP/1.1\r\nHost: {urlsplit(site.url).netloc}\r\nCookie: {cookies}\r\n\r\n"
    with ExitStack() as open_for_now:
        for _ in range(8):
            slow = open_for_now.enter_context(socket.socket())
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            slow.connect(("127.0.0.1", urlsplit(site.url).port or 0))
            slow.sendall(ask.encode() * 5)
        _others_go_on(storm)
        time.sleep(storm.seconds(10))


def one_reads_news_slowly(storm: Storm) -> None:
    """Their socket is open, and they read nothing from it, while more is to be read than fits on the way."""
    line = Halting(_port(storm))
    phone = _seat_behind(storm, "Jo", line)
    storm.cut_off.add(phone.person)
    line.halt()
    phone.ask_for_nowhere(**MUCH)
    _others_go_on(storm, but=phone)
    seconds = storm.seconds(60)
    time.sleep(seconds)
    _others_go_on(storm, but=phone)
    line.go_on()
    if seconds < SERVERS_WAIT:
        within(AT_ONCE, lambda: line.carried > PILE)


def _others_go_on(storm: Storm, *, but: Phone | None = None) -> None:
    """A press is answered at once, and everybody else sees what became of it."""
    began = time.monotonic()
    assert storm.press(storm.phone("Ada"), "affirmations") == MOVED
    version = storm.records.version()
    others = [page for page in storm.pages if page is not but]
    within(AT_ONCE, lambda: all(page.picture.version >= version for page in others))
    assert time.monotonic() - began < AT_ONCE, "others wait for somebody who does not read"


def _seat_behind(storm: Storm, name: str, line: Line) -> Phone:
    """Somebody takes part from behind this line, and has caught up with everybody."""
    storm.lines.append(line)
    phone = storm.take_seat(name, url=line.url)
    within(UNHEARD, lambda: phone.picture.version > 0 and phone.is_known)
    return phone


def _port(storm: Storm) -> int:
    return urlsplit(storm.chance.choice(storm.sites).url).port or 0
