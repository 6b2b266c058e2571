"""People in browsers of their own: what a journey says that they do, and what they see."""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Response, Route, WebSocket, expect

from tests.real.site import Site

PATIENCE_MS = 10_000
SEE_OTHER = 303
OF_THE_NETWORK = ("Failed to load resource: net::", "WebSocket connection to", "Failed to load resource: the server")
HOW_IT_STANDS = """() => {
  const clock = document.querySelector("[data-clock]")
  const stage = document.getElementById("stage")
  return {
    at: Date.now(), version: Number(stage.dataset.version), part: stage.dataset.title.split(" · ")[0],
    clock: clock?.querySelector(".clock__time").textContent ?? "",
    held: clock?.classList.contains("clock--held"), over: clock?.classList.contains("clock--over"),
  }
}"""


class Person:
    """Somebody of the demo, signed in, in a browser that nobody else uses; with no name, a visitor. Who comes `by_hand`
    has pressed a button for it and is at the front page; the others have no page open yet."""

    def __init__(self, browser: Browser, site: Site, *, name: str, by_hand: bool = False, **options: Any) -> None:
        self.name = name
        self.context = browser.new_context(base_url=site.url, reduced_motion="reduce", **options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._notice)
        self.calls = 0
        self.page.on("websocket", self._count)
        if name:
            (self._presses_their_button if by_hand else self._sends_their_form)()

    def goes_to(self, address: str) -> None:
        self.page.goto(address)

    def comes_in(self, meeting: str) -> None:
        """Open the page of the meeting and press the button of the door."""
        self.goes_to(meeting)
        self.press("Come in")

    def press(self, label: str) -> None:
        """Press a button of exactly this name, the first where several have it."""
        self.page.get_by_role("button", name=label, exact=True).first.click()

    def moves_on(self) -> None:
        """Press «Move on to …», whatever comes next."""
        self.page.get_by_role("button", name=re.compile("^Move on to ")).click()

    def opens(self, summary: str) -> None:
        """Unfold what stands under these words."""
        self.page.locator("summary", has_text=summary).first.click()

    def writes(self, text: str, *, into: str) -> None:
        self.page.get_by_label(into, exact=True).fill(text)

    def chooses(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sees(self, words: str) -> None:
        """These words are somewhere on the page, or come within ten seconds."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE_MS)

    def no_longer_sees(self, words: str) -> None:
        """These words are nowhere on the page, or go within ten seconds."""
        expect(self.page.locator("main")).not_to_contain_text(words, timeout=PATIENCE_MS)

    def shows(self, part: str) -> None:
        """Their stage is at this part, or comes to it within ten seconds."""
        expect(self.stage).to_have_attribute("data-title", re.compile(f"^{part} ·"), timeout=PATIENCE_MS)

    def has_caught_up_with(self, version: int) -> None:
        """Their stage is of this version or a later one, or comes to it within ten seconds."""
        newer = "(least) => Number(document.getElementById('stage').dataset.version) >= least"
        self.page.wait_for_function(newer, arg=version, timeout=PATIENCE_MS)

    @property
    def stage(self) -> Locator:
        return self.page.locator("#stage")

    def looks(self) -> dict[str, Any]:
        """What the stage shows at one moment: version, part, clock ("4:05"), held, over, and the moment in ms."""
        seen: dict[str, Any] = self.page.evaluate(HOW_IT_STANDS)
        return seen

    def may(self, label: str) -> bool:
        """Whether there is a button of this name at this moment."""
        return self.page.get_by_role("button", name=label, exact=True).count() > 0

    def loses_the_network(self) -> None:
        self.context.set_offline(True)

    def finds_the_network(self) -> None:
        self.context.set_offline(False)

    def loses_at_first(self, *files: str) -> None:
        """Each address under these patterns is lost on the way once, and comes when it is asked for again."""
        asked: set[str] = set()

        def once(route: Route) -> None:
            if route.request.url in asked:
                return route.continue_()
            asked.add(route.request.url)
            return route.abort("connectionfailed")

        for pattern in files:
            self.page.route(pattern, once)

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait until it has happened, ten seconds at most."""
        until = time.monotonic() + PATIENCE_MS / 1000
        while not happened():
            assert time.monotonic() < until, "it did not happen within ten seconds"
            self.waits(0.05)

    def waits(self, seconds: float) -> None:
        """Let time pass while the page goes on living."""
        self.page.wait_for_timeout(max(seconds, 0) * 1000)

    def _presses_their_button(self) -> None:
        self.page.goto("/demo")
        self.page.get_by_role("button", name=f"Be {self.name}").click()
        expect(self.page.locator(".masthead__name")).to_contain_text(self.name)

    def _sends_their_form(self) -> None:
        """As their browser would: to show them two pages first takes a second of a processor."""
        html = self.context.request.get("/demo").text()
        form = re.search(rf'action="(/demo/\d+/sign-ins)"(?:(?!</form>).)*"Be {self.name} ', html, re.DOTALL)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
        assert form is not None
        assert token is not None
        answer = self.context.request.post(form[1], form={"csrf_token": token[1]}, max_redirects=0)
        assert answer.status == SEE_OTHER

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OF_THE_NETWORK):
            self.complaints.append(message.text)

    def _count(self, _line: WebSocket) -> None:
        """How often this page has called the server, heard or not."""
        self.calls += 1

    def _notice(self, answer: Response) -> None:
        if "/static/" in answer.url and not answer.ok:
            self.complaints.append(f"{answer.status} {answer.url}")


def seconds_on(clock: str) -> int:
    """What a clock reads, "4:05", in seconds."""
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)


def all_show(people: Iterable[Person], part: str) -> None:
    for person in people:
        person.shows(part)
