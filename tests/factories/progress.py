"""A meeting's progress at any part, for tests of the rules: no database, six members, two slots of 45 minutes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cop.meetings import rules
from cop.meetings.rules import Move, Progress

STARTS = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
BO, MINA, JO, SAM, IFE, BEN = ROOM = (2, 3, 4, 5, 6, 7)


def lasting(minutes: float = 0, seconds: float = 0) -> timedelta:
    return timedelta(minutes=minutes, seconds=seconds)


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after the time the meeting was planned for."""
    return STARTS + lasting(minutes, seconds)


def planned(*, members: int = 6, meeting_minutes: int = 180, slot_minutes: int = 45) -> Progress:
    return rules.plan(starts_at=STARTS, members=members, meeting_minutes=meeting_minutes, slot_minutes=slot_minutes)


def started(**values: int) -> Progress:
    return rules.start(planned(**values), seen=0, now=STARTS, room=ROOM).progress


def on(progress: Progress, now: datetime) -> Move:
    return rules.advance(progress, seen=progress.step, now=now, room=ROOM)


def reached(key: str, *, slot: int | None = None, **values: int) -> Progress:
    """The meeting as the part begins, each part before it a minute long."""
    progress = started(**values)
    for minute in range(1, 60):
        if (progress.part.key, progress.part.slot) == (key, slot):
            break
        if progress.part.key == "agreed":
            progress = rules.agree_order(progress, (BEN, MINA), seen=progress.step).progress
        progress = on(progress, after(minute)).progress
    return progress


def at(key: str, *, slot: int | None = None, now: datetime = STARTS) -> Progress:
    """The meeting as if this part began at the start, or at `now`."""
    return replace(reached(key, slot=slot), began=now, clock_from=now, running_from=now, floor=rules.Floor())
