"""Somebody who watches a season with a watch and a notebook, and reckons it up without any rule of the app."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

PHASES: Final = (60, 420, 360, 1080, 240, 300, 240)  # seconds, as a set with slots of 45 minutes reads them in its plan
SLOT: Final = sum(PHASES)
MOST_DUE: Final = SLOT * 3 // 2
A_MINUTE: Final = 60


@dataclass
class Slot:
    """`left` is what each phase still to come may take, the running one first; `given` what the whole slot may take."""

    spent: int = 0
    in_phase: int = 0
    given: int = SLOT
    left: list[int] = field(default_factory=lambda: list(PHASES))
    is_put_off: bool = False

    def goes_on_for(self, seconds: int) -> None:
        self.spent += seconds
        self.in_phase += seconds

    def moves_on(self) -> None:
        self.left.pop(0)
        self.in_phase = 0

    def is_cut(self) -> None:
        """It changes places with another: its phase goes on later with what is left, and with a minute at least."""
        rest = max(self.left[0] - self.in_phase, 0)
        self.left[0] = max(rest, A_MINUTE)
        self.given += self.left[0] - rest
        self.in_phase = 0

    @property
    def used(self) -> int:
        """Put off before half of it was used, it counts as not begun."""
        return 0 if self.is_put_off and 2 * self.spent < SLOT else self.spent

    @property
    def owed(self) -> int:
        """What was left of a slot that was put off in its second half."""
        return max(self.given - self.spent, 0) if self.is_put_off and self.used else 0


@dataclass
class Evening:
    """One meeting. `line` are those whose slot is not over, the running one first; `over` those whose slot is."""

    willing: frozenset[int]
    line: list[int]
    slots: dict[int, Slot] = field(init=False)
    over: list[int] = field(default_factory=list)
    overtaken: set[int] = field(default_factory=set)
    broken_off: bool = False

    def __post_init__(self) -> None:
        self.slots = {each: Slot() for each in self.line}

    @property
    def slot(self) -> Slot:
        return self.slots[self.line[0]]

    def slot_ends(self) -> None:
        self.over.append(self.line.pop(0))

    def places_change(self) -> None:
        self.slot.is_cut()
        self.line[:2] = reversed(self.line[:2])

    @property
    def after_a_change_of_places(self) -> list[int]:
        return [*self.over, *reversed(self.line[:2]), *self.line[2:]]

    def used(self) -> dict[int, int]:
        return {each: slot.used for each, slot in self.slots.items()}

    def credit(self, shares: Mapping[int, str]) -> dict[int, int]:
        """An even part for each who has one, half of it for whoever came late; and what was left of a slot put off."""
        whole = sum(self.used().values()) if self.broken_off else SLOT * len(self.slots)
        parts = {each: whole // (len(shares) * (2 if how == "late" else 1)) for each, how in shares.items()}
        owed = {each: slot.owed for each, slot in self.slots.items()}
        return {each: parts.get(each, 0) + owed.get(each, 0) for each in {*parts, *owed}}


@dataclass
class Notebook:
    """A season: seconds due and used by person and meeting."""

    credit: dict[tuple[int, int], int] = field(default_factory=dict)
    used: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def presented(self) -> set[int]:
        return {person for (person, _), seconds in self.used.items() if seconds}

    def enter(self, number: int, evening: Evening, *, shares: Mapping[int, str]) -> None:
        self.credit |= {(each, number): seconds for each, seconds in evening.credit(shares).items()}
        self.used |= {(each, number): seconds for each, seconds in evening.used().items()}

    def is_too_soon(self, order: Sequence[int], *, willing: Collection[int]) -> bool:
        """Whether somebody would present again while somebody who would like a first time still waits for it."""
        waiting = {*willing, *order} - self.presented
        for each in order:
            if each in self.presented and waiting:
                return True
            waiting.discard(each)
        return False

    def reckoned(self) -> tuple[dict[int, int], dict[int, int]]:
        """What each is due in the end, and what the limit took from each."""
        due, cut = dict[int, int](), dict[int, int]()
        for person, number in sorted({*self.credit, *self.used}, key=lambda each: each[1]):
            change = self.credit.get((person, number), 0) - self.used.get((person, number), 0)
            full = due.get(person, 0) + change
            due[person] = max(-MOST_DUE, min(MOST_DUE, full))
            cut[person] = cut.get(person, 0) + full - due[person]
        return due, cut
