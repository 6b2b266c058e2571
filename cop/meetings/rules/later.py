"""Ending later than people were told: everybody who is there says yes, or it does not happen."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from cop.core.errors import RuleBroken, Stale
from cop.meetings.rules.extension import check_minutes, lengthened
from cop.meetings.rules.guards import check_live, check_seen
from cop.meetings.rules.queue import added
from cop.meetings.rules.values import LaterEnd, Line, Move, Progress


def ask_later(progress: Progress, minutes: int, *, person: int, seen: int) -> Progress:
    """Ask everybody, once for a part. Not a move, so that nobody's press becomes stale; asking is one's own yes."""
    check_seen(progress, seen)
    check_live(progress)
    check_minutes(minutes)
    asked = progress.later_asked
    if asked is not None and asked.declined:
        raise RuleBroken("The set has been asked, and would rather not end later. Take the minutes from elsewhere.")
    if asked is not None:
        raise RuleBroken("The set is being asked already.")
    return replace(progress, later_asked=LaterEnd(minutes, person, progress.step, (person,)))


def answer_later(progress: Progress, person: int, *, yes: bool, minutes: int, seen: int) -> Progress:
    """Say yes, or no, to what was seen: so many minutes, asked at that step. One no is enough."""
    check_live(progress)
    asked = progress.later_asked
    if asked is None or asked.declined or (asked.minutes, asked.step) != (minutes, seen):
        raise Stale
    said = replace(asked, yes=added(asked.yes, person)) if yes else replace(asked, yes=(), declined=True)
    return replace(progress, later_asked=said)


def withdraw_later(progress: Progress) -> Progress:
    """Take the question back; a no that somebody has said stays."""
    asked = progress.later_asked
    return progress if asked is not None and asked.declined else replace(progress, later_asked=None)


def is_agreed_later(progress: Progress, *, present: Collection[int]) -> bool:
    """Whether everybody who is there has said yes."""
    asked = progress.later_asked
    return asked is not None and not asked.declined and bool(present) and set(present) <= set(asked.yes)


def end_later(progress: Progress, minutes: int, *, now: datetime) -> Move:
    """The part has its minutes, and the meeting may last as much longer."""
    move = lengthened(progress, minutes, now=now)
    return replace(move, progress=replace(move.progress, later=progress.later + minutes, later_asked=None))


def nod(progress: Progress, minutes: int, *, person: int, seen: int, now: datetime) -> Move:
    """Around one table: this person says that all have nodded, and the record keeps that they said so."""
    check_seen(progress, seen)
    check_live(progress)
    check_minutes(minutes)
    part, move = progress.part, end_later(progress, minutes, now=now)
    at = move.lines[0].began
    line = Line("nod", part.key, part.slot, person, at, at, seconds=60 * minutes)
    return replace(move, lines=(*move.lines, line))
