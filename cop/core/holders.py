"""What files hang on: told by each capability of its own things, by a name. Explicit tables in `cop.capabilities`.

A file knows by that name whom to ask; who may read it is always whoever may read now what it hangs on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy.orm import InstrumentedAttribute

from cop.core.errors import NotVisible


@dataclass(frozen=True, slots=True)
class Place:
    """A thing as whoever may change what hangs on it is told of it: what it is called, where it stands, of which
    community's room it takes, and which kinds of file it takes. Where it takes none, what hangs there may only be taken
    away, and `instead` says what else to do."""

    title: str
    url: Callable[[], str]
    community_id: int | None
    takes: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """One kind of thing. `link` is its table of what hangs where, with a `file_id`, and `thing` the other column of it.

    `see(viewer, thing_id)` goes through the door of the thing: it raises NotVisible. `open(viewer, thing_id)` is for
    whoever may change what hangs on it: it raises NotVisible or NotAllowed.
    """

    link: Any
    thing: InstrumentedAttribute[int]
    see: Callable[[Any, int], None]
    open: Callable[[Any, int], Place]


def init_app(app: Flask, holders: Mapping[str, Holder]) -> None:
    """Know who holds files."""
    app.extensions["cop_holders"] = dict(holders)


def holder_of(whose: str) -> Holder:
    """Who holds files under this name. Raises NotVisible where nobody does."""
    holders: Mapping[str, Holder] = current_app.extensions["cop_holders"]
    if whose not in holders:
        raise NotVisible
    return holders[whose]


def all_holders() -> Iterable[Holder]:
    """Everybody who holds files."""
    holders: Mapping[str, Holder] = current_app.extensions["cop_holders"]
    return holders.values()
