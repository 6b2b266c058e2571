"""What is kept of one person, told by each capability to that person alone; and what they look after for others.

Explicit tables in `cop.capabilities`, as with panels and jobs: what is not named there is not in anybody's copy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of somebody's own data. `rows(person_id)` answers them in the order of `labels`, whose keys are the
    names in the JSON and whose values say the same to a reader. Only their own words: never another's."""

    key: str
    title: str
    labels: Mapping[str, str]
    rows: Callable[[int], Iterable[Sequence[Any]]]

    def told(self, person_id: int) -> list[dict[str, Any]]:
        """The rows, each value by its name."""
        return [dict(zip(self.labels, row, strict=True)) for row in self.rows(person_id)]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that one person alone looks after, and where they hand it over before they go."""

    name: str
    url: str


Duties = Callable[[int], list[Duty]]


def init_app(app: Flask, *, parts: Iterable[Part], duties: Iterable[Duties]) -> None:
    """Know who tells what."""
    app.extensions["cop_parts"] = list(parts)
    app.extensions["cop_duties"] = list(duties)


def all_of(person_id: int) -> list[tuple[Part, list[dict[str, Any]]]]:
    """Everything of this person, heading by heading; also headings under which there is nothing."""
    parts: list[Part] = current_app.extensions["cop_parts"]
    return [(part, part.told(person_id)) for part in parts]


def duties_of(person_id: int) -> list[Duty]:
    """What nobody else would look after."""
    asked: list[Duties] = current_app.extensions["cop_duties"]
    return [duty for duties in asked for duty in duties(person_id)]
