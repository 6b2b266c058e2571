"""One examination from beginning to end: sign in, listen, plant, look everywhere as everybody, read the letters."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cop.doctor.browser import REDIRECTS, Browser, Unreachable
from cop.doctor.canaries import Canaries
from cop.doctor.crawl import GUESSED, Crawl, Patterns
from cop.doctor.letters import letters_in
from cop.doctor.planting import EVERYBODY, Site, plant_rooms
from cop.doctor.planting_hidden import plant_hidden
from cop.doctor.planting_sets import plant_set
from cop.doctor.planting_talk import plant_talk
from cop.doctor.wire import Listener

AT_ONCE = 4
"""Requests under way at any moment; sockets only wait."""
NOBODY = "nobody"
WRITERS = frozenset({"Ada", "Bo", "Mina", "Hana", "Dee", "Ife", "Jo", "Sam"})
CAST = re.compile(r'id="person-(\d+)".*?class="cast__name">([^<\s]+)', re.DOTALL)
WATCHED = {"meeting.watch": "/meetings/{}", "round.watch": "/rounds/{}", "thread.watch": "/threads/{}"}
ADDRESSEE = re.compile(r"\b(\w+)@demo\.example\.org")
LETTERS_TAKE = 3.0  # seconds until a worker has written what waits


@dataclass(slots=True)
class Findings:
    """What was looked at and what was found."""

    canaries: Canaries = field(default_factory=Canaries)
    people: int = 0
    requests: int = 0
    frames: int = 0
    letters: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bounds:
    """As whom to look, how far, and into which folder of letters."""

    people: Sequence[str]
    most_pages: int
    most_ids: int
    mail: Path | None


def examine(url: str, bounds: Bounds, *, now: datetime) -> Findings:
    """Look for leaks. Raises Unreachable where that cannot be tried."""
    found = Findings(people=len(bounds.people))
    browsers = {each: Browser(url, each) for each in EVERYBODY}
    try:
        _look(browsers, found, bounds, now=now)
    finally:
        for each in browsers.values():
            each.close()
    found.requests = sum(each.asked for each in browsers.values())
    return found


def _look(browsers: dict[str, Browser], found: Findings, bounds: Bounds, *, now: datetime) -> None:
    numbers = _sign_in(browsers, needed=WRITERS | set(bounds.people))
    looking = [browsers[each] for each in bounds.people]
    with _listening(looking) as listeners:
        site = Site(browsers, numbers, found.canaries)
        plant_talk(site)
        plant_rooms(site, now=now)
        plant_hidden(site, now=now)
        plant_set(site, now=now)
        if not found.canaries.planted:
            raise Unreachable("No form let anything be written, so there is nothing to look for.")
        known = _look_around(looking, found, bounds)
        _ask_on_the_wire(listeners, known)
        if bounds.mail is not None:
            time.sleep(LETTERS_TAKE)
            _read(bounds.mail, found)
    _hear_again(listeners, found)


def _sign_in(browsers: dict[str, Browser], *, needed: Iterable[str]) -> dict[str, int]:
    """Everybody by the page of the demo; answers their numbers."""
    cast = {name: int(number) for number, name in CAST.findall(browsers[NOBODY].get("/demo").text)}
    missing = sorted(set(needed) - set(cast) - {NOBODY})
    if missing:
        raise Unreachable(f"The page /demo does not show {', '.join(missing)}: this needs a site with its demo loaded.")
    for name, number in cast.items():
        if name in browsers:
            answer = browsers[name].send("/demo", f"/demo/{number}/sign-ins")
            if answer.status not in REDIRECTS:
                raise Unreachable(f"{name} could not sign in by the page of the demo: {answer.status}.")
    return cast


@contextmanager
def _listening(browsers: Iterable[Browser]) -> Iterator[list[Listener]]:
    listeners = [Listener(each) for each in browsers]
    try:
        for each in listeners:
            each.open()
        yield listeners
    finally:
        for each in listeners:
            each.close()


def _look_around(looking: Sequence[Browser], found: Findings, bounds: Bounds) -> Patterns:
    crawls = [Crawl(each, found.canaries, most=bounds.most_pages) for each in looking]
    seeds = [*GUESSED, *found.canaries.addresses()]  # however much is planted, those are asked for
    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(lambda crawl: crawl.follow(seeds), crawls))
        list(several.map(lambda crawl: crawl.search(), crawls))
        known = Patterns(crawls, most=bounds.most_ids)
        list(several.map(lambda crawl: crawl.make_up(known), crawls))
    found.faults += [fault for crawl in crawls for fault in crawl.faults]
    return known


def _ask_on_the_wire(listeners: Iterable[Listener], known: Patterns) -> None:
    for question, pattern in WATCHED.items():
        for path in known.addresses(pattern) if pattern in known.shapes() else ():
            for each in listeners:
                each.ask(question, int(path.rpartition("/")[2]))


def _hear_again(listeners: Iterable[Listener], found: Findings) -> None:
    for listener in listeners:
        found.frames += len(listener.frames)
        for frame in listener.frames:
            found.canaries.look(frame, who=listener.who, address="its socket")


def _read(mail: Path, found: Findings) -> None:
    if not mail.is_dir():
        raise Unreachable(f"There is no folder {mail}, although letters were written while this went on.")
    for to, name, text in letters_in(mail):
        found.letters += 1
        person = ADDRESSEE.search(to)
        found.canaries.look(text, who=person[1].title() if person else to, address=f"the letter {name}")
