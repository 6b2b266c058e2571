"""More time for the running part, and where it comes from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, get_args

from cop.core.errors import RuleBroken
from cop.meetings.rules.clock import free_time
from cop.meetings.rules.guards import check_live, check_seen
from cop.meetings.rules.record import extension_line, moment
from cop.meetings.rules.values import Move, Part, Progress

Source = Literal["slot", "break", "free"]
STEPS: Final = (2, 5)
NOBODY: Final[Mapping[int, int]] = MappingProxyType({})
SHORTEST_PHASE: Final = 60
SHORTEST_BREAK: Final = 300


def extend(progress: Progress, minutes: int, *, source: Source, seen: int, now: datetime) -> Move:
    """`slot` takes from later phases of this slot, `break` from a break to come, `free` from what no part needs."""
    check_seen(progress, seen)
    check_live(progress)
    check_minutes(minutes)
    if source not in get_args(Source):
        raise RuleBroken("Take the minutes from this slot, from the break, or from what is free.")
    if source == "free":
        _check_free(progress, minutes, now=now)
        return lengthened(progress, minutes, now=now)
    gives = {"slot": _from_slot, "break": _from_break}[source]
    return lengthened(progress, minutes, by=gives(progress, 60 * minutes), now=now)


def sources(progress: Progress, *, now: datetime) -> dict[Source, tuple[int, ...]]:
    """Where more minutes for the part that runs could come from, and how many."""
    free, has_break = free_time(progress, now=now), any(part.key == "break" for _, part in _later(progress))
    found: dict[Source, tuple[int, ...]] = {
        "slot": STEPS if progress.part.slot is not None else (),
        "break": STEPS if has_break else (),
        "free": tuple(each for each in STEPS if free >= timedelta(minutes=each)),
    }
    return {source: minutes for source, minutes in found.items() if minutes}


def want_more(progress: Progress) -> Progress:
    """The presenter would like more time. Nothing follows from it by itself."""
    check_live(progress)
    return replace(progress, wants_more=True)


def check_minutes(minutes: int) -> None:
    if minutes not in STEPS:
        raise RuleBroken("Add 2 or 5 minutes.")


def lengthened(progress: Progress, minutes: int, *, now: datetime, by: Mapping[int, int] = NOBODY) -> Move:
    """The part that runs has so many minutes more; the parts `by` whom they are given have so many seconds less."""
    takes = {progress.at: 60 * minutes} | {at: -seconds for at, seconds in by.items()}
    now = moment(progress, now)
    order = tuple(replace(part, extended=part.extended + takes.get(at, 0)) for at, part in enumerate(progress.order))
    lines = tuple(extension_line(order[at], seconds, now=now) for at, seconds in takes.items() if seconds)
    return Move(replace(progress, order=order, step=progress.step + 1, wants_more=False), lines)


def _from_slot(progress: Progress, seconds: int) -> Mapping[int, int]:
    slot = progress.part.slot
    spare = {
        at: _spare(part, SHORTEST_PHASE) for at, part in _later(progress) if slot is not None and part.slot == slot
    }
    if sum(spare.values()) < seconds:
        raise RuleBroken(
            "The rest of this slot has not enough minutes to give. Take them from the break, or ask the set."
        )
    return pro_rata(spare, seconds)


def _from_break(progress: Progress, seconds: int) -> Mapping[int, int]:
    for at, part in _later(progress):
        if part.key == "break" and _spare(part, SHORTEST_BREAK) >= seconds:
            return {at: seconds}
    raise RuleBroken("There is no break to come that has so many minutes to give. A break keeps at least 5.")


def _check_free(progress: Progress, minutes: int, *, now: datetime) -> None:
    if free_time(progress, now=now) < timedelta(minutes=minutes):
        raise RuleBroken("Not so many minutes are free before the meeting is to end. Ask the set whether to end later.")


def pro_rata(spare: Mapping[int, int], seconds: int) -> dict[int, int]:
    """Whole seconds from each in proportion to what it can spare; rounding favours the largest remainders."""
    total = sum(spare.values())
    shares = {at: seconds * each // total for at, each in spare.items()}
    by_remainder = sorted(spare, key=lambda at: (-(seconds * spare[at] % total), at))
    for at in by_remainder[: seconds - sum(shares.values())]:
        shares[at] += 1
    return shares


def _later(progress: Progress) -> list[tuple[int, Part]]:
    return list(enumerate(progress.order))[progress.at + 1 :]


def _spare(part: Part, shortest: int) -> int:
    return max(part.planned - shortest, 0)
