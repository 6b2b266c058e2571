"""Where words that somebody has begun would be sent: told by each capability of its own places, by a kind and numbers.

`thread:7` is a conversation, `space:3:new` one that is not there yet. Explicit tables in `cop.capabilities`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from cop.core.database import LARGEST_ID
from cop.core.errors import NotVisible


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as whoever may go there is told of it."""

    title: str
    url: str


Finder = Callable[[Any, int], Spot]
"""`finder(viewer, number)` goes through a door: it raises NotVisible where there is nothing for this viewer."""


def init_app(app: Flask, finders: Mapping[str, Finder]) -> None:
    """Know who finds which kind of place."""
    app.extensions["cop_spots"] = dict(finders)


def spot_of(viewer: Any, place: str) -> Spot | None:
    """Where the words of this place would be sent; None where the viewer may not go, or there is no such place."""
    finders: Mapping[str, Finder] = current_app.extensions["cop_spots"]
    kind, _, rest = place.partition(":")
    number = rest.partition(":")[0]
    if kind not in finders or not number.isdecimal() or int(number) > LARGEST_ID:
        return None
    try:
        return finders[kind](viewer, int(number))
    except NotVisible:
        return None
