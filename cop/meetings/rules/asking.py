"""How the questions of a slot go round, and how the turns are balanced: a prompt for those they are about, no score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live
from cop.meetings.rules.record import moment, turn_lines
from cop.meetings.rules.values import Asking, Line, Move, Progress


@dataclass(frozen=True, slots=True)
class Balance:
    """Turns to ask by person, and how long the presenters and the members had the floor, in seconds."""

    turns: Mapping[int, int]
    presenting: int
    asking: int

    def quiet_among(self, people: Iterable[int]) -> tuple[int, ...]:
        """Who of these has not asked yet."""
        return tuple(each for each in people if not self.turns.get(each))


def may_choose_asking(progress: Progress) -> bool:
    """Between two phases of a slot, as long as one in which members ask is still to come."""
    slot, later = progress.part.slot, progress.order[progress.at + 1 :]
    return progress.is_live and slot is not None and any(part.asks and part.slot == slot for part in later)


def choose_asking(progress: Progress, asking: Asking) -> Move:
    """From the next phase of this slot on: in a round, whoever has asked least first, or as it comes."""
    check_live(progress)
    if asking not in get_args(Asking):
        raise RuleBroken("Choose a round, balanced turns or open questions.")
    if not may_choose_asking(progress):
        raise RuleBroken("How the set asks is chosen in a slot, before a part in which it asks.")
    return Move(replace(progress, floor=replace(progress.floor, asking=asking)))


def waits_for_explore(progress: Progress) -> bool:
    """Whether a question that makes the presenter think may wait for the open questions of this slot."""
    slot, later = progress.part.slot, progress.order[progress.at + 1 :]
    asks_facts = progress.is_live and progress.part.key == "clarify"
    return asks_facts and any(part.key == "explore" and part.slot == slot for part in later)


def may_follow_up(progress: Progress) -> bool:
    """Once in each turn of a round, or of balanced turns; open questions are not counted."""
    floor, counted = progress.floor, progress.floor.mode in ("round", "balanced")
    asks = progress.part.asks and floor.holder not in (None, progress.part.presenter)
    return progress.is_live and counted and asks and not floor.follow_up


def follow_up(progress: Progress, person: int) -> Move:
    """One question and one follow-up in a turn."""
    check_live(progress)
    floor = progress.floor
    if floor.holder != person:
        raise RuleBroken("Only whoever has the floor asks a follow-up.")
    if floor.follow_up:
        raise RuleBroken("That was the follow-up of this turn. Hand the floor on when you have heard the answer.")
    if not may_follow_up(progress):
        raise RuleBroken("Follow-ups belong to the turns in which the set asks.")
    return Move(replace(progress, floor=replace(floor, follow_up=True)))


def balance(progress: Progress, lines: Iterable[Line], *, now: datetime) -> Balance:
    """Of the slot that runs, else of the meeting so far. `lines` is its record; a turn that was passed is not one."""
    asked_in = {(part.key, part.slot) for part in progress.order if part.asks}
    presenter_of = {part.slot: part.presenter for part in progress.order if part.slot is not None}
    running = turn_lines(progress, moment(progress, now)) if progress.is_live else ()
    slots = {progress.part.slot} if progress.part.slot in presenter_of else set(presenter_of)
    turns, spoken = Counter[int](), Counter[bool]()
    for line in (*lines, *running):
        if line.kind != "turn" or line.slot not in slots or line.person is None:
            continue
        presents = line.person == presenter_of[line.slot]
        spoken[presents] += line.seconds
        if not presents and (line.key, line.slot) in asked_in:
            turns[line.person] += 1
    return Balance(turns, presenting=spoken[True], asking=spoken[False])
