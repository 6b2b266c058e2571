"""What is written down as a meeting goes on, and what the ledger reads from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from cop.meetings.rules.values import Line, Part, Progress

A_SECOND = timedelta(seconds=1)


def span(began: datetime, ended: datetime) -> int:
    """Whole seconds between two moments, each rounded down first: neighbouring spans then add up without loss."""
    return (ended.replace(microsecond=0) - began.replace(microsecond=0)) // A_SECOND


def moment(progress: Progress, now: datetime) -> datetime:
    """`now`, but never before what has already happened: two hosts may disagree by a little about the time."""
    known = (progress.running_from, progress.pause and progress.pause.since, progress.floor.since)
    return max(now, *(each for each in known if each))


def held_so_far(progress: Progress, now: datetime) -> int:
    return progress.held + (span(progress.pause.since, now) if progress.pause else 0)


def used_so_far(progress: Progress, now: datetime) -> int:
    """Seconds of the running part that count: without the time its clock was held."""
    return span(progress.began, now) - held_so_far(progress, now)


def end_part(progress: Progress, now: datetime) -> tuple[Progress, tuple[Line, ...]]:
    """Close what is running: the turn, the hold and the part itself."""
    part, used = progress.part, used_so_far(progress, now)
    line = Line(
        "part", part.key, part.slot, part.presenter, progress.began, now,
        planned_seconds=part.seconds, held_seconds=held_so_far(progress, now), seconds=used,
    )  # fmt: skip
    lines = (*turn_lines(progress, now), *pause_lines(progress, now), line)
    return replace(progress, order=changed(progress.order, progress.at, replace(part, used=used))), lines


def turn_lines(progress: Progress, now: datetime, *, kind: Literal["turn", "pass"] = "turn") -> tuple[Line, ...]:
    floor, part = progress.floor, progress.part
    if floor.holder is None or floor.since is None:
        return ()
    length = span(floor.since, now)
    held = min(held_so_far(progress, now) - floor.held_before, length)
    return (Line(kind, part.key, part.slot, floor.holder, floor.since, now, held_seconds=held, seconds=length - held),)


def pause_lines(progress: Progress, now: datetime) -> tuple[Line, ...]:
    """Of a silence nothing is written down but that the clock was held."""
    if progress.pause is None or progress.pause.reason == "silence":
        return ()
    part, pause = progress.part, progress.pause
    length = span(pause.since, now)
    return (Line("pause", pause.reason, part.slot, part.presenter, pause.since, now, held_seconds=length),)


def extension_line(part: Part, seconds: int, *, now: datetime) -> Line:
    return Line("extension", part.key, part.slot, part.presenter, now, now, seconds=seconds)


def owed_line(progress: Progress, *, now: datetime) -> tuple[Line, ...]:
    """What is left of the slot that just ended before its time, for its presenter's credit."""
    part = progress.part
    if part.slot is None or part.presenter is None:
        return ()
    slot = [each for each in progress.order if each.slot == part.slot]
    planned, used = sum(each.seconds for each in slot), sum(each.used or 0 for each in slot)
    left = max(sum(each.planned for each in slot) - used, 0)
    return (Line("owed", part.key, part.slot, part.presenter, now, now, planned_seconds=planned, seconds=left),)


def changed(order: tuple[Part, ...], at: int, *parts: Part) -> tuple[Part, ...]:
    """The order with the part at this place replaced by these."""
    return (*order[:at], *parts, *order[at + 1 :])


def used_by_presenter(lines: Iterable[Line]) -> dict[int, int]:
    """Seconds of each presenter's slot, all phases, held time left out: what the ledger debits."""
    used: dict[int, int] = {}
    for line in lines:
        if line.kind == "part" and line.slot is not None and line.person is not None:
            used[line.person] = used.get(line.person, 0) + line.seconds
    return used


def planned_by_presenter(progress: Progress) -> dict[int, int]:
    """What the plan gave to the slot of each presenter, in seconds."""
    planned: dict[int, int] = {}
    for part in progress.order:
        if part.presenter is not None:
            planned[part.presenter] = planned.get(part.presenter, 0) + part.seconds
    return planned


def planned_slot_seconds(progress: Progress) -> int:
    """What the plan gave to all slots together: the airtime that is shared out among those present."""
    return sum(part.seconds for part in progress.order if part.slot is not None)
