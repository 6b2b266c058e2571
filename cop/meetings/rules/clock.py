"""How much time is left. Clocks are soft: overrunning is shown, and nothing is ever cut."""

from datetime import datetime, timedelta

from cop.meetings.rules.values import Progress
from cop.sets.rules import break_minutes


def time_left(progress: Progress, *, now: datetime) -> timedelta:
    """Of the running part; negative when it is over its time, nothing when the meeting is not running."""
    if not progress.is_live:
        return timedelta()
    until = progress.pause.since if progress.pause else now
    return timedelta(seconds=progress.part.planned) - (until - progress.clock_from)


def ends_at(progress: Progress, *, now: datetime) -> datetime:
    """When the running part should end; in the past when it is over its time, and moving along while it is held."""
    return now + time_left(progress, now=now)


def finish_estimate(progress: Progress, *, now: datetime) -> datetime:
    if progress.ended_at:
        return progress.ended_at
    if not progress.is_live:
        return max(now, progress.starts_at) + _planned(progress)
    still = sum(part.planned for part in progress.order[progress.at + 1 :])
    left = max(time_left(progress, now=now), timedelta())
    return now + left + timedelta(seconds=still + _not_yet_in_order(progress))


def plan_delta(progress: Progress, *, now: datetime) -> timedelta:
    """How far the meeting is behind its plan; negative when it is ahead."""
    return finish_estimate(progress, now=now) - (progress.starts_at + _planned(progress))


def is_to_end_at(progress: Progress) -> datetime:
    """What people were told when they came, and what they have agreed to since."""
    return progress.starts_at + timedelta(minutes=progress.meeting_minutes + progress.later)


def free_time(progress: Progress, *, now: datetime) -> timedelta:
    """What no part needs before the meeting is to end, with all that was handed back; nothing when it runs late."""
    return max(is_to_end_at(progress) - finish_estimate(progress, now=now), timedelta())


def _planned(progress: Progress) -> timedelta:
    return timedelta(seconds=sum(part.seconds for part in progress.order) + _not_yet_in_order(progress))


def _not_yet_in_order(progress: Progress) -> int:
    """Until an order is agreed, time is kept for as many slots as fit."""
    if progress.agreed:
        return 0
    return 60 * (progress.slots * progress.slot_minutes + break_minutes(progress.meeting_minutes))
