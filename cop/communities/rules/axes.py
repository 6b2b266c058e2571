"""The three stored axes of a place: who knows of it, who reads in it, who comes in. Presets are names for some of them.

Each axis is a number that grows as it tightens, so that the tighter of two is the larger of two, in Python and in SQL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal

from cop.core.errors import RuleBroken

Mail = Literal["full", "excerpt", "none"]


class Door(IntEnum):
    """Who may know that a place exists. Nearby: the members of what holds it; for a community, whoever is signed in."""

    ANYONE = 0
    NEARBY = 1
    INSIDE = 2


class Read(IntEnum):
    """Who reads what is in it. Sealed: those inside, and each of them only what came after they did."""

    ANYONE = 0
    NEARBY = 1
    INSIDE = 2
    SEALED = 3


class Join(IntEnum):
    """How somebody comes in."""

    FREELY = 0
    ASK = 1
    INVITATION = 2


@dataclass(frozen=True, slots=True)
class Axes:
    """Where a place, or a thing in it, stands on the three axes; what leaves the platform follows from them."""

    door: Door
    read: Read
    join: Join

    def __iter__(self) -> Iterator[int]:
        return iter((int(self.door), int(self.read), int(self.join)))

    @property
    def indexed(self) -> bool:
        """Whether search engines may list its card."""
        return self.door == Door.ANYONE

    @property
    def has_window(self) -> bool:
        """Whether things in it can be shown to everybody, one by one, by those whose they are."""
        return self.door == Door.ANYONE

    @property
    def mail(self) -> Mail:
        """How much of what is written in it a mail may carry."""
        if self.read == Read.SEALED or self.door == Door.INSIDE:
            return "none"
        return "full" if self.door == Door.ANYONE else "excerpt"

    @property
    def history(self) -> Literal["all", "from_joining"]:
        """What somebody who comes later reads."""
        return "from_joining" if self.read == Read.SEALED else "all"


LOOSEST: Final = Axes(Door.ANYONE, Read.ANYONE, Join.FREELY)


def stored(levels: Sequence[int]) -> Axes:
    """The axes from three numbers, in their order."""
    door, read, join = levels
    return Axes(Door(door), Read(read), Join(join))


def tighter(one: Axes, other: Axes) -> Axes:
    """The tighter of two on each axis: what a place is inside another."""
    return Axes(max(one.door, other.door), max(one.read, other.read), max(one.join, other.join))


def bounded(axes: Axes, read: int) -> Axes:
    """The same for a thing that is not to be read beyond `read`, wherever it stands."""
    return Axes(axes.door, max(axes.read, Read(read)), axes.join)


def is_looser(axes: Axes, *, than: Axes) -> bool:
    """Whether it is more open on any axis."""
    return tighter(axes, than) != axes


def lets_more_read(axes: Axes, *, than: Axes) -> bool:
    """Whether more people could read what is already there, were it not bound."""
    return axes.read < than.read


def chosen(*, door: str, read: str, join: str) -> Axes:
    """The axes by their names. Raises RuleBroken for names there are none of, and for what nobody could do."""
    try:
        axes = Axes(Door[door.upper()], Read[read.upper()], Join[join.upper()])
    except KeyError as unknown:
        raise RuleBroken("Choose one of the answers to each question.") from unknown
    if axes.read < axes.door:
        raise RuleBroken("Nobody reads in a place that they may not know of. Open its door wider, or let fewer read.")
    return axes


def oddities(axes: Axes) -> frozenset[str]:
    """What is allowed together but seldom meant, by name; the page says it in words."""
    odd = {
        "known_but_sealed": axes.door < Door.INSIDE and axes.read == Read.SEALED,
        "hidden_but_open_to_join": axes.door == Door.INSIDE and axes.join < Join.INVITATION,
        "sealed_but_free_to_join": axes.read == Read.SEALED and axes.join == Join.FREELY,
        "read_by_all_but_closed": axes.read < Read.INSIDE and axes.join == Join.INVITATION,
    }
    return frozenset(name for name, applies in odd.items() if applies)
