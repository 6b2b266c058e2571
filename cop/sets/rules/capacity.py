"""How many slots fit into a meeting, and whether a season is long enough for everyone.

`members` counts those who take turns: not the facilitator, who has no slot and no turn in the rounds, but everybody
where nobody facilitates (`Format.takers`).
"""

from dataclasses import dataclass
from typing import Final

from cop.core.errors import RuleBroken
from cop.sets.rules.formats import STANDARD, Format

BREAK_FROM_MINUTES: Final = 150
BREAK_MINUTES: Final = 10
LONGEST_MEETING: Final = 240
SLOT_MINUTES: Final = STANDARD.lengths


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a slot of one length."""

    key: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Seconds of what surrounds the slots; nothing for a part that the running order leaves out."""

    opening: int = 0
    check_in: int = 0
    updates: int = 0
    bidding: int = 0
    agreed: int = 0
    set_review: int = 0
    closing: int = 0

    @property
    def seconds(self) -> int:
        before = self.opening + self.check_in + self.updates + self.bidding + self.agreed
        return before + self.set_review + self.closing


@dataclass(frozen=True, slots=True)
class Plan:
    """`overhead_minutes` includes the break; `spare_minutes` is what is left beside overhead and slots."""

    members: int
    meeting_minutes: int
    slot_minutes: int
    overhead_minutes: int
    break_minutes: int
    slots: int
    spare_minutes: int


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """`meetings_until_all` and `enough_minutes` are None when no number, or no length up to four hours, would do."""

    plan: Plan
    meetings: int
    meetings_until_all: int | None
    never_present: int
    enough_minutes: int | None

    @property
    def slots(self) -> int:
        return self.plan.slots


def slot_phases(slot_minutes: int, *, running_order: Format = STANDARD) -> tuple[Phase, ...]:
    check_slot(running_order, slot_minutes)
    return tuple(Phase(each.key, running_order.minutes_of(each, slot_minutes)) for each in running_order.phases)


def frame_seconds(members: int, *, running_order: Format = STANDARD) -> Frame:
    return Frame(**{part.key: part.length(members) for part in running_order.frame})


def break_minutes(meeting_minutes: int) -> int:
    return BREAK_MINUTES if meeting_minutes >= BREAK_FROM_MINUTES else 0


def overhead_minutes(members: int, meeting_minutes: int, *, running_order: Format = STANDARD) -> int:
    """What surrounds the slots, with the break; a half minute counts as a whole one."""
    seconds = frame_seconds(members, running_order=running_order).seconds
    return -(-seconds // 60) + break_minutes(meeting_minutes)


def capacity(members: int, meeting_minutes: int, *, slot_minutes: int, running_order: Format = STANDARD) -> Plan:
    """Nobody has two slots in a meeting, and a running order may keep the meeting for one person."""
    check_slot(running_order, slot_minutes)
    overhead = overhead_minutes(members, meeting_minutes, running_order=running_order)
    free = max(meeting_minutes - overhead, 0)
    slots = min(free // slot_minutes, 1 if running_order.presenters == "one" else members)
    return Plan(
        members=members,
        meeting_minutes=meeting_minutes,
        slot_minutes=slot_minutes,
        overhead_minutes=overhead,
        break_minutes=break_minutes(meeting_minutes),
        slots=slots,
        spare_minutes=free - slots * slot_minutes,
    )


def check_slot(running_order: Format, slot_minutes: int) -> None:
    if slot_minutes not in running_order.lengths:
        *others, last = map(str, running_order.lengths)
        if not others:
            raise RuleBroken("A slot is %(length)s minutes long.", length=last)
        raise RuleBroken("A slot is %(lengths)s or %(last)s minutes long.", lengths=", ".join(others), last=last)


def season_plan(
    members: int, meetings: int, *, meeting_minutes: int, slot_minutes: int, running_order: Format = STANDARD
) -> SeasonPlan:
    plan = capacity(members, meeting_minutes, slot_minutes=slot_minutes, running_order=running_order)
    each = -(-members // max(meetings, 1))
    return SeasonPlan(
        plan=plan,
        meetings=meetings,
        meetings_until_all=-(-members // plan.slots) if plan.slots else None,
        never_present=max(members - meetings * plan.slots, 0),
        enough_minutes=shortest_meeting(members, each, slot_minutes=slot_minutes, running_order=running_order),
    )


def shortest_meeting(members: int, slots: int, *, slot_minutes: int, running_order: Format = STANDARD) -> int | None:
    """The shortest length on the quarter hour, up to four hours, that holds so many slots; None when none does."""
    for minutes in range(60, LONGEST_MEETING + 1, 15):
        if capacity(members, minutes, slot_minutes=slot_minutes, running_order=running_order).slots >= slots:
            return minutes
    return None
