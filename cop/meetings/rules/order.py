"""The running order: the frame at first, and the slots between once the set has agreed who presents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cop.core.errors import RuleBroken
from cop.meetings.rules.guards import check_live, check_part, check_seen
from cop.meetings.rules.sharing import stretched
from cop.meetings.rules.speaking import Speaking
from cop.meetings.rules.values import Move, Part, Progress
from cop.sets.rules import STANDARD, Format, break_minutes, capacity
from cop.sets.rules.formats import Phase


def plan(
    *, starts_at: datetime, members: int, meeting_minutes: int, slot_minutes: int, running_order: Format = STANDARD
) -> Progress:
    """A meeting still to come; `members` counts those who take turns."""
    fitting = capacity(members, meeting_minutes, slot_minutes=slot_minutes, running_order=running_order)
    return Progress(
        state="lobby",
        starts_at=starts_at,
        meeting_minutes=meeting_minutes,
        slot_minutes=slot_minutes,
        slots=fitting.slots,
        order=tuple(Part(each.key, each.length(members)) for each in running_order.frame),
        began=starts_at,
        clock_from=starts_at,
        running_from=starts_at,
    )


def agree_order(
    progress: Progress,
    presenters: Sequence[int],
    *,
    seen: int,
    minutes_each: int | None = None,
    running_order: Format = STANDARD,
) -> Move:
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
    before = progress.order[: progress.at + 1]
    after = tuple(part for part in progress.order[progress.at + 1 :] if part.slot is None and part.key != "break")
    phases = _phases(progress, running_order, slot_seconds=60 * (minutes_each or progress.slot_minutes))
    order = (*before, *_slots(progress, presenters, phases=phases), *after)
    return Move(replace(progress, order=order, agreed=True, step=progress.step + 1))


def _phases(progress: Progress, running_order: Format, *, slot_seconds: int) -> tuple[Part, ...]:
    """A slot of that length as nobody's yet; with it goes who speaks, so that the document may change meanwhile."""
    phases = running_order.phases
    planned = [60 * running_order.minutes_of(phase, progress.slot_minutes) for phase in phases]
    lengths = stretched(planned, slot_seconds)
    return tuple(
        Part(phase.key, seconds, speaks=speaking_of(phase)) for phase, seconds in zip(phases, lengths, strict=True)
    )


def speaking_of(phase: Phase) -> Speaking:
    """Who speaks in a phase, as its part takes it along."""
    return Speaking(
        phase.speaks, hands=phase.hands, repeats=phase.repeats, presenter_first=phase.presenter_first,
        quiet=phase.quiet, questions=phase.asks, commits=phase.commits, back_to=phase.back_to,
    )  # fmt: skip


def _slots(progress: Progress, presenters: Sequence[int], *, phases: Sequence[Part]) -> tuple[Part, ...]:
    slot_seconds = sum(part.seconds for part in phases)
    blocks = [
        [replace(part, slot=slot, presenter=presenter) for part in phases]
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
