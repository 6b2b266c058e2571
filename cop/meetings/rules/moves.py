"""What moves a meeting on. Each takes the step that was seen, counts one step and tells what to write down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken
from cop.meetings.rules.floor import with_floor
from cop.meetings.rules.guards import check_live, check_seen
from cop.meetings.rules.record import end_part, moment, owed_line
from cop.meetings.rules.values import Floor, Line, Move, Progress

LOBBY_BEFORE: Final = timedelta(minutes=15)
REASON_LENGTH: Final = 500


def lobby_opens_at(progress: Progress) -> datetime:
    return progress.starts_at - LOBBY_BEFORE


def lobby_is_open(progress: Progress, *, now: datetime) -> bool:
    return progress.state == "lobby" and now >= lobby_opens_at(progress)


def start(progress: Progress, *, seen: int, now: datetime, room: Sequence[int]) -> Move:
    """`room` is the members present in the order of their seats, here and in every other move."""
    check_seen(progress, seen)
    if progress.state != "lobby":
        raise RuleBroken("This meeting has already started.")
    if not lobby_is_open(progress, now=now):
        raise RuleBroken("A meeting can start from 15 minutes before its time, when the lobby opens.")
    return Move(enter(replace(progress, state="live", opened_at=now), 0, now=now, room=room))


def advance(progress: Progress, *, seen: int, now: datetime, room: Sequence[int], unreported: int = 0) -> Move:
    """On to the next part. `unreported` counts due commitments nobody has reported on or skipped."""
    check_seen(progress, seen)
    check_live(progress)
    key, now = progress.part.key, moment(progress, now)
    if key == "updates" and unreported:
        raise RuleBroken(
            "Some commitments have not been spoken of yet (%(count)s). Report on each, or skip it and say why.",
            count=unreported,
        )
    if key == "agreed" and not progress.agreed:
        raise RuleBroken("Agree who presents, and in which order, before you move on.")
    if progress.is_at_its_last_part:
        raise RuleBroken("This is the last part. Close the meeting when everyone has spoken.")
    ended, lines = end_part(progress, now)
    return Move(enter(ended, progress.at + 1, now=now, room=room), lines)


def end_early(progress: Progress, *, seen: int, now: datetime, room: Sequence[int]) -> Move:
    """The presenter hands the rest of the slot back; its review still takes place."""
    check_seen(progress, seen)
    check_live(progress)
    part, now = progress.part, moment(progress, now)
    if not may_end_early(progress):
        raise RuleBroken("Only a slot that has not reached its review can end early.")
    ended, lines = end_part(progress, now)
    review = _last_of_slot(progress)
    order = tuple(replace(each, used=0) if ended.at < at < review else each for at, each in enumerate(ended.order))
    spent = [each for at, each in enumerate(order) if each.slot == part.slot and at != review]
    left = max(sum(each.planned - (each.used or 0) for each in spent), 0)
    line = Line("return", part.key, part.slot, part.presenter, now, now, seconds=left)
    return Move(enter(replace(ended, order=order), review, now=now, room=room), (*lines, line))


def may_end_early(progress: Progress) -> bool:
    """Within a slot, until its last phase runs: in that one the set looks back."""
    return progress.is_live and progress.part.slot is not None and progress.at < _last_of_slot(progress)


def close(progress: Progress, *, seen: int, now: datetime) -> Move:
    check_seen(progress, seen)
    check_live(progress)
    if not progress.is_at_its_last_part:
        raise RuleBroken("Go through to the closing round before you close the meeting.")
    return finish(progress, now=now)


def finish(progress: Progress, *, now: datetime) -> Move:
    """It is over, wherever it stands."""
    if not progress.is_live:
        return Move(_over(replace(progress, state="closed"), now=now))
    now = moment(progress, now)
    ended, lines = end_part(progress, now)
    return Move(_over(replace(ended, state="closed"), now=now), lines)


def abandon(progress: Progress, *, reason: str, seen: int, now: datetime) -> Move:
    """Stop for good, from the lobby or from any part."""
    check_seen(progress, seen)
    if progress.ended_at:
        raise RuleBroken("This meeting has ended.")
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise RuleBroken(
            "Say in a few words why the meeting stops here (%(most)s characters at most).", most=REASON_LENGTH
        )
    now = moment(progress, now) if progress.is_live else now
    ended, lines = end_part(progress, now) if progress.is_live else (progress, ())
    lines = (*lines, *owed_line(ended, now=now)) if progress.is_live else lines
    return Move(_over(replace(ended, state="abandoned", ended_why=reason.strip()), now=now), lines)


def enter(progress: Progress, at: int, *, now: datetime, room: Sequence[int]) -> Progress:
    """Begin the part at this place: its clock runs, and its floor opens."""
    entered = replace(
        progress,
        at=at, step=progress.step + 1, began=now, clock_from=now, running_from=now, pause=None, held=0,
        later_asked=None, wants_more=False,
    )  # fmt: skip
    return with_floor(entered, room=room, now=now)


def _last_of_slot(progress: Progress) -> int:
    return max(at for at, each in enumerate(progress.order) if each.slot == progress.part.slot)


def _over(progress: Progress, *, now: datetime) -> Progress:
    return replace(progress, step=progress.step + 1, ended_at=now, pause=None, floor=Floor(), later_asked=None)
