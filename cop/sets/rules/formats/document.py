"""A running order as JSON and back, strictly: nothing unknown, nothing missing, nothing of another kind."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from cop.core.errors import RuleBroken
from cop.sets.rules.formats.checks import check
from cop.sets.rules.formats.values import Format

KINDS = {str: "words", int: "a whole number", bool: "true or false", tuple: "a list", dict: "an object"}


@lru_cache(maxsize=512)
def read(text: str) -> Format:
    """The running order in this text. Raises RuleBroken, which says where it is wrong and what would be right."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise _wrong("the document", f"JSON ({error})") from error
    return from_document(raw)


def written(running_order: Format) -> str:
    """The text that `read` reads."""
    return json.dumps(to_document(running_order), ensure_ascii=False, separators=(",", ":"))


def from_document(raw: Any) -> Format:
    """Raises RuleBroken for anything that is not a whole and sensible running order."""
    return check(cast("Format", _value(Format, raw, at="the document")))


def to_document(value: Any) -> Any:
    """Plain values for JSON; what stands at its default is left out."""
    if isinstance(value, tuple):
        return [to_document(each) for each in value]
    if is_dataclass(value):
        return {
            each.name: to_document(getattr(value, each.name))
            for each in fields(value)
            if getattr(value, each.name) != each.default
        }
    return value


def _value(kind: Any, raw: Any, *, at: str) -> Any:
    if is_dataclass(kind):
        return _whole(kind, raw, at=at)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        listed = _checked(list, raw, at=at, wanted="a list")
        return tuple(_value(inner, each, at=f"{at}[{number}]") for number, each in enumerate(listed))
    if get_origin(kind) is Literal:
        if raw not in get_args(kind):
            raise _wrong(at, f"one of: {', '.join(get_args(kind))}")
        return raw
    return _checked(kind, raw, at=at, wanted=KINDS[kind])


def _whole(kind: Any, raw: Any, *, at: str) -> Any:
    found: Mapping[str, Any] = _checked(dict, raw, at=at, wanted="an object")
    known = _kinds(kind)
    for name in found:
        if name not in known:
            raise RuleBroken("A running order knows nothing called %(name)s (in %(place)s).", name=name, place=at)
    for each in fields(kind):
        if each.default is MISSING and each.name not in found:
            raise RuleBroken("A running order needs %(name)s (in %(place)s).", name=each.name, place=at)
    place = str(found.get("key") or at)
    return kind(**{name: _value(known[name], value, at=f"{place}.{name}") for name, value in found.items()})


def _checked(kind: type, raw: Any, *, at: str, wanted: str) -> Any:
    if type(raw) is not kind:
        raise _wrong(at, wanted)
    return raw


def _wrong(at: str, wanted: str) -> RuleBroken:
    return RuleBroken("In a running order, %(place)s has to be %(wanted)s.", place=at, wanted=wanted)


@cache
def _kinds(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
