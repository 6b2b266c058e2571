"""A meeting's progress as JSON and back. Anything unknown or of the wrong kind is an error, never a guess.

What a later version added is missing in what an earlier one wrote: a field with a default may be missing, no other.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from cop.meetings.rules.values import Progress


def to_json(progress: Progress) -> dict[str, Any]:
    """Moments become ISO 8601 in UTC."""
    return cast("dict[str, Any]", _plain(progress))


def from_json(raw: Mapping[str, Any]) -> Progress:
    """Raises ValueError for anything that `to_json` does not write."""
    return cast("Progress", _value(Progress, raw))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _value(kind: Any, raw: Any) -> Any:
    if is_dataclass(kind):
        return _whole(kind, raw)
    if kind is datetime:
        return _moment(raw)
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], each) for each in _checked(list, raw))
    if get_origin(kind) is UnionType:
        inner = next(each for each in get_args(kind) if each is not NoneType)
        return None if raw is None else _value(inner, raw)
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind), raw)
    return _checked(kind, raw)


def _whole(kind: Any, raw: Any) -> Any:
    kinds, found = _kinds(kind), set(_checked(dict, raw))
    if not _needed(kind) <= found <= set(kinds):
        raise ValueError(f"{kind.__name__}: expected {sorted(kinds)}, found {sorted(found)}")
    return kind(**{name: _value(each, raw[name]) for name, each in kinds.items() if name in found})


def _moment(raw: Any) -> datetime:
    moment = datetime.fromisoformat(_checked(str, raw))
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {raw}")
    return moment.astimezone(UTC)


def _one_of(known: tuple[Any, ...], raw: Any) -> Any:
    if raw not in known:
        raise ValueError(f"expected one of {known}, found {raw!r}")
    return raw


def _checked(kind: type, raw: Any) -> Any:
    if type(raw) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {raw!r}")
    return raw


@cache
def _kinds(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _needed(kind: Any) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind) if each.default is MISSING)
