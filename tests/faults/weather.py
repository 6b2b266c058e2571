"""A storm from its beginning to its end: people press and write on while something breaks; then all has to be true."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import SQLAlchemyError

from cop.core.clock import system_clock
from cop.meetings import rules
from tests.faults.desks import Desk
from tests.faults.laws import LAWS
from tests.faults.phones import LEASE, Phone
from tests.faults.records import Standing
from tests.faults.scenes import AUTHORS, PRESENTERS, Scene, move_on, write_at
from tests.faults.storm import EVERY, LONG, NAMES, Storm

Fault = Callable[[Storm], None]
PRESSES = 12
TOGETHER = 0.05  # seconds by which two pages may show another moment: each is rounded


def weather(storm: Storm, fault: Fault, *, scene: Scene, seed: int) -> None:
    """Press on while the fault comes and goes; then everything has to be true again."""
    storm.chance = random.Random(f"{fault.__name__} {scene.name} {seed}")
    storm.is_worst = LONG and seed % EVERY == 0
    _begin(storm, scene)
    with ThreadPoolExecutor(4) as aside:
        busy = [aside.submit(_press_on, storm, scene, random.Random(storm.chance.random()))]
        busy += [aside.submit(write_at, desk, random.Random(storm.chance.random())) for desk in storm.desks]
        time.sleep(storm.chance.uniform(0, 1.5))
        fault(storm)  # in this thread: what a thread starts ends with it
        for each in busy:
            each.result()
    _wait_until_agreed(storm, LEASE + 30)
    for law in LAWS:
        law(storm)


def _begin(storm: Storm, scene: Scene) -> None:
    """Everybody is there, nothing has been pressed or written, and the meeting stands where the scene begins."""
    storm.clear_up()
    moved = storm.chance.sample(NAMES, 2) if storm.phones else NAMES
    for name in moved:
        storm.take_seat(name)
    _wait_until(lambda: _all_there(storm), 45, lambda: f"there are {storm.records.present()}")
    storm.answered.clear()
    storm.cut_off.clear()
    storm.still_to_ask = [name for name in NAMES if name not in {"Ada", PRESENTERS[0]}]
    storm.chance.shuffle(storm.still_to_ask)
    storm.moves_on = move_on in scene.presses
    storm.began = scene.begin(storm, now=system_clock())
    storm.records.clear_away()
    storm.records.put_back(storm.began)
    storm.last_line = storm.records.last_line()
    storm.press(storm.phone("Ada"), "affirmations")  # the news of it brings every page here
    storm.desks = [Desk(storm.phone(name)) for name in storm.chance.sample(AUTHORS, 2)]
    _wait_until_agreed(storm, 45)
    for phone in storm.phones.values():
        phone.forget_silence()


def _press_on(storm: Storm, scene: Scene, chance: random.Random) -> None:
    pressed = []
    with ThreadPoolExecutor(3) as hands:
        for _ in range(PRESSES):
            time.sleep(chance.uniform(0, 0.3))
            pressed.append(hands.submit(scene.press, storm, random.Random(chance.random())))
    for each in pressed:
        each.result()


def _all_there(storm: Storm) -> bool:
    return storm.records.present() >= {visitor.person for visitor in storm.visitors.values()}


def _wait_until_agreed(storm: Storm, seconds: float) -> None:
    """Until everybody is there, and every page shows what the database holds."""

    def told() -> str:
        shown = "\n".join(f"{page.person} {page.url}: {page.picture}" for page in storm.pages)
        logs = "\n".join(site.log()[-1500:] for site in storm.sites)
        return f"there are {storm.records.present()}, the database holds {storm.records.standing()}\n{shown}\n{logs}"

    _wait_until(lambda: _all_there(storm) and _agree(storm.pages, storm.records.standing()), seconds, told)


def _agree(pages: list[Phone], standing: Standing) -> bool:
    progress, left = standing.progress, rules.time_left(standing.progress, now=standing.now).total_seconds()
    moment = left if progress.paused else standing.now.timestamp() + left
    shown = {(page.picture.version, page.picture.at, page.picture.is_held) for page in pages}
    same = shown == {(standing.version, progress.at, progress.paused)}
    return (
        same
        and len({page.picture.words for page in pages}) == 1
        and all(abs(page.picture.moment / 1000 - moment) < TOGETHER for page in pages)
    )


def _wait_until(happened: Callable[[], bool], seconds: float, told: Callable[[], str]) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            if happened():
                return
        except SQLAlchemyError:
            pass  # the database is not back yet
        if time.monotonic() > until:
            pytest.fail(told())
        time.sleep(0.05)
