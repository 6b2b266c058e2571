"""Where a slot leaves its straight way: once back to clarify, or changing places with the next slot.

The running part is cut where it stands and its rest comes later, so the order of what happened stays true.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live, check_seen
from cop.meetings.rules.moves import enter
from cop.meetings.rules.record import changed, end_part, extension_line, moment, used_so_far
from cop.meetings.rules.values import Line, Move, Part, Progress

CLARIFY_AGAIN: Final = 120
SHORTEST: Final = 60


def back_to_clarify(progress: Progress, *, seen: int, now: datetime, room: Sequence[int]) -> Move:
    """Two minutes more of an earlier phase, in the standard slot for facts, taken from what is left; once a slot."""
    check_seen(progress, seen)
    check_live(progress)
    part, now = progress.part, moment(progress, now)
    earlier = _way_back(progress)
    if earlier is None:
        raise RuleBroken("From this part there is no way back to an earlier one.")
    if has_gone_back(progress):
        raise RuleBroken("This slot has already gone back once.")
    left = part.planned - used_so_far(progress, now) - CLARIFY_AGAIN
    again = replace(earlier, seconds=0, extended=CLARIFY_AGAIN, used=None)
    rest = replace(part, seconds=0, extended=max(left, SHORTEST))
    cut, lines = _cut(progress, now)
    order = changed(cut.order, cut.at, cut.part, again, rest)
    told = (extension_line(again, again.extended, now=now), extension_line(rest, rest.extended, now=now))
    return Move(enter(replace(cut, order=order), cut.at + 1, now=now, room=room), (*lines, *told))


def may_go_back(progress: Progress) -> bool:
    """Whether the part that runs has a way back that was not gone yet."""
    return progress.is_live and _way_back(progress) is not None and not has_gone_back(progress)


def has_gone_back(progress: Progress) -> bool:
    """Whether the phase to which this part leads back has come again in this slot."""
    keys = [each.key for each in progress.order if each.slot == progress.part.slot]
    return progress.part.speaking.back_to in keys[keys.index(progress.part.key) :]


def swap(progress: Progress, *, seen: int, now: datetime, room: Sequence[int]) -> Move:
    """The next slot begins now, and what is left of this one comes in its place: for a presenter who had to go."""
    check_seen(progress, seen)
    check_live(progress)
    part, now = progress.part, moment(progress, now)
    later = progress.order[progress.at + 1 :]
    others = [each.slot for each in later if each.slot not in (None, part.slot)]
    if part.slot is None or not others:
        raise RuleBroken("There is no other slot to change places with. Wait a little, or end this slot.")
    rest = replace(part, seconds=0, extended=max(part.planned - used_so_far(progress, now), SHORTEST))
    cut, lines = _cut(progress, now)
    order = (*cut.order[: cut.at + 1], *_exchanged(rest, later, part.slot, others[0]))
    told = extension_line(rest, rest.extended, now=now)
    return Move(enter(replace(cut, order=order), cut.at + 1, now=now, room=room), (*lines, told))


def presenters_after_swap(progress: Progress) -> list[int]:
    """Who presents in which order if the running slot and the next one changed places; who is done comes first."""
    whose = {part.slot: part.presenter for part in progress.order if part.slot is not None}
    running = progress.part.slot
    later = [slot for slot in _slots(progress.order[progress.at + 1 :]) if slot != running]
    done = [slot for slot in _slots(progress.order[: progress.at]) if slot not in (running, *later)]
    presenters = (whose[slot] for slot in (*done, *later[:1], running, *later[1:]) if slot is not None)
    return [each for each in presenters if each is not None]


def _slots(parts: Sequence[Part]) -> list[int]:
    return list(dict.fromkeys(part.slot for part in parts if part.slot is not None))


def _way_back(progress: Progress) -> Part | None:
    part = progress.part
    slot = (each for each in progress.order if each.slot == part.slot)
    return next((each for each in slot if part.slot is not None and each.key == part.speaking.back_to), None)


def _cut(progress: Progress, now: datetime) -> tuple[Progress, tuple[Line, ...]]:
    """End the running part as if it had been planned to end here; an overrun stays one."""
    part = progress.part
    unused = max(part.planned - used_so_far(progress, now), 0)
    ended, lines = end_part(progress, now)
    cut = replace(ended.part, extended=part.extended - unused)
    return replace(ended, order=changed(ended.order, ended.at, cut)), (*lines, extension_line(part, -unused, now=now))


def _exchanged(rest: Part, later: Sequence[Part], this: int, other: int | None) -> tuple[Part, ...]:
    mine = [part for part in later if part.slot == this]
    first = next(at for at, part in enumerate(later) if part.slot == other)
    theirs = [part for part in later if part.slot == other]
    between = later[len(mine) : first]
    return (*theirs, *between, rest, *mine, *later[first + len(theirs) :])
