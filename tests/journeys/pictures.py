"""Pictures of the room in each phase: `python -m tests.journeys.pictures` writes a sheet for each width and scheme.

A real server with the demo is started and a meeting taken through it. Three people look: Mina, who is a member, Jo,
who presents, and Ada, who facilitates. Whatever is wider than its window is printed.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, sync_playwright

from cop.config import Settings
from cop.core.clock import system_clock
from tests.faults.browsing import Visitor
from tests.journeys import sheets
from tests.journeys.books import Books
from tests.journeys.people import Person
from tests.journeys.stagehand import Stagehand
from tests.real.browser import QUIET
from tests.real.site import ROOT, Site, as_typed, load_demo

WIDTHS = {320: 640, 500: 900, 1280: 800}
"""Pixels: how wide a window is, and how high."""
SCHEMES = ("light", "dark")
TALLEST = 1400
"""Pixels of a long page that a picture shows."""

AT_THE_END = "body { block-size: %dpx; position: relative } .steer { position: absolute }"
"""The bar that stands on the window's lower edge stands on the picture's."""

MEMBER, PRESENTER, FACILITATOR = "Mina", "Jo", "Ada"
SLOT = {"settle", "present", "clarify", "explore", "reflect", "act", "review"}
ROOM = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife")
QUESTIONS = {"clarify": "How many calls come on a Friday?", "explore": "Who would notice first if you said no?"}

Sheets = dict[tuple[int, str], list[sheets.Picture]]
Act = Callable[[Stagehand], None]


@dataclass(slots=True)
class Camera:
    """Three people's browsers, and what was taken of them: a list of pictures for each width and scheme."""

    people: dict[str, Person]
    address: str
    taken: Sheets = field(default_factory=dict)

    def takes(self, phase: str, *, version: int) -> None:
        """What everybody in this phase sees, once they see this version. Who presents is a member elsewhere."""
        for name, person in self.people.items():
            if name == PRESENTER and phase not in SLOT:
                continue
            words = phase.replace("_", " ")
            person.goes_to(self.address)
            person.has_caught_up_with(version)
            for width, height in WIDTHS.items():
                person.page.set_viewport_size({"width": width, "height": height})
                for scheme in SCHEMES:
                    person.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    picture = sheets.Picture(caption=f"{words} · {ROLES[name]}", png=_shot(person, width))
                    self.taken.setdefault((width, scheme), []).append(picture)
                _complain_of_overflow(person, f"{phase}, {name}, {width} px")


ROLES = {MEMBER: "a member", PRESENTER: "presents", FACILITATOR: "facilitates"}


def main() -> None:
    """Write the sheets into the folder that is named, or into docs/room."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "room"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        for (width, scheme), pictures in _of_a_meeting(browser, Path(scratch)).items():
            target = folder / f"{width}-{scheme}.webp"
            target.write_bytes(sheets.sheet(browser, pictures, scheme=scheme, width=width))
            sys.stdout.write(f"{target}: {len(pictures)} pictures, {target.stat().st_size // 1024} kB\n")
        browser.close()


def _of_a_meeting(browser: Browser, scratch: Path) -> Sheets:
    data = scratch / "data"
    load_demo(Settings(data_dir=data, demo=True))
    site = Site(scratch, data=data, environ={"COP_DEMO": "yes"}, begin=as_typed)
    try:
        site.wait_until_ready()
        books = Books(site)
        stage = Stagehand(books, lambda name: Visitor(site, name), presenters=(PRESENTER, "Sam"))
        people = {name: Person(browser, site, name=name, bypass_csp=True) for name in ROLES}
        camera = Camera(people, f"/meetings/{stage.meeting_id}")
        for phase in _phases(stage):
            camera.takes(phase, version=books.meeting(stage.meeting_id).version)
        return camera.taken
    finally:
        site.stop()


def _phases(stage: Stagehand) -> Iterator[str]:
    """Each phase of the first slot, and what is before and after the slots, each once, with something going on."""
    for name in ROOM[1:5]:
        stage.lets(name, "arrivals")
    yield "lobby"
    stage.gathers("Ada", "Ife")
    seen = set[str]()
    while (key := stage.progress.part.key) != "closing" or key not in seen:
        if key not in seen and stage.progress.part.slot in {None, 1}:
            GOING_ON.get(key, lambda _stage: None)(stage)
            yield key
        seen.add(key)
        if key == "closing":
            break
        stage.moves_on()
    stage.lets("Ada", "closings", seen=stage.progress.step)
    yield "closed"


def _they_affirm(stage: Stagehand) -> None:
    for name in ("Bo", "Jo"):
        stage.lets(name, "affirmations")


def _they_bid(stage: Stagehand) -> None:
    stage.lets("Jo", "bids", sentence="We say yes to everybody.", urgency=3)
    stage.lets("Sam", "bids", sentence="My chair and I have stopped talking.", urgency=2)


def _somebody_asks(stage: Stagehand) -> None:
    holder = stage.books.name(stage.progress.floor.holder) or MEMBER
    stage.lets(holder, "queued-questions", text=QUESTIONS[stage.progress.part.key])


def _she_promises(stage: Stagehand) -> None:
    day = (system_clock() + timedelta(days=14)).date().isoformat()
    stage.lets(PRESENTER, "commitments", what="Say no to one thing, in writing.", first_step="Find it.", by_when=day)


GOING_ON: dict[str, Act] = {
    "opening": _they_affirm,
    "bidding": _they_bid,
    "clarify": _somebody_asks,
    "explore": _somebody_asks,
    "act": _she_promises,
}


def _shot(person: Person, width: int) -> bytes:
    height = min(int(person.page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
    return person.page.screenshot(full_page=True, clip=clip, style=AT_THE_END % height)


def _complain_of_overflow(person: Person, where: str) -> None:
    wide = int(person.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
    if wide > 0:
        sys.stdout.write(f"{where}: {wide} pixels too wide\n")


if __name__ == "__main__":
    main()
