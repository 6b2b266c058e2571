"""A meeting's progress as JSON and back. Anything unknown or of the wrong kind is an error, never a guess.

What a later version added is missing in what an earlier one wrote: a field with a default may be missing, no other.
What an earlier one wrote and no later one reads is left out.
Every look at a meeting reads it, so the reader of each kind is made once, from the annotations.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, cast, get_args, get_origin, get_type_hints

from cop.meetings.rules.values import Progress

Reader = Callable[[Any], Any]
FORMER: Final = frozenset({"returned"})  # written once, by nobody read


def to_json(progress: Progress) -> dict[str, Any]:
    """Moments become ISO 8601 in UTC."""
    return cast("dict[str, Any]", _plain(progress))


def from_json(raw: Mapping[str, Any]) -> Progress:
    """Raises ValueError for anything that `to_json` does not write."""
    return cast("Progress", _reader(Progress)({name: raw[name] for name in raw.keys() - FORMER}))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of this kind from JSON."""
    if is_dataclass(kind):
        return _reader_of_fields(kind)
    if kind is datetime:
        return _moment
    if get_origin(kind) is tuple:
        return _reader_of_list(_reader(get_args(kind)[0]))
    if get_origin(kind) is UnionType:
        return _reader_of_maybe(_reader(next(each for each in get_args(kind) if each is not NoneType)))
    if get_origin(kind) is Literal:
        return _reader_of_choice(get_args(kind))
    return _reader_of_plain(kind)


def _reader_of_fields(kind: Any) -> Reader:
    readers = {name: _reader(each) for name, each in get_type_hints(kind).items()}
    needed = frozenset(each.name for each in fields(kind) if each.default is MISSING)

    def read(raw: Any) -> Any:
        if not needed <= _checked(dict, raw).keys() <= readers.keys():
            raise ValueError(f"{kind.__name__}: expected {sorted(readers)}, found {sorted(raw)}")
        return kind(**{name: readers[name](value) for name, value in raw.items()})

    return read


def _reader_of_list(reader: Reader) -> Reader:
    def read(raw: Any) -> Any:
        return tuple([reader(each) for each in _checked(list, raw)])

    return read


def _reader_of_maybe(reader: Reader) -> Reader:
    def read(raw: Any) -> Any:
        return None if raw is None else reader(raw)

    return read


def _reader_of_choice(known: tuple[Any, ...]) -> Reader:
    def read(raw: Any) -> Any:
        if raw not in known:
            raise ValueError(f"expected one of {known}, found {raw!r}")
        return raw

    return read


def _reader_of_plain(kind: type) -> Reader:
    def read(raw: Any) -> Any:
        return _checked(kind, raw)

    return read


def _moment(raw: Any) -> datetime:
    moment = datetime.fromisoformat(_checked(str, raw))
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {raw}")
    return moment.astimezone(UTC)


def _checked(kind: type, raw: Any) -> Any:
    if type(raw) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {raw!r}")
    return raw
