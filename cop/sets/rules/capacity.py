"""How many slots fit into a meeting, and whether a season is long enough for everyone.

The minutes are our defaults, drawn from what published guides to action learning sets say; no evidence shows that
these and no others are right. `members` never counts the facilitator, who has no slot and no turn in the rounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from cop.core.errors import RuleBroken

BREAK_FROM_MINUTES: Final = 150
BREAK_MINUTES: Final = 10
LONGEST_MEETING: Final = 240
PhaseKey = Literal["settle", "present", "clarify", "explore", "reflect", "act", "review"]
PHASE_KEYS: Final[tuple[PhaseKey, ...]] = ("settle", "present", "clarify", "explore", "reflect", "act", "review")
PHASE_MINUTES: Final[Mapping[int, tuple[int, ...]]] = MappingProxyType(
    {
        35: (1, 5, 5, 14, 3, 4, 3),
        45: (1, 7, 6, 18, 4, 5, 4),
        60: (2, 10, 7, 24, 5, 6, 6),
    }
)
SLOT_MINUTES: Final = tuple(PHASE_MINUTES)


@dataclass(frozen=True, slots=True)
class Phase:
    key: PhaseKey
    minutes: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Seconds of what surrounds the slots."""

    opening: int
    check_in: int
    updates: int
    bidding: int
    agreed: int
    set_review: int
    closing: int

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


def slot_phases(slot_minutes: int) -> tuple[Phase, ...]:
    if slot_minutes not in PHASE_MINUTES:
        raise RuleBroken("A slot is 35, 45 or 60 minutes long.")
    return tuple(Phase(key, minutes) for key, minutes in zip(PHASE_KEYS, PHASE_MINUTES[slot_minutes], strict=True))


def frame_seconds(members: int) -> Frame:
    """11 minutes and 6 more for each member; check-in and closing take a minute and a half each, hence seconds."""
    return Frame(
        opening=180,
        check_in=90 * members,
        updates=120 * members,
        bidding=60 * members,
        agreed=180,
        set_review=300,
        closing=90 * members,
    )


def break_minutes(meeting_minutes: int) -> int:
    return BREAK_MINUTES if meeting_minutes >= BREAK_FROM_MINUTES else 0


def overhead_minutes(members: int, meeting_minutes: int) -> int:
    return frame_seconds(members).seconds // 60 + break_minutes(meeting_minutes)


def capacity(members: int, meeting_minutes: int, *, slot_minutes: int) -> Plan:
    if slot_minutes not in SLOT_MINUTES:
        raise RuleBroken("A slot is 35, 45 or 60 minutes long.")
    overhead = overhead_minutes(members, meeting_minutes)
    free = max(meeting_minutes - overhead, 0)
    slots = free // slot_minutes
    return Plan(
        members=members,
        meeting_minutes=meeting_minutes,
        slot_minutes=slot_minutes,
        overhead_minutes=overhead,
        break_minutes=break_minutes(meeting_minutes),
        slots=slots,
        spare_minutes=free - slots * slot_minutes,
    )


def season_plan(members: int, meetings: int, *, meeting_minutes: int, slot_minutes: int) -> SeasonPlan:
    plan = capacity(members, meeting_minutes, slot_minutes=slot_minutes)
    return SeasonPlan(
        plan=plan,
        meetings=meetings,
        meetings_until_all=-(-members // plan.slots) if plan.slots else None,
        never_present=max(members - meetings * plan.slots, 0),
        enough_minutes=shortest_meeting(members, -(-members // max(meetings, 1)), slot_minutes=slot_minutes),
    )


def shortest_meeting(members: int, slots: int, *, slot_minutes: int) -> int | None:
    """The shortest length on the quarter hour, up to four hours, that holds so many slots; None when none does."""
    lengths = range(60, LONGEST_MEETING + 1, 15)
    fitting = (each for each in lengths if capacity(members, each, slot_minutes=slot_minutes).slots >= slots)
    return next(fitting, None)
