"""What is said at the place for an answer, to whoever is about to write there and to nobody else. It hinders nobody."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

LONG_ENOUGH: Final = 10
COMPANY: Final = 3
LOUD_PERCENT: Final = 40
EXCHANGES: Final = 3
IN_A_ROW: Final = 2
LATEST: Final = 2 * EXCHANGES
LOUDEST: Final = 100 // LOUD_PERCENT
"""So many people at most can each have written so much of it."""

Nudge = Literal["two", "row", "much"]


class Voices(NamedTuple):
    """Who speaks in a conversation: how many people, how often those who speak most, and who wrote last, one after the
    other; 0 is somebody who has left."""

    people: int
    most: Mapping[int, int]
    latest: Sequence[int]


def voices_in(told: Sequence[Any]) -> Voices:
    """From a number, lines of a person and how often they wrote, and lines of a post and who wrote it."""
    people, most, latest = told
    often = dict(_pairs(most))
    return Voices(people, often, [writer for _, writer in sorted(_pairs(latest))])


def nudge_for(own: int | None, voices: Voices, *, posts: int) -> Nudge | None:
    """What is said to this person, if anything: one thing at a time."""
    if own is None:
        return None
    if own in voices.latest and _go_back_and_forth(voices.latest):
        return "two"
    if list(voices.latest[-IN_A_ROW:]) == [own] * IN_A_ROW:
        return "row"
    is_long = posts >= LONG_ENOUGH and voices.people >= COMPANY
    return "much" if is_long and voices.most.get(own, 0) * 100 >= posts * LOUD_PERCENT else None


def _go_back_and_forth(latest: Sequence[int]) -> bool:
    """Whether two people, and nobody else, have answered one another in turn."""
    one, other = set(latest[::2]), set(latest[1::2])
    return len(latest) == LATEST and len(one) == len(other) == 1 and one != other


def _pairs(lines: str | None) -> list[tuple[int, int]]:
    said = (line.split(" ") for line in (lines or "").split("\n") if line)
    return [(int(one), int(other)) for one, other in said]
