"""A story's family as a tree: whose idea it began with, and what others made of it, drawn without a ruler."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

STEP: Final = 64
ROW: Final = 72
RADIUS: Final = 20
MARGIN: Final = 28
MOST_DEEP: Final = 6
MOST_KIN: Final = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """One story of the picture: its number there, how deep it is, where it stands, of which number it came,
    and whence its line."""

    number: int
    story_id: int
    depth: int
    x: int
    y: int
    of: int | None = None
    parent: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, with its size."""

    spots: Sequence[Spot]
    width: int
    height: int


def drawn(root: int, children: Mapping[int, Sequence[int]]) -> Picture:
    """The tree below a root: leaves beside each other, each parent above the middle of its children, numbered in the
    order in which a list of it is read."""
    spots: list[Spot] = []
    _place(root, children, depth=0, spots=spots, free=count())
    return Picture(spots, max(each.x for each in spots) + MARGIN, max(each.y for each in spots) + MARGIN)


def _place(
    story: int, children: Mapping[int, Sequence[int]], *, depth: int, spots: list[Spot], free: Iterator[int]
) -> Spot:
    """Put a story and what is below it among the spots; where it stands is known once its children do."""
    own = len(spots)
    spots.append(Spot(own + 1, story, depth, 0, 0))
    below = [_place(each, children, depth=depth + 1, spots=spots, free=free) for each in children.get(story, ())]
    x = (below[0].x + below[-1].x) // 2 if below else next(free) * STEP + MARGIN
    spots[own] = replace(spots[own], x=x, y=depth * ROW + MARGIN)
    for each in below:
        spots[each.number - 1] = replace(each, of=own + 1, parent=(x, depth * ROW + MARGIN))
    return spots[own]
