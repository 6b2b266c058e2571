"""What a running order is: a frame around slots, and the phases of a slot, with the words that each role reads."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Mode = Literal["round", "hands", "presenter", "pairs", "none"]
Advice = Literal["none", "answers_only", "suggestions"]
FrameKey = Literal["opening", "check_in", "updates", "bidding", "agreed", "set_review", "closing"]
FRAME_KEYS: Final[tuple[FrameKey, ...]] = get_args(FrameKey)


@dataclass(frozen=True, slots=True)
class FramePart:
    """A part of the frame: `seconds` for all together, and `seconds_each` for everybody who takes turns."""

    key: FrameKey
    seconds: int = 0
    seconds_each: int = 0

    def length(self, members: int) -> int:
        return self.seconds + self.seconds_each * members


@dataclass(frozen=True, slots=True)
class Cues:
    """What each role is told. Whoever has no words of their own reads the member's."""

    member: str
    presenter: str = ""
    facilitator: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a slot; `minutes` has one number for each length of the slot.

    In a round each has one turn, and with `repeats` a new round follows the last. Nobody walks into a `quiet` phase.
    `asks` shows the question of whoever has the floor, `commits` lets the presenter make commitments, and `back_to`
    is the phase to which the set may return once from this one.
    """

    key: str
    name: str
    title: str
    minutes: tuple[int, ...]
    speaks: Mode
    cues: Cues
    hands: bool = False
    repeats: bool = False
    presenter_first: bool = False
    quiet: bool = False
    asks: bool = False
    commits: bool = False
    back_to: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One version of a running order. All words are message ids in English, or the own words of a set.

    `people` are the fewest and the most who take turns. `presenters` says who of them has a slot in a meeting: one
    person, some, or all. Without a facilitator two people together move the meeting on. At a gathering nobody presents:
    its phases are what everybody does, one after the other.
    """

    key: str
    version: int
    title: str
    purpose: str
    source: str
    family: Literal["action_learning", "peer", "gathering"]
    advice: Advice
    facilitator: Literal["needed", "none"]
    people: tuple[int, ...]
    presenters: Literal["one", "some", "all", "none"]
    lengths: tuple[int, ...]
    before: tuple[FramePart, ...]
    phases: tuple[Phase, ...]
    after: tuple[FramePart, ...]

    def __hash__(self) -> int:
        """Short: pages ask by running order for their words, and equal ones are mostly the very same."""
        return hash((self.key, self.version, self.title))

    @property
    def is_gathering(self) -> bool:
        return self.family == "gathering"

    @property
    def is_led(self) -> bool:
        return self.facilitator == "needed"

    @property
    def frame(self) -> tuple[FramePart, ...]:
        return (*self.before, *self.after)

    def phase(self, key: str) -> Phase | None:
        """None for a part of the frame."""
        return next((each for each in self.phases if each.key == key), None)

    def minutes_of(self, phase: Phase, slot_minutes: int) -> int:
        """Of this phase, in a slot of that length, which has to be one of `lengths`."""
        return phase.minutes[self.lengths.index(slot_minutes)]

    def takers(self, seats: int) -> int:
        """How many take turns: with nobody to facilitate, whoever holds the facilitator's seat takes turns as well."""
        return seats if self.is_led else seats + 1

    def fitting(self, slot_minutes: int) -> int:
        """That length of a slot if there is one, else the shortest."""
        return slot_minutes if slot_minutes in self.lengths else self.lengths[0]
