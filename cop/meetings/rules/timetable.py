"""The running order by the clock on the wall, as a set prints it before it meets."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cop.meetings.rules.order import agree_order
from cop.meetings.rules.values import Part, Progress
from cop.sets.rules import Format


@dataclass(frozen=True, slots=True)
class Timed:
    """A part of the frame, or a whole slot with its `phases`. Nobody has the slot yet when `presenter` is None."""

    key: str
    begins: datetime
    ends: datetime
    presenter: int | None = None
    slot: int | None = None
    phases: tuple["Timed", ...] = ()


def timetable(
    progress: Progress, *, running_order: Format, slots: int, minutes_each: int | None = None
) -> tuple[Timed, ...]:
    """By the plan, from the time the meeting is set for. Before an order is agreed, `slots` of them are left open."""
    begins, found = progress.starts_at, list[Timed]()
    for part in _with_open_slots(progress, running_order=running_order, slots=slots, minutes_each=minutes_each):
        timed = Timed(part.key, begins, begins + timedelta(seconds=part.planned), part.presenter, part.slot)
        begins = timed.ends
        if part.slot is None:
            found.append(timed)
        elif found and found[-1].slot == part.slot:
            found[-1] = replace(found[-1], ends=timed.ends, phases=(*found[-1].phases, timed))
        else:
            found.append(replace(timed, key="slot", phases=(timed,)))
    return tuple(found)


def _with_open_slots(
    progress: Progress, *, running_order: Format, slots: int, minutes_each: int | None
) -> tuple[Part, ...]:
    if progress.agreed:
        return progress.order
    at = next(at for at, part in enumerate(progress.order) if part.key == "agreed")
    about_to_agree = replace(progress, state="live", at=at)
    nobody = range(-slots, 0)
    order = agree_order(
        about_to_agree, nobody, seen=progress.step, minutes_each=minutes_each, running_order=running_order
    ).progress.order
    return tuple(part if part.slot is None else replace(part, presenter=None) for part in order)
