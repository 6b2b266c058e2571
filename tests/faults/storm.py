"""A round in the demo's open meeting, with a page open for each person, while something breaks."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from tests.faults.browsing import Visitor
from tests.faults.phones import LEASE, Phone
from tests.faults.records import MEETING, Records
from tests.real.postgres import Postgres
from tests.real.redis_server import RedisServer
from tests.real.site import Site

SEEDS = int(os.environ.get("COP_FAULT_SEEDS", "2"))
LONG = SEEDS > 2
PRESSES = 12
MOVED = 303
TIMELESS = 7 * 24 * 60  # minutes, so that two more are always free
NAMES = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben")
MOVES = ("extensions", "pauses", "resumptions")


@dataclass
class Storm:
    """One installation, its people, and what their presses were answered."""

    sites: list[Site]
    visitors: dict[str, Visitor]
    tokens: dict[str, str]
    records: Records
    calm: dict[str, Any]
    redis: RedisServer | None = None
    postgres: Postgres | None = None
    chance: random.Random = field(default_factory=random.Random)
    longest: bool = False
    phones: list[Phone] = field(default_factory=list)
    answered: list[tuple[str, int, int]] = field(default_factory=list)

    def seconds(self, worst: float) -> float:
        """How long a fault lasts: the worst for the first seed of a long run, a few seconds otherwise."""
        return worst if self.longest else self.chance.uniform(0.5, 4)

    def open(self, name: str, *, url: str = "") -> Phone:
        """A page of this person, at one of the servers unless a way there is given."""
        there = url or self.chance.choice(self.sites).url
        visitor = self.visitors[name]
        phone = Phone(visitor, person=visitor.person, token=self.tokens[name], url=there)
        self.phones.append(phone)
        return phone

    def phone_of(self, person: int) -> Phone:
        return next(each for each in self.phones if each.person == person)

    def press(self, phone: Phone, verb: str, **fields: object) -> int:
        status = phone.press(verb, **fields)
        self.answered.append((verb, phone.person, status))
        return status

    def carried_out(self, *verbs: str) -> list[int]:
        """Whose presses of these verbs were told that they were carried out."""
        return [person for verb, person, status in self.answered if verb in verbs and status == MOVED]

    def now(self) -> dict[str, Any]:
        """What the database holds, however long it is away."""
        until = time.monotonic() + 90
        while True:
            try:
                return self.records.progress()
            except SQLAlchemyError:
                assert time.monotonic() < until, "the database never came back"
                time.sleep(0.2)


@contextmanager
def gathered(sites: list[Site], url: str, visit: Callable[[Site, str], Visitor]) -> Iterator[Storm]:
    """Everybody is in the room, and the check-in has begun."""
    page = f"/meetings/{MEETING}"
    visitors = {name: visit(sites[0], name) for name in NAMES}
    ada = visitors["Ada"]
    for visitor in visitors.values():
        assert visitor.post(f"{page}/arrivals", page=page).status_code == MOVED
    for verb, seen in (("starts", 0), ("advances", 1)):
        assert ada.post(f"{page}/{verb}", page=page, seen=seen).status_code == MOVED
    tokens = {name: visitor.token(page) for name, visitor in visitors.items()}
    engine = create_engine(url, pool_pre_ping=True)
    records = Records(engine)
    calm = records.progress() | {"meeting_minutes": TIMELESS}
    records.put_back(calm)
    yield Storm(sites, visitors, tokens, records, calm)
    engine.dispose()


def weather(storm: Storm, fault: Callable[[Storm], None], *, seed: int) -> None:
    """Press on while the fault comes and goes; then everything has to be true again."""
    storm.chance, storm.longest = random.Random(f"{fault.__name__} {seed}"), LONG and seed == 0
    storm.records.put_back(storm.calm)
    storm.records.forget_affirmations()
    before = storm.records.turns()
    storm.answered.clear()
    for name in NAMES:
        storm.open(name)
    _wait_until_agreed(storm, 45)
    with ThreadPoolExecutor(1) as aside:
        pressing = aside.submit(_press_on, storm, random.Random(storm.chance.random()))
        time.sleep(storm.chance.uniform(0, 1.5))
        fault(storm)  # in this thread: what a thread starts ends with it
        pressing.result()
    _wait_until_agreed(storm, LEASE + 30)
    _check(storm, before)
    for phone in storm.phones:
        phone.close()
    storm.phones.clear()


def _press_on(storm: Storm, chance: random.Random) -> None:
    pressed = []
    with ThreadPoolExecutor(3) as hands:
        for _ in range(PRESSES):
            time.sleep(chance.uniform(0, 0.3))
            pressed.append(hands.submit(_press_something, storm, random.Random(chance.random())))
    for each in pressed:
        each.result()


def _press_something(storm: Storm, chance: random.Random) -> None:
    seen, ada = storm.now(), storm.phone_of(storm.visitors["Ada"].person)
    holder = seen["floor"]["holder"]
    what = chance.random()
    if what < 0.6 and holder is not None:
        storm.press(chance.choice([ada, storm.phone_of(holder)]), "turns", holder=holder)
    elif what < 0.85:
        storm.press(ada, "resumptions" if seen["pause"] else "pauses")
    else:
        storm.press(ada, "extensions", seen=seen["step"], minutes=2, source="free")


def _wait_until_agreed(storm: Storm, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not _agreed(storm):
        shown = {phone.person: phone.version for phone in storm.phones}
        if time.monotonic() > until:
            logs = "\n".join(site.log()[-1500:] for site in storm.sites)
            pytest.fail(f"the database is at {storm.records.version()}, the pages at {shown}\n{logs}")
        time.sleep(0.05)


def _agreed(storm: Storm) -> bool:
    try:
        version = storm.records.version()
    except SQLAlchemyError:
        return False
    return all(phone.version == version for phone in storm.phones)


def _check(storm: Storm, before: Counter[int]) -> None:
    now, floor = storm.now(), storm.now()["floor"]
    assert now["step"] - storm.calm["step"] == len(storm.carried_out(*MOVES)), "a move was lost, or counted twice"
    taken = storm.records.turns() - before
    assert taken.total() == len(storm.carried_out("turns")), "a turn was lost, or handed on twice"
    round_of = [storm.calm["floor"]["holder"], *storm.calm["floor"]["waiting"]]
    for person in round_of:
        turns = taken[person] + (floor["holder"] == person) + floor["waiting"].count(person)
        assert turns == 1, f"{person} has {turns} turns in this round"
    assert set(storm.carried_out("affirmations")) <= storm.records.affirmed(), "something acknowledged was lost"
