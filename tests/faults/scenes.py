"""Where a meeting stands when something breaks, and what its people press meanwhile."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cop.meetings import rules
from tests.faults.desks import Desk
from tests.faults.storm import Storm

Press = Callable[[Storm, random.Random, rules.Progress], None]
PRESENTERS = ("Sam", "Jo")
AUTHORS = ("Bo", "Ife", "Ben")
TIMELESS = 7 * 24 * 60  # minutes, so that two more are always free
LAST_PHASE = "review"
WORDS = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """`starts_in` is one of these parts by chance, and the set asks in one of these ways."""

    name: str
    starts_in: tuple[str, ...]
    presses: Mapping[Press, int]
    asking: tuple[rules.Asking, ...] = ("round",)
    has_slot: bool = True

    def begin(self, storm: Storm, *, now: datetime) -> rules.Progress:
        """The meeting where this begins."""
        return played(storm, storm.chance.choice(self.starts_in), asking=storm.chance.choice(self.asking), now=now)

    def press(self, storm: Storm, chance: random.Random) -> None:
        """Somebody does what they could do as things stand."""
        (press,) = chance.choices(list(self.presses), weights=list(self.presses.values()))
        press(storm, chance, storm.now())


def played(storm: Storm, key: str, *, asking: rules.Asking = "round", now: datetime) -> rules.Progress:
    """The meeting as its rules lead to this part, in which the first slot is asked so."""
    room = storm.opened.floor.seats
    progress = replace(storm.opened, began=now, clock_from=now, running_from=now)
    while progress.part.key != key:
        if progress.part.key == "agreed":
            order = [storm.visitors[name].person for name in PRESENTERS]
            progress = rules.agree_order(progress, order, seen=progress.step).progress
        if progress.part.slot is not None and asking != "round":
            progress = rules.choose_asking(progress, asking).progress
        progress = rules.advance(progress, seen=progress.step, now=now, room=room).progress
    return replace(progress, meeting_minutes=TIMELESS)


def hand_on(storm: Storm, chance: random.Random, seen: rules.Progress) -> None:
    """The floor goes on, by whoever has it or by Ada."""
    holder = seen.floor.holder
    if holder is not None:
        storm.press(chance.choice([storm.phone("Ada"), storm.phone_of(holder)]), "turns", holder=holder)


def raise_a_hand(storm: Storm, _chance: random.Random, _seen: rules.Progress) -> None:
    """Each member once, so that it can be counted what became of it."""
    if storm.still_to_ask:
        storm.press(storm.phone(storm.still_to_ask.pop()), "hands")


def lower_a_hand(storm: Storm, chance: random.Random, seen: rules.Progress) -> None:
    if seen.floor.hands:
        storm.press(storm.phone_of(chance.choice(seen.floor.hands)), "lowered-hands")


def hold_or_go_on(storm: Storm, _chance: random.Random, seen: rules.Progress) -> None:
    storm.press(storm.phone("Ada"), "resumptions" if seen.pause else "pauses")


def give_time(storm: Storm, _chance: random.Random, seen: rules.Progress) -> None:
    storm.press(storm.phone("Ada"), "extensions", seen=seen.step, minutes=2, source="free")


def move_on(storm: Storm, _chance: random.Random, seen: rules.Progress) -> None:
    """To the next phase, up to the last of the slot."""
    if seen.part.key != LAST_PHASE:
        storm.press(storm.phone("Ada"), "advances", seen=seen.step)


def write_at(desk: Desk, chance: random.Random) -> None:
    """Somebody writes at one page; now and then they have a question, which they keep or put in line."""
    for _ in range(WORDS):
        time.sleep(chance.uniform(0.1, 0.4))
        desk.write(f"word-{chance.getrandbits(32):08x}")
        if chance.random() < 0.4:
            desk.finish(chance.choice(["questions", "queued-questions"]))


ROUND = Scene("a round", ("check_in",), {hand_on: 60, hold_or_go_on: 25, give_time: 15}, has_slot=False)
QUESTIONS = Scene(
    "questions in a slot",
    ("explore",),
    {hand_on: 45, raise_a_hand: 20, lower_a_hand: 5, hold_or_go_on: 15, give_time: 15},
    asking=("round", "balanced", "open"),
)
PHASES = Scene(
    "a slot from phase to phase",
    ("settle", "present", "clarify"),
    {hand_on: 35, move_on: 30, hold_or_go_on: 20, give_time: 15},
)
SCENES = (ROUND, QUESTIONS, PHASES)
