"""A presenter who does not come back, and a slot that is made up for on another day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live, check_seen
from cop.meetings.rules.moves import enter
from cop.meetings.rules.record import end_part, moment, owed_line, used_by_presenter
from cop.meetings.rules.values import Line, Move, Progress

PRESENTER_AFTER: Final = timedelta(minutes=5)


def choice_opens_at(away_since: datetime | None, *, patient_until: datetime | None) -> datetime | None:
    """When the facilitator is asked what to do about a presenter who dropped out; None while the presenter is there."""
    if away_since is None:
        return None
    opens_at = away_since + PRESENTER_AFTER
    return max(opens_at, patient_until) if patient_until else opens_at


def put_off(progress: Progress, *, seen: int, now: datetime, room: Sequence[int]) -> Move:
    """The slot that runs ends here, to be made up for another day; the meeting goes on after it."""
    check_seen(progress, seen)
    check_live(progress)
    if progress.part.slot is None:
        raise RuleBroken("No slot is running that could be put off.")
    return _ended_slot(progress, now=moment(progress, now), room=room)


def without(progress: Progress, person: int, *, now: datetime, room: Sequence[int]) -> Move:
    """Somebody is gone for good: a slot of theirs that runs ends, and one that has not begun is not held."""
    check_live(progress)
    move = Move(progress)
    if progress.presenter == person:
        move = _ended_slot(progress, now=moment(progress, now), room=room)
    left = move.progress
    order = tuple(part for at, part in enumerate(left.order) if at <= left.at or part.presenter != person)
    return Move(replace(left, order=order), move.lines)


def settled(lines: Iterable[Line]) -> tuple[dict[int, int], dict[int, int]]:
    """Seconds to debit and seconds to credit on top, by presenter.

    Of a slot that was put off or broken off, less than half used counts as not begun; else what was used is debited and
    what was left is credited. That half is our default.
    """
    lines = tuple(lines)
    used, owed = used_by_presenter(lines), dict[int, int]()
    for line in lines:
        if line.kind != "owed" or line.person is None:
            continue
        spent = sum(each.seconds for each in lines if each.kind == "part" and each.slot == line.slot)
        if 2 * spent < line.planned_seconds:
            used[line.person] -= spent
        else:
            owed[line.person] = owed.get(line.person, 0) + line.seconds
    return used, owed


def _ended_slot(progress: Progress, *, now: datetime, room: Sequence[int]) -> Move:
    slot = progress.part.slot
    ended, lines = end_part(progress, now)
    order = tuple(
        replace(part, used=0) if at > ended.at and part.slot == slot else part for at, part in enumerate(ended.order)
    )
    skipped = replace(ended, order=order)
    following = next(at for at, part in enumerate(order) if at > ended.at and part.slot != slot)
    return Move(enter(skipped, following, now=now, room=room), (*lines, *owed_line(skipped, now=now)))
