"""An installation whose open meeting goes on, with a page open for each person, while something breaks."""

import gc
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from cop.core.clock import system_clock
from cop.meetings import rules
from tests.faults.browsing import Visitor
from tests.faults.desks import Desk
from tests.faults.phones import Phone
from tests.faults.records import MEETING, Records
from tests.real.postgres import Postgres
from tests.real.proxy import Line
from tests.real.redis_server import RedisServer
from tests.real.site import Site

SEEDS = int(os.environ.get("COP_FAULT_SEEDS", "1"))
FIRST_SEED = int(os.environ.get("COP_FAULT_FROM", "0"))
LONG = SEEDS > 2
EVERY = 5  # in a long run, every fifth fault lasts as long as the worst afternoon we know
MOVED = 303
NAMES = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Answered:
    """A press, whose it was, and what became of it in the end."""

    verb: str
    person: int
    status: int
    sent: datetime


@dataclass
class Storm:
    """One installation, its people, what they pressed, and what they were answered.

    `began` is where the meeting stood before anything broke, `last_line` the end of its record then. `cut_off` are
    those of whom a server may have thought that they had gone. `still_to_ask` have not raised their hand, and whether
    the meeting `moves_on` to other parts is the scene's.
    """

    sites: list[Site]
    visitors: dict[str, Visitor]
    tokens: dict[str, str]
    records: Records
    opened: rules.Progress
    redis: RedisServer | None = None
    postgres: Postgres | None = None
    chance: random.Random = field(default_factory=random.Random)
    is_worst: bool = False
    phones: dict[str, Phone] = field(default_factory=dict)
    tabs: list[Phone] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    still_to_ask: list[str] = field(default_factory=list)
    moves_on: bool = False
    cut_off: set[int] = field(default_factory=set)
    last_line: int = 0

    def __post_init__(self) -> None:
        self.began = self.opened

    def seconds(self, worst: float) -> float:
        """How long a fault lasts: a few seconds, and in a long run now and then much longer, up to the worst."""
        if not LONG:
            return self.chance.uniform(0.5, 3)
        return worst if self.is_worst else 0.5 * (worst / 0.5) ** self.chance.random()

    def open(self, name: str, *, url: str = "") -> Phone:
        """A page of this person, at one of the servers unless a way there is given."""
        there = url or self.chance.choice(self.sites).url
        return Phone(self.visitors[name], token=self.tokens[name], url=there)

    def open_tab(self, name: str, *, url: str = "") -> Phone:
        """One more page of this person, until the weather is better."""
        self.tabs.append(self.open(name, url=url))
        return self.tabs[-1]

    def take_seat(self, name: str, *, url: str = "") -> Phone:
        """The page with which this person takes part; the one that they had is closed."""
        if name in self.phones:
            self.phones[name].close()
        self.phones[name] = self.open(name, url=url)
        return self.phones[name]

    def phone(self, name: str) -> Phone:
        return self.phones[name]

    def name_of(self, person: int) -> str:
        return next(name for name, visitor in self.visitors.items() if visitor.person == person)

    def phone_of(self, person: int) -> Phone:
        return next(each for each in self.phones.values() if each.person == person)

    @property
    def pages(self) -> list[Phone]:
        """Every page that is open."""
        return [*self.phones.values(), *self.tabs]

    def press(self, phone: Phone, verb: str, **fields: object) -> int:
        sent = system_clock()
        status = phone.press(verb, **fields)
        self.answered.append(Answered(verb, phone.person, status, sent))
        return status

    def carried_out(self, *verbs: str) -> list[int]:
        """Whose presses of these verbs were told that they were carried out."""
        return [each.person for each in self.answered if each.verb in verbs and each.status == MOVED]

    def now(self) -> rules.Progress:
        """How the meeting stands in the database."""
        return self.reached(self.records.progress)

    def reached(self, ask: Callable[[], Answer]) -> Answer:
        """What the database answers, however long it is away."""
        until = time.monotonic() + 90
        while True:
            try:
                return ask()
            except SQLAlchemyError:
                assert time.monotonic() < until, "the database never came back"
                time.sleep(0.2)

    def clear_up(self) -> None:
        """Close what was opened for a fault alone; whoever sat behind a bad line takes a seat without it."""
        for tab in self.tabs:
            tab.close()
        behind = {line.url for line in self.lines}
        for name in [name for name, phone in self.phones.items() if phone.url in behind]:
            self.take_seat(name)
        for line in self.lines:
            line.close()
        self.tabs.clear()
        self.lines.clear()

    def leave(self) -> None:
        """Everybody closes their pages."""
        for page in self.pages:
            page.close()
        for line in self.lines:
            line.close()


@contextmanager
def gathered(sites: list[Site], url: str, visit: Callable[[Site, str], Visitor]) -> Iterator[Storm]:
    """Everybody is in the room, and the meeting has begun."""
    page = f"/meetings/{MEETING}"
    visitors = {name: visit(sites[0], name) for name in NAMES}
    for visitor in visitors.values():
        assert visitor.post(f"{page}/arrivals", page=page).status_code == MOVED
    assert visitors["Ada"].post(f"{page}/starts", page=page, seen=0).status_code == MOVED
    tokens = {name: visitor.token(page) for name, visitor in visitors.items()}
    engine = create_engine(url, pool_pre_ping=True)
    records = Records(engine)
    storm = Storm(sites, visitors, tokens, records, records.progress())
    yield storm
    storm.leave()
    engine.dispose()
    gc.collect()  # the sockets of lines that were cut, which nobody closes, go while they may
