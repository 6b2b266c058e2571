"""The clock held: by a person, or by itself while the presenter is not there."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, get_args

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live
from cop.meetings.rules.moves import lobby_opens_at
from cop.meetings.rules.record import moment, pause_lines, span
from cop.meetings.rules.together import PROPOSAL_LASTS
from cop.meetings.rules.values import Line, Move, Pause, PauseReason, Progress

GRACE: Final = timedelta(seconds=5)
DEPUTY_AFTER: Final = timedelta(seconds=60)
SILENCES: Final = (30, 60)
SAID: Final[tuple[PauseReason, ...]] = ("break", "network", "wellbeing")
"""What anybody may say of a pause that they ask for, and need not."""
GIVES_WAY: Final = frozenset({"connection", "silence"})


def pause(progress: Progress, *, reason: PauseReason, now: datetime) -> Move:
    """Hold the clock. Takes no `seen`: a person who needs a pause gets it whatever has just moved.

    A silence, and a hold for a lost connection, give way to one with another reason.
    """
    check_live(progress)
    if reason not in get_args(PauseReason):
        raise RuleBroken("Say why the clock is held: a break, a process stop, somebody's wellbeing or the connection.")
    return _held(progress, Pause(moment(progress, now), reason))


def silence(progress: Progress, *, seconds: int, now: datetime) -> Move:
    """Hold the clock for half a minute or a whole one. It runs on by itself."""
    check_live(progress)
    if seconds not in SILENCES:
        raise RuleBroken("A silence lasts 30 or 60 seconds.")
    now = moment(progress, now)
    return _held(progress, Pause(now, "silence", now + timedelta(seconds=seconds)))


def resume(progress: Progress, *, now: datetime) -> Move:
    """Go on from exactly what was left."""
    check_live(progress)
    if not progress.pause:
        raise RuleBroken("The clock is already running.")
    running, lines = _released(progress, moment(progress, now))
    return Move(replace(running, step=progress.step + 1), lines)


def as_of(progress: Progress, *, presenter_away_since: datetime | None, now: datetime) -> Progress:
    """How the meeting reads now: a silence has ended by itself, and the clock is held from the moment its presenter
    dropped, once that is longer ago than the grace.

    Apply it before showing a meeting and before every change of it.
    """
    until = progress.pause.until if progress.pause else None
    if until is not None and now >= until:
        progress, _ = _released(progress, until)
    held_at = _held_at(progress, presenter_away_since)
    if progress.pause or presenter_away_since is None or held_at is None or now < held_at:
        return progress
    return replace(progress, pause=Pause(max(presenter_away_since, progress.running_from), "connection"))


def presenter_returned(progress: Progress, *, away_since: datetime, now: datetime) -> Move:
    """Release a hold for a lost connection and no other; not a move, so that nobody's press becomes stale."""
    held = as_of(progress, presenter_away_since=away_since, now=now)
    if not held.is_live or not held.pause or held.pause.reason != "connection":
        return Move(progress)
    return Move(*_released(held, moment(held, now)))


def deputy_may_steer(facilitator_away_since: datetime | None, *, now: datetime) -> bool:
    return facilitator_away_since is not None and now >= facilitator_away_since + DEPUTY_AFTER


def next_change_at(
    progress: Progress,
    *,
    presenter_away_since: datetime | None,
    facilitator_away_since: datetime | None,
    now: datetime,
) -> datetime | None:
    """When the meeting will next read differently although nobody does anything; None when it will not."""
    moments = [
        lobby_opens_at(progress) if progress.state == "lobby" else None,
        progress.pause.until if progress.pause else None,
        None if progress.pause else _held_at(progress, presenter_away_since),
        facilitator_away_since + DEPUTY_AFTER if facilitator_away_since and not progress.ended_at else None,
        progress.proposed.at + PROPOSAL_LASTS if progress.proposed else None,
    ]
    return min((each for each in moments if each and each > now), default=None)


def _held(progress: Progress, pause: Pause) -> Move:
    if progress.pause and (progress.pause.reason not in GIVES_WAY or pause.reason in GIVES_WAY):
        raise RuleBroken("The clock is already held.")
    running, lines = _released(progress, pause.since)
    return Move(replace(running, pause=pause, step=progress.step + 1), lines)


def _held_at(progress: Progress, presenter_away_since: datetime | None) -> datetime | None:
    if presenter_away_since is None or progress.presenter is None:
        return None
    return presenter_away_since + GRACE


def _released(progress: Progress, now: datetime) -> tuple[Progress, tuple[Line, ...]]:
    """The clock runs again, its start moved on by the length of the hold."""
    if progress.pause is None:
        return progress, ()
    since = progress.pause.since
    running = replace(
        progress,
        pause=None,
        held=progress.held + span(since, now),
        clock_from=progress.clock_from + (now - since),
        running_from=now,
    )
    return running, pause_lines(progress, now)
