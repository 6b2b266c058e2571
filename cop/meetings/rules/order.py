"""The running order: the frame at first, and the slots between once the set has agreed who presents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live, check_part, check_seen
from cop.meetings.rules.sharing import stretched
from cop.meetings.rules.values import Move, Part, Progress
from cop.sets.rules import break_minutes, capacity, frame_seconds, slot_phases


def plan(*, starts_at: datetime, members: int, meeting_minutes: int, slot_minutes: int) -> Progress:
    """A meeting still to come; `members` does not count the facilitator."""
    frame = frame_seconds(members)
    return Progress(
        state="lobby",
        starts_at=starts_at,
        meeting_minutes=meeting_minutes,
        slot_minutes=slot_minutes,
        slots=capacity(members, meeting_minutes, slot_minutes=slot_minutes).slots,
        order=(
            Part("opening", frame.opening),
            Part("check_in", frame.check_in),
            Part("updates", frame.updates),
            Part("bidding", frame.bidding),
            Part("agreed", frame.agreed),
            Part("set_review", frame.set_review),
            Part("closing", frame.closing),
        ),
        began=starts_at,
        clock_from=starts_at,
        running_from=starts_at,
    )


def agree_order(progress: Progress, presenters: Sequence[int], *, seen: int, minutes_each: int | None = None) -> Move:
    """Put the slots in; may be done again until the set moves on. Nobody at all is an answer too.

    A set that shares its time evenly says how many `minutes_each` has: the phases keep their proportions.
    """
    check_seen(progress, seen)
    check_live(progress)
    check_part(progress, "agreed", refusal=RuleBroken("The order is agreed after the bids and before the first slot."))
    if len(set(presenters)) < len(presenters):
        raise RuleBroken("Each person can have one slot in a meeting.")
    if len(presenters) > progress.slots:
        raise RuleBroken(
            "There is time for %(slots)s in this meeting. Choose who presents today.", slots=progress.slots
        )
    before, after = progress.order[: progress.at + 1], progress.order[-2:]
    order = (*before, *_slots(progress, presenters, slot_seconds=60 * (minutes_each or progress.slot_minutes)), *after)
    return Move(replace(progress, order=order, agreed=True, step=progress.step + 1))


def _slots(progress: Progress, presenters: Sequence[int], *, slot_seconds: int) -> tuple[Part, ...]:
    phases = slot_phases(progress.slot_minutes)
    lengths = stretched([60 * phase.minutes for phase in phases], slot_seconds)
    blocks = [
        [Part(phase.key, seconds, slot, presenter) for phase, seconds in zip(phases, lengths, strict=True)]
        for slot, presenter in enumerate(presenters, start=1)
    ]
    pause = 60 * break_minutes(progress.meeting_minutes)
    if blocks and pause:
        blocks.insert(_break_after(progress, len(blocks), slot_seconds=slot_seconds), [Part("break", pause)])
    return tuple(part for block in blocks for part in block)


def _break_after(progress: Progress, slots: int, *, slot_seconds: int) -> int:
    """After how many slots the break comes: between two, where it is nearest to the middle of the meeting."""
    before = sum(part.seconds for part in progress.order[: progress.at + 1])
    middle = 30 * progress.meeting_minutes
    between = range(1, slots) if slots > 1 else range(2)
    return min(between, key=lambda done: abs(before + done * slot_seconds - middle))
