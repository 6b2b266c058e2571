"""A computer whose clock is ten minutes off shows the same time left as everybody else's."""

import random
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.faults.browsing import within
from tests.faults.records import MEETING
from tests.faults.storm import MOVED, SEEDS, Storm

OFF = """
const off = %d, Honest = Date, now = Date.now
globalThis.Date = class extends Honest {
  constructor(...given) { given.length ? super(...given) : super(now() + off) }
  static now() { return now() + off }
}
"""
LEFT = "() => document.querySelector('[data-clock] .clock__time').textContent"
Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """The meeting in somebody's browser, whose clock may be wrong by some milliseconds."""
    contexts = []

    def open_page(storm: Storm, name: str, *, off: int = 0) -> Page:
        context = browser.new_context()
        contexts.append(context)
        visitor = storm.visitors[name]
        cookies = [(each.name, each.value or "") for each in visitor.session.cookies]
        context.add_cookies([{"name": key, "value": value, "url": visitor.site.url} for key, value in cookies])
        context.add_init_script(OFF % off)
        page = context.new_page()
        page.goto(f"{visitor.site.url}/meetings/{MEETING}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("stack", ["embedded_storm", "scaled_storm"])
def test_a_clock_that_is_ten_minutes_off_changes_nothing(
    request: pytest.FixtureRequest, opened: Opened, stack: str
) -> None:
    for seed in range(SEEDS):
        _compare(request.getfixturevalue(stack), opened, random.Random(seed))


def _compare(storm: Storm, opened: Opened, chance: random.Random) -> None:
    honest = opened(storm, "Mina")
    wrong = opened(storm, "Jo", off=chance.choice([-600_000, 600_000]))
    assert abs(wrong.evaluate("Date.now()") - honest.evaluate("Date.now()")) > 590_000
    within(5, lambda: _apart(honest, wrong) <= 2)
    ada, page = storm.visitors["Ada"], f"/meetings/{MEETING}"
    minutes, before = chance.choice([2, 5]), _seconds(honest)
    seen = storm.records.progress()["step"]
    pressed = ada.post(f"{page}/extensions", page=page, seen=seen, minutes=minutes, source="free")
    assert pressed.status_code == MOVED
    within(20, lambda: _seconds(honest) > before + 60 * minutes - 30)
    within(20, lambda: _apart(honest, wrong) <= 2)


def _apart(one: Page, other: Page) -> int:
    return abs(_seconds(one) - _seconds(other))


def _seconds(page: Page) -> int:
    minutes, seconds = page.evaluate(LEFT).split(":")
    return 60 * int(minutes) + int(seconds)
