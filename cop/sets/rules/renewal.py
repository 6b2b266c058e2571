"""Another season of a set that has been through one: how it goes on, and with which dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from typing import Final, Literal, get_args

from cop.core.errors import RuleBroken
from cop.sets.rules.formats import FORMATS, Format
from cop.sets.rules.shape import Shape

Onward = Literal["as_before", "in_turn", "alone"]
ONWARD: Final[tuple[Onward, ...]] = get_args(Onward)
ALONE: Final = FORMATS["revans_self"]


@dataclass(frozen=True, slots=True)
class NextSeason:
    """`in_turn`: a member facilitates each meeting, another one each time. `alone`: nobody facilitates."""

    onward: Onward
    dates: tuple[datetime, ...]
    meeting_minutes: int
    slot_minutes: int

    def shape(self, *, name: str, seats: int, running_order: Format) -> Shape:
        """Of the set with this season before it; `running_order` is the one it has had so far."""
        follows = ALONE if self.onward == "alone" else running_order
        length = follows.fitting(self.slot_minutes)
        return Shape(name, seats, self.meeting_minutes, length, self.dates, follows)


def ways_onward(running_order: Format) -> tuple[Onward, ...]:
    """A set that nobody facilitates goes on so; whoever wants a facilitator again chooses another running order."""
    return ONWARD if running_order.is_led else ("as_before",)


def onward_of(text: str, *, running_order: Format) -> Onward:
    for way in ways_onward(running_order):
        if way == text:
            return way
    raise RuleBroken("Choose how the set goes on.")


def rota(onward: Onward, people: Sequence[int], *, meetings: int) -> tuple[int | None, ...]:
    """Who facilitates each meeting: `people` in their order and from the front again, or nobody in particular."""
    turns = people if onward == "in_turn" and people else (None,)
    return tuple(islice(cycle(turns), meetings))
