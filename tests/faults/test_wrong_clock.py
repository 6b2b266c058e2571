"""Computers whose clocks are ten minutes off show the same time left as everybody else's, and press as others do."""

import random
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from cop.core.clock import system_clock
from cop.meetings import rules
from tests.faults.browsing import within
from tests.faults.records import MEETING
from tests.faults.scenes import played
from tests.faults.storm import FIRST_SEED, MOVED, SEEDS, Storm

TEN_MINUTES = 600_000
OFF = """
const off = %d, Honest = Date, now = Date.now
globalThis.Date = class extends Honest {
  constructor(...given) { given.length ? super(...given) : super(now() + off) }
  static now() { return now() + off }
}
"""
LOOKS = """() => ({
  version: Number(document.getElementById("stage").dataset.version),
  held: document.querySelector("[data-clock]").classList.contains("clock--held"),
  left: document.querySelector("[data-clock] .clock__time").textContent,
})"""
TOGETHER = 2  # seconds by which two screens may differ
SOON = 20  # seconds
A_SECOND = timedelta(seconds=1)  # the servers' clock is this machine's


@dataclass(frozen=True, slots=True)
class Screens:
    """Mina's clock is right; Jo's and Ada's are wrong, one fast and one slow."""

    storm: Storm
    mina: Page
    jo: Page
    ada: Page

    def come_to(self, key: str, *, asking: rules.Asking = "round") -> None:
        """The meeting stands at this part, and everybody sees it."""
        self.storm.records.put_back(played(self.storm, key, asking=asking, now=system_clock()))
        ada, page = self.storm.visitors["Ada"], f"/meetings/{MEETING}"
        assert ada.post(f"{page}/affirmations", page=page).status_code == MOVED
        self.agree()

    def agree(self) -> None:
        """Within moments all three show the stored stage, with the same time left."""
        within(SOON, self._are_together)

    def left(self) -> int:
        """What Mina reads, in seconds."""
        return _seconds(self.mina.evaluate(LOOKS)["left"])

    def _are_together(self) -> bool:
        version = self.storm.records.version()
        looks = [page.evaluate(LOOKS) for page in (self.mina, self.jo, self.ada)]
        left = [_seconds(each["left"]) for each in looks]
        same = {each["version"] for each in looks} == {version} and len({each["held"] for each in looks}) == 1
        return same and max(left) - min(left) <= TOGETHER


def time_is_given(screens: Screens, chance: random.Random) -> None:
    screens.come_to("check_in")
    minutes, before = chance.choice([2, 5]), screens.left()
    screens.ada.locator("#more summary").click()
    free = screens.ada.locator("form", has_text="free before")
    free.get_by_role("button", name=f"{minutes} minutes", exact=True).click()
    within(SOON, lambda: screens.storm.records.progress().part.extended == 60 * minutes)
    screens.agree()
    assert 0 <= before + 60 * minutes - screens.left() <= SOON


def the_clock_is_held(screens: Screens, chance: random.Random) -> None:
    screens.come_to(chance.choice(["check_in", "explore"]))
    _press(screens.jo, "Pause a moment")
    within(SOON, lambda: screens.storm.records.progress().paused)
    screens.agree()
    held = screens.left()
    _press(screens.ada, "Go on")
    within(SOON, lambda: not screens.storm.records.progress().paused)
    screens.agree()
    assert 0 <= held - screens.left() <= SOON


def the_meeting_moves_on(screens: Screens, chance: random.Random) -> None:
    screens.come_to(chance.choice(["check_in", "clarify"]))
    before = screens.storm.records.progress()
    screens.ada.get_by_role("button", name=re.compile("^Move on to ")).click()
    within(SOON, lambda: screens.storm.records.progress().at == before.at + 1)
    screens.agree()
    assert screens.left() <= screens.storm.records.progress().part.planned


def a_slot_is_asked_for(screens: Screens, _chance: random.Random) -> None:
    screens.come_to("bidding")
    screens.jo.get_by_label(re.compile("^What you would bring")).fill("I would like an hour of your questions.")
    _press(screens.jo, "I would like time today")
    within(SOON, lambda: screens.storm.visitors["Jo"].person in screens.storm.records.bidders())
    screens.agree()


def hands_go_up(screens: Screens, chance: random.Random) -> None:
    screens.come_to("explore", asking=chance.choice(["balanced", "open"]))
    records = screens.storm.records
    jo, mina = (screens.storm.visitors[name].person for name in ("Jo", "Mina"))
    _press(screens.jo, "I would like to ask")
    within(SOON, lambda: records.progress().floor.holder == jo)
    _press(screens.mina, "I would like to ask")
    within(SOON, lambda: records.progress().floor.hands == (mina,))
    _press(screens.jo, "Thank you, next")
    within(SOON, lambda: records.progress().floor.holder == mina)
    screens.agree()


DEEDS = [time_is_given, the_clock_is_held, the_meeting_moves_on, a_slot_is_asked_for, hands_go_up]


@pytest.mark.parametrize("stack", ["embedded_storm", "scaled_storm"])
@pytest.mark.timeout(3600 if SEEDS > 2 else 120)
def test_abuse_43_clocks_that_are_ten_minutes_off_change_nothing(
    request: pytest.FixtureRequest, browser: Browser, stack: str
) -> None:
    storm: Storm = request.getfixturevalue(stack)
    for seed in range(FIRST_SEED, FIRST_SEED + SEEDS):
        chance = random.Random(seed)
        storm.records.clear_away()
        began, before = system_clock(), storm.records.last_line()
        with _opened(storm, browser, off=chance.choice([-TEN_MINUTES, TEN_MINUTES])) as screens:
            for deed in chance.sample(DEEDS, len(DEEDS)):
                deed(screens, chance)
        over = system_clock()
        for line in storm.records.lines(after=before):
            assert began - A_SECOND <= line.began <= line.ended <= over + A_SECOND


@contextmanager
def _opened(storm: Storm, browser: Browser, *, off: int) -> Iterator[Screens]:
    """The meeting in three browsers. Each is as far from the others as it should be."""
    with ExitStack() as browsers:
        mina, jo, ada = (
            _page(storm, browser, name, off=wrong, browsers=browsers)
            for name, wrong in (("Mina", 0), ("Jo", off), ("Ada", -off))
        )
        for page in (jo, ada):
            assert abs(page.evaluate("Date.now()") - mina.evaluate("Date.now()")) > TEN_MINUTES - 10_000
        yield Screens(storm, mina, jo, ada)


def _page(storm: Storm, browser: Browser, name: str, *, off: int, browsers: ExitStack) -> Page:
    context = browser.new_context()
    browsers.callback(context.close)
    visitor = storm.visitors[name]
    cookies = [(each.name, each.value or "") for each in visitor.session.cookies]
    context.add_cookies([{"name": key, "value": value, "url": visitor.site.url} for key, value in cookies])
    context.add_init_script(OFF % off)
    page = context.new_page()
    page.goto(f"{visitor.site.url}/meetings/{MEETING}")
    return page


def _press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)
