"""The rows of a list as one text, so that a list can be a column of another statement: of the door of its page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from json import loads
from typing import Any, NamedTuple

from sqlalchemy import Boolean, ColumnElement, DateTime, Select, Text, select

from cop.core.database import UtcDateTime
from cop.core.spelling import Spelt

Turn = Callable[[Any], Any]


class Rows:
    """Those of this statement, in its order: the `column`, and what they are once they are read."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        part = statement.subquery()
        self.column: ColumnElement[str] = select(_AsText(*part.c)).select_from(part).scalar_subquery()
        kinds = [each.type for each in statement.selected_columns]
        moments = [(place, _moment) for place, kind in enumerate(kinds) if isinstance(kind, (DateTime, UtcDateTime))]
        answers = [(place, _yes_or_no) for place, kind in enumerate(kinds) if isinstance(kind, Boolean)]
        self._turns: Sequence[tuple[int, Turn]] = [*moments, *answers]

    def read(self, told: str | None) -> list[list[Any]]:
        """Each row as its own statement would give it; none where there are none."""
        found: list[list[Any]] = loads(told or "[]")
        for row in found:
            for place, turn in self._turns:
                row[place] = turn(row[place])
        return found


class Listing(NamedTuple):
    """What a panel lists, and what its statement is asked with beyond who looks and what at."""

    rows: Rows
    asked: Callable[[], Mapping[str, object]]


class _AsText(Spelt):
    inherit_cache = True
    type = Text()
    on_sqlite = "json_group_array(json_array({}))"
    on_postgresql = "CAST(json_agg(json_build_array({})) AS TEXT)"


def _moment(told: str | None) -> datetime | None:
    if told is None:
        return None
    at = datetime.fromisoformat(told)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _yes_or_no(told: object) -> bool | None:
    return None if told is None else bool(told)
