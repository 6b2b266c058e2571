"""What people leave behind where they take part: told by each capability of its own tables, read by those below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Select


@dataclass(frozen=True, eq=False)
class Trace:
    """`found` selects three columns, `community`, `who` and `at`. Kinds: wrote, told, answered, came, ran, shown;
    and ran_for_all, of what every member of the community may know."""

    kind: str
    found: Select[*tuple[Any, ...]]


Traces = tuple[Trace, ...]


def traces() -> Traces:
    """All that this app knows, the same each time that it is asked."""
    found: Traces = current_app.extensions["cop_traces"]
    return found


def init_app(app: Flask, known: Iterable[Trace]) -> None:
    app.extensions["cop_traces"] = tuple(known)
