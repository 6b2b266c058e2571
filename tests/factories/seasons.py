"""A season played through the pages, and books kept beside the ledger by somebody who only watches."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from cop.sets.queries import dates_of
from tests.conftest import TestClock
from tests.factories import meetings as make
from tests.factories.people import a_user
from tests.factories.sets import a_set

NAMES = ("Bo", "Mina", "Jo", "Sam", "Ife", "Ben", "Kit", "Lou")
WARNING = "would not present this season"
SUM = re.compile(r"second: (\d+) seconds were shared out, (-?\d+) used, (-?\d+) are due and (-?\d+) have lapsed")


@dataclass
class Books:
    """What a watcher notes: seconds due and used by person and meeting, who asked for time, who presented."""

    credit: dict[tuple[int, int], int] = field(default_factory=dict)
    used: dict[tuple[int, int], int] = field(default_factory=dict)
    willing: dict[int, set[int]] = field(default_factory=dict)
    orders: dict[int, list[int]] = field(default_factory=dict)
    warned: dict[int, bool] = field(default_factory=dict)
    overridden: int = 0
    refused: int = 0


@dataclass
class Season:
    """Eight members and Ada, who facilitates; everything they do goes through a browser of their own."""

    app: Flask
    client_for: Callable[[int], FlaskClient]
    clock: TestClock
    random: Random
    books: Books = field(default_factory=Books)

    def formed(self, *, way: str, minutes: int) -> "Season":
        """The set with six dates; Ada writes the agreement, and everybody accepts it."""
        start = self.clock.now
        with self.app.app_context():
            self.ada = a_user("Ada").id
            self.members = [a_user(name).id for name in NAMES]
            self.set_id = a_set(
                self.ada, self.members, now=start, agreed=False, seats=8, meeting_minutes=minutes,
                dates=[start + timedelta(weeks=5 * number, hours=1) for number in range(6)],
            )  # fmt: skip
            self.dates = [(each.id, each.starts_at) for each in dates_of(self.set_id)]
        self.browsers = {each: self.client_for(each) for each in (self.ada, *self.members)}
        said = {"confidentiality": "closed", "sharing": way, "ground_rules": "We ask.", "seen": 0}
        self.post(self.ada, f"/sets/{self.set_id}/agreements", said)
        for each in self.browsers:
            self.post(each, f"/sets/{self.set_id}/agreement/acceptances", {"seen": 1})
        return self

    def played(self) -> "Season":
        """All six meetings."""
        for number, (meeting_id, starts_at) in enumerate(self.dates, start=1):
            self.clock.now = starts_at - timedelta(minutes=5)
            for each in self.browsers:
                self.browsers[each] = self.client_for(each)
            self.books.warned[number] = WARNING in self.page(f"/sets/{self.set_id}")
            self.number, self.meeting_id = number, meeting_id
            self.meet()
        return self

    def meet(self) -> None:
        chance = {each: self.random.random() for each in self.members}
        late = [each for each in self.members if 0.75 < chance[each] <= 0.85]
        in_time = [each for each in self.members if chance[each] <= 0.75]
        for each in (self.ada, *in_time):
            self.press(each, "arrivals")
        self.steer("starts")
        self.on_to("bidding", "agreed")
        if self.key == "bidding":
            self.bid(in_time)
            self.steer("advances")
        for each in late:
            self.press(each, "arrivals")
        if self.number not in self.books.willing:
            self.pass_in_rotation([*in_time, *late])
        order = self.agree()
        self.hold_slots(order)
        self.steer("closings")
        self.note_credit(in_time, late, slots=len(order))

    def bid(self, members: list[int]) -> None:
        asking = set()
        for each in members:
            roll = self.random.random()
            if roll < 0.6:
                asking.add(each)
                self.press(each, "bids", sentence="Something of mine", urgency=self.random.randint(1, 3))
            elif roll < 0.8:
                self.press(each, "abstentions")
        self.books.willing[self.number] = asking

    def pass_in_rotation(self, members: list[int]) -> None:
        passing = {each for each in members if self.random.random() < 0.2}
        for each in passing:
            self.press(each, "abstentions")
        self.books.willing[self.number] = set(members) - passing

    def agree(self) -> list[int]:
        """In every other meeting the set would rather have an order of its own; where that is refused, as suggested."""
        offered = re.search(r'action="[^"]*/orders".*?</form>', self.stage(), re.DOTALL)
        assert offered
        suggested = [int(each) for each in re.findall(r'name="place"\s+value="(\d+)"', offered[0])]
        willing = sorted(self.books.willing[self.number])
        wishes = [self.random.sample(willing, len(suggested)) for _ in range(4 * (self.number % 2))]
        for wish in wishes:
            if wish != suggested:
                if self.steer("orders", place=wish, reason="Tribunal on Monday", expect=(303, 422)) == 303:
                    self.books.overridden += 1
                    return wish
                self.books.refused += 1
        self.steer("orders", place=suggested)
        return suggested

    def hold_slots(self, order: list[int]) -> None:
        self.books.orders[self.number] = order
        while self.key != "closing":
            presenter = self.progress.presenter
            seconds = self.random.randint(20, 900)
            self.clock.forward(seconds=seconds)
            before = self.progress.part
            self.steer("advances")
            if before.presenter is not None and presenter is not None and before.key != "agreed":
                own = (presenter, self.number)
                self.books.used[own] = self.books.used.get(own, 0) + seconds

    def note_credit(self, in_time: list[int], late: list[int], *, slots: int) -> None:
        with self.app.app_context():
            planned = sum(part.seconds for part in make.progress(self.meeting_id).order if part.slot is not None)
        present = len(in_time) + len(late)
        for each in (*in_time, *late):
            self.books.credit[each, self.number] = planned // (present * (2 if each in late else 1))

    def on_to(self, *keys: str) -> None:
        while self.key not in keys:
            self.clock.forward(minutes=3)
            self.steer("advances")

    @property
    def progress(self) -> Any:
        with self.app.app_context():
            return make.progress(self.meeting_id)

    @property
    def key(self) -> str:
        return str(self.progress.part.key)

    def stage(self) -> str:
        return self.browsers[self.ada].get(f"/meetings/{self.meeting_id}/stage").get_data(as_text=True)

    def page(self, path: str) -> str:
        """What the first member reads there."""
        return unescape(self.browsers[self.members[0]].get(path).get_data(as_text=True))

    def steer(self, verb: str, *, expect: tuple[int, ...] = (303,), **said: Any) -> int:
        """Ada presses, with the step that she sees."""
        return self.press(self.ada, verb, expect=expect, seen=self.progress.step, **said)

    def press(self, person: int, verb: str, *, expect: tuple[int, ...] = (303,), **said: Any) -> int:
        return self.post(person, f"/meetings/{self.meeting_id}/{verb}", said, expect=expect)

    def post(self, person: int, path: str, said: dict[str, Any], *, expect: tuple[int, ...] = (303,)) -> int:
        answer = self.browsers[person].post(path, data=said)
        assert answer.status_code in expect, (path, said, answer.get_data(as_text=True)[:2000])
        return answer.status_code
