"""The list of England's integrated care boards in its published shape, told as rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from cop.core.errors import RuleBroken

Entry = tuple[str, Mapping[str, object] | RuleBroken]


def entries_of_care_boards(told: Mapping[str, Any], places: Iterator[str]) -> Iterator[Entry]:
    """The regions, then the boards, each part of its region and standing between the dates of the whole list."""
    dates = {"valid_from": told.get("valid_from"), "valid_to": told.get("valid_to")}
    for number, region in enumerate(_listed(told, "regions"), 1):
        yield f"region {number}", _named(region) or _region(region)
    for place, board in zip(places, _listed(told, "icbs"), strict=False):
        yield place, _named(board) or {**_board(board, dates), **dates}


def _listed(told: Mapping[str, Any], key: str) -> list[Any]:
    found = told.get(key) or []
    if not isinstance(found, list):
        raise RuleBroken("“%(key)s” is not a list.", key=key)
    return found


def _named(told: object) -> RuleBroken | None:
    return None if isinstance(told, Mapping) else RuleBroken("An organisation is told as an object.")


def _region(region: Mapping[str, Any]) -> dict[str, object]:
    codes = {"ods": region.get("ods_code"), "ons": region.get("ons_code")}
    return {"name": region.get("name"), "kind": "region", "codes": codes}


def _board(board: Mapping[str, Any], dates: Mapping[str, Any]) -> dict[str, object]:
    codes = {"ods": _code(board.get("ods_code"), dates), "ons": _ons_codes(board, dates)}
    region = board.get("region_ods")
    part_of = {"ods": region} if region else None
    return {"name": board.get("name"), "kind": "integrated_care_board", "codes": codes, "part_of": part_of}


def _ons_codes(board: Mapping[str, Any], dates: Mapping[str, Any]) -> list[object]:
    """Where the code of the first day was changed later, the list does not say when: that day stays open."""
    first, later = board.get("ons_code_2022"), board.get("ons_code")
    if not first or first == later:
        return _code(later, dates)
    return [*_code(first, {"valid_from": dates["valid_from"]}), *_code(later, {"valid_to": dates["valid_to"]})]


def _code(code: object, dates: Mapping[str, Any]) -> list[object]:
    return [{"code": code, **dates}] if code else []
