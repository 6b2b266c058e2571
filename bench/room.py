"""From a facilitator's press to the new stage painted in seven other browsers."""

import shutil
import statistics
import time
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure
from bench.scene import Scene

PRESSES = 30
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PAINTED = (
    """() => performance.getEntriesByName("stage.painted").map((mark) => performance.timeOrigin + mark.startTime)"""
)
PATIENCE_MS = 15_000


def press_to_paint(scene: Scene, url: str) -> Figure:
    """Pauses and goes on, again and again; milliseconds, the 95th percentile over all presses and browsers."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("press_to_paint_p95_ms needs Chromium (on Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        facilitator, *others = [_enter(browser, scene, url, name) for name in scene.seated]
        _begin(facilitator)
        waits = [wait for _ in range(PRESSES) for wait in _press(facilitator, others)]
        browser.close()
    waits.sort()
    p95 = waits[int(len(waits) * 0.95) - 1]
    median = statistics.median(waits)
    how = f"{len(waits)} paints in {len(others)} browsers after {PRESSES} presses; median {median:.0f} ms"
    return Figure("press_to_paint_p95_ms", round(p95, 1), "ms", 250, "at most", detail=how)


def _enter(browser: Browser, scene: Scene, url: str, name: str) -> Page:
    context = browser.new_context()
    context.add_cookies([{"name": "cop", "value": scene.tokens[name], "url": url}])
    page = context.new_page()
    page.goto(f"{url}/meetings/{scene.meeting_id}")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_selector("#stage[data-version]")
    return page


def _begin(facilitator: Page) -> None:
    facilitator.get_by_role("button", name="Begin").first.click()
    _button(facilitator, "Pause").wait_for(timeout=PATIENCE_MS)


def _press(facilitator: Page, others: list[Page]) -> list[float]:
    """One press, once everybody shows the same: the wait of each other browser in ms."""
    version = facilitator.locator("#stage").get_attribute("data-version")
    for page in others:
        page.wait_for_selector(f'#stage[data-version="{version}"]', timeout=PATIENCE_MS)
    seen = [len(_painted(page)) for page in others]
    label = "Go on" if _button(facilitator, "Go on").count() else "Pause"
    pressed: float = facilitator.evaluate("performance.timeOrigin + performance.now()")
    _button(facilitator, label).click()
    return [_painted_after(page, count) - pressed for page, count in zip(others, seen, strict=True)]


def _button(page: Page, label: str) -> Any:
    return page.get_by_role("button", name=label, exact=False).first


def _painted(page: Page) -> list[float]:
    marks: list[float] = page.evaluate(PAINTED)
    return marks


def _painted_after(page: Page, count: int) -> float:
    until = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < until:
        marks = _painted(page)
        if len(marks) > count:
            return marks[count]
        time.sleep(0.05)
    raise SystemExit("A browser never painted the new stage.")
