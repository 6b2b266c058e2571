"""The values of a live meeting. Nothing ticks: a clock is a stored moment, and every move makes a new value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cop.meetings.rules.speaking import SPEAKING, Key, Mode, Speaking

State = Literal["lobby", "live", "closed", "abandoned"]
PauseReason = Literal["unsaid", "break", "process_stop", "wellbeing", "network", "connection", "silence"]
Asking = Literal["round", "balanced", "open"]
LineKind = Literal["part", "turn", "pass", "pause", "extension", "nod", "return", "owed"]


@dataclass(frozen=True, slots=True)
class Part:
    """`seconds` is what the plan gave; `extended` what was added or taken since; `used` is known once it is over.

    `speaks` is what the running order said of this phase when the meeting was planned; nothing for the frame.
    """

    key: Key
    seconds: int
    slot: int | None = None
    presenter: int | None = None
    extended: int = 0
    used: int | None = None
    speaks: Speaking | None = None

    def __post_init__(self) -> None:
        if self.speaks is None and self.key not in SPEAKING:
            raise ValueError(f"nobody knows who speaks in {self.key!r}")

    @property
    def planned(self) -> int:
        return self.seconds + self.extended

    @property
    def speaking(self) -> Speaking:
        """Who may speak while it runs."""
        return self.speaks or SPEAKING[self.key]

    @property
    def asks(self) -> bool:
        """Whether members put questions to its presenter, in turns that the slot may order otherwise."""
        return self.slot is not None and self.speaking.mode == "round" and self.speaking.questions


@dataclass(frozen=True, slots=True)
class Pause:
    """`until` is when a silence ends by itself.

    A hold for the presenter's lost `connection` comes and goes by itself; `network` is what somebody said of their own.
    """

    since: datetime
    reason: PauseReason
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks. `held_before` is how long the part's clock had been held when the holder's turn began.

    `table` keeps the order of the seats, also of those who left; `done` have had their turn in this round. For the
    whole of a `slot`: how its next part is asked in, and everybody who has `asked`, once for each turn, in order.
    `pairs` are those who talk with each other.
    """

    mode: Mode = "none"
    seats: tuple[int, ...] = ()
    holder: int | None = None
    since: datetime | None = None
    held_before: int = 0
    waiting: tuple[int, ...] = ()
    hands: tuple[int, ...] = ()
    table: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    follow_up: bool = False
    slot: int | None = None
    asking: Asking = "round"
    asked: tuple[int, ...] = ()
    pairs: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person asked for where two together move the meeting on, and at which step."""

    deed: str
    person: int
    at: datetime
    step: int


@dataclass(frozen=True, slots=True)
class LaterEnd:
    """Whether the meeting may end so many `minutes` later, as `person` asked for the part that runs, at this `step`.

    `yes` are those who have said so. It is `declined` once somebody has said no, and nobody keeps who that was.
    """

    minutes: int
    person: int
    step: int
    yes: tuple[int, ...] = ()
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a meeting stands. `step` counts moves and guards them.

    `began` is when the part began, `clock_from` the same moved on by every hold, `running_from` when the clock last
    started. `held` is seconds of holds in this part. `slots` is how many fit, `rounds` how many rounds have begun; the
    start seat moves on with each. `later` is how many minutes beyond its time everybody has agreed to stay. Until the
    part is over or has its minutes, it holds who asks for them: everybody is asked, or the presenter `wants_more`.
    """

    state: State
    starts_at: datetime
    meeting_minutes: int
    slot_minutes: int
    slots: int
    order: tuple[Part, ...]
    began: datetime
    clock_from: datetime
    running_from: datetime
    at: int = 0
    step: int = 0
    agreed: bool = False
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""
    pause: Pause | None = None
    held: int = 0
    rounds: int = 0
    floor: Floor = Floor()
    proposed: Proposal | None = None
    later: int = 0
    later_asked: LaterEnd | None = None
    wants_more: bool = False

    @property
    def part(self) -> Part:
        return self.order[self.at]

    @property
    def is_at_its_last_part(self) -> bool:
        return self.at == len(self.order) - 1

    @property
    def presenter(self) -> int | None:
        return self.part.presenter if self.is_live else None

    @property
    def paused(self) -> bool:
        return self.pause is not None

    @property
    def is_live(self) -> bool:
        return self.state == "live"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: who had the floor and which part ran, never what was said.

    `key` is the part's, or for a pause its reason. A nod is what whoever facilitates has said of everybody present.
    `seconds` leaves held time out; an extension of a part that gave its time to another is negative.
    """

    kind: LineKind
    key: str
    slot: int | None
    person: int | None
    began: datetime
    ended: datetime
    planned_seconds: int = 0
    held_seconds: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What became of the meeting, and the lines to append to its record in the same transaction."""

    progress: Progress
    lines: tuple[Line, ...] = ()
