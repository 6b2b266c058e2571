"""A copy of everything of one's own: how long it lies ready, and what it is called."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

FORMAT: Final = "cop-everything"
VERSION: Final = 1
ASK_AGAIN_AFTER: Final = timedelta(hours=1)


def ends_at(made_at: datetime, *, days: int) -> datetime:
    """Until when it can be taken."""
    return made_at + timedelta(days=days)


def may_ask(asked_at: datetime | None, *, now: datetime) -> bool:
    """Whether another may be made: gathering it reads everything of theirs, so once an hour."""
    return asked_at is None or now - asked_at >= ASK_AGAIN_AFTER


def file_name(day: date) -> str:
    """What the file is called when it is saved: it names nobody."""
    return f"everything-of-mine-{day.isoformat()}.zip"


def document(told: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], *, taken_at: datetime) -> dict[str, Any]:
    """The copy for a machine, by the keys of its parts."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "taken_at": plain(taken_at),
        **{key: [{name: plain(value) for name, value in row.items()} for row in rows] for key, rows in told},
    }


def plain(value: object) -> object:
    """A value as JSON has it: moments and days as ISO text."""
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return str(value)
