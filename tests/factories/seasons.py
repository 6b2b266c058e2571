"""A season played through the pages as its script says, and what the people in it read there."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from cop.sets.queries import dates_of
from tests.conftest import TestClock
from tests.factories.people import a_user
from tests.factories.scripts import MEETINGS, Day, Script, written
from tests.factories.sets import a_set

NAMES = ("Bo", "Mina", "Jo", "Sam", "Ife", "Ben", "Kit", "Lou")
OWN_REASON = "Tribunal on Monday"
SUM = re.compile(r"second: (\d+) seconds were shared out, (-?\d+) used, (-?\d+) are due and (-?\d+) have lapsed")
OUTLOOK = re.compile(
    r"In the (?:one|(?P<meetings>\d+)) meetings? left there is time for (?P<slots>\d+) slots?, "
    r"and (?P<waiting>\d+) of you ha(?:s|ve) not presented yet: (?P<without>one|\d+) would not present this season\."
)
PLACE = re.compile(r'<li><strong>([^<]+)</strong>\s*<span class="hint">([^<]*)</span></li>')
SUGGESTED = re.compile(r'action="[^"]*/orders".*?</form>', re.DOTALL)


@dataclass
class Books:
    """What a watcher reads: who presents in each meeting, and what stands on the pages of those who would like to.

    `outlook` is what the set's page said of the season before a meeting, `places` the suggested order with what stands
    beside each name, and `agreed` the order that was written down.
    """

    orders: dict[int, list[int]] = field(default_factory=dict)
    outlook: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    places: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)
    agreed: dict[tuple[int, int], str] = field(default_factory=dict)
    overridden: set[int] = field(default_factory=set)
    refused: int = 0


@dataclass
class Season:
    """Eight members and Ada, who facilitates; everything they do goes through a browser of their own."""

    app: Flask
    client_for: Callable[[int], FlaskClient]
    clock: TestClock
    books: Books = field(default_factory=Books)
    kept: str = ""
    """Ada's window, until somebody does something: her page does not load itself again either."""

    def formed(self, *, way: str, minutes: int, random: Random) -> "Season":
        """The set with six dates; Ada writes the agreement, and everybody accepts it."""
        start = self.clock.now
        with self.app.app_context():
            self.ada = a_user("Ada").id
            self.members = [a_user(name).id for name in NAMES]
            self.set_id = a_set(
                self.ada, self.members, now=start, agreed=False, seats=8, meeting_minutes=minutes,
                dates=[start + timedelta(weeks=5 * number, hours=1) for number in range(MEETINGS)],
            )  # fmt: skip
            self.dates = [(each.id, each.starts_at) for each in dates_of(self.set_id)]
        self.script: Script = written(way, minutes, self.members, random=random)
        self.name_of = dict(zip(self.members, NAMES, strict=True))
        self.sign_in()
        said = {"confidentiality": "closed", "sharing": way, "ground_rules": "We ask.", "seen": 0}
        self.post(self.ada, f"/sets/{self.set_id}/agreements", said)
        for each in self.browsers:
            self.post(each, f"/sets/{self.set_id}/agreement/acceptances", {"seen": 1})
        return self

    def sign_in(self) -> None:
        self.browsers = {each: self.client_for(each) for each in (self.ada, *self.members)}

    def played(self) -> "Season":
        """All six meetings."""
        for number, (meeting_id, starts_at) in enumerate(self.dates, start=1):
            self.clock.now = starts_at - timedelta(minutes=5)
            self.sign_in()
            self.number, self.meeting_id = number, meeting_id
            self.meet(self.script.days[number])
        return self

    def meet(self, day: Day) -> None:
        for each in day.willing(self.script.way):
            self.books.outlook[each, self.number] = self.outlook_for(each)
        self.all_press("arrivals", (self.ada, *day.in_time))
        self.steer("starts")
        if self.script.way == "rotation":
            self.on_to("The order")
            self.all_press("arrivals", day.late)
            self.all_press("abstentions", day.passing)
        else:
            self.bid(day)
            self.all_press("arrivals", day.late)
        order = self.books.orders[self.number] = self.agree(day)
        self.read_who_presents(day)
        self.hold_slots(day, order)

    def bid(self, day: Day) -> None:
        self.on_to("Bids")
        for each, urgency in day.urgency.items():
            self.press(each, "bids", sentence="Something of mine", urgency=urgency)
        self.all_press("abstentions", day.passing)
        self.steer("advances")

    def all_press(self, verb: str, people: Iterable[int]) -> None:
        for each in people:
            self.press(each, verb)

    def agree(self, day: Day) -> list[int]:
        """As the set would rather have it, where the script says so and it is not refused; else as suggested."""
        offered = SUGGESTED.search(self.look(self.ada))
        assert offered
        suggested = [int(each) for each in re.findall(r'name="place"\s+value="(\d+)"', offered[0])]
        for wish in day.wishes:
            own = [each for each in wish if each in day.willing(self.script.way)][: len(suggested)]
            if own != suggested:
                if self.steer("orders", place=own, reason=OWN_REASON, expect=(303, 422)) == 303:
                    self.books.overridden.add(self.number)
                    return own
                self.books.refused += 1
        self.steer("orders", place=suggested)
        return suggested

    def read_who_presents(self, day: Day) -> None:
        """Before the first slot begins, each who would like one looks at their own screen."""
        ids = {name: each for each, name in self.name_of.items()}
        for each in day.willing(self.script.way):
            page = self.look(each)
            said = PLACE.findall(page)
            self.books.places[each, self.number] = {ids[name]: " ".join(hint.split()) for name, hint in said}
            agreed = re.search(r"Agreed: [^<]*", page)
            self.books.agreed[each, self.number] = " ".join(agreed[0].split()) if agreed else ""

    def hold_slots(self, day: Day, order: Sequence[int]) -> None:
        """Every phase as long as the script says, whoever's slot it is; the rest of the meeting takes its time."""
        self.steer("advances")
        for place, presenter in enumerate(order):
            self.on_past("Break")
            for seconds in day.lengths[place]:
                self.read(rf"(\b{self.name_of[presenter]}.s slot, slot {place + 1} of {len(order)})")
                self.clock.forward(seconds=seconds)
                self.steer("advances")
        self.on_to("Closing round")
        self.steer("closings")

    def on_to(self, *parts: str) -> None:
        while self.part not in parts:
            self.clock.forward(minutes=3)
            self.steer("advances")

    def on_past(self, part: str) -> None:
        while self.part == part:
            self.clock.forward(minutes=3)
            self.steer("advances")

    @property
    def part(self) -> str:
        """What runs, as Ada's window is headed."""
        return self.read(r'data-title="(.*?) ·')

    def read(self, pattern: str) -> str:
        """What stands at this place of Ada's stage."""
        self.kept = self.kept or self.look(self.ada)
        found = re.search(pattern, self.kept)
        assert found, pattern
        return found[1]

    def look(self, person: int) -> str:
        """The stage of the meeting as this person sees it now."""
        return unescape(self.browsers[person].get(f"/meetings/{self.meeting_id}/stage").get_data(as_text=True))

    def page_for(self, person: int) -> str:
        """The set's page, its spaces made one."""
        return " ".join(unescape(self.browsers[person].get(f"/sets/{self.set_id}").get_data(as_text=True)).split())

    def outlook_for(self, person: int) -> tuple[int, ...]:
        """Meetings and slots left, who has not presented, and how many will not, as the set's page warns; else ()."""
        found = OUTLOOK.search(self.page_for(person))
        return tuple(int(each) if each not in (None, "one") else 1 for each in found.groups()) if found else ()

    def steer(self, verb: str, *, expect: tuple[int, ...] = (303,), **said: Any) -> int:
        """Ada presses, with the step that she sees."""
        return self.press(self.ada, verb, expect=expect, seen=self.read(r'name="seen"\s+value="(\d+)"'), **said)

    def press(self, person: int, verb: str, *, expect: tuple[int, ...] = (303,), **said: Any) -> int:
        return self.post(person, f"/meetings/{self.meeting_id}/{verb}", said, expect=expect)

    def post(self, person: int, path: str, said: dict[str, Any], *, expect: tuple[int, ...] = (303,)) -> int:
        self.kept = ""
        answer = self.browsers[person].post(path, data=said)
        assert answer.status_code in expect, (path, said, answer.get_data(as_text=True)[:2000])
        return answer.status_code
