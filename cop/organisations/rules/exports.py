"""Organisations written as a file that the import reads again, and the outcome of an import as a table."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from cop.organisations.rules.files import CODE_COLUMN, RISKY
from cop.organisations.rules.rows import WORDS, Row, Told
from cop.organisations.rules.ties import TOLD, Code, Tie


def table_of(rows: Sequence[Row]) -> str:
    """CSV, a line an organisation. No cell of it is a formula to a spreadsheet."""
    schemes = sorted({code.scheme for row in rows for code in row.codes})
    kinds = [kind for kind in TOLD if any(tie.kind == kind for row in rows for tie in row.ties)]
    head = ["name", "kind", "valid_from", "valid_to", *(scheme + CODE_COLUMN for scheme in schemes), *kinds]
    lines = (
        [
            row.name, row.kind, _iso(row.valid_from), _iso(row.valid_to),
            *("; ".join(_code(code) for code in row.codes if code.scheme == scheme) for scheme in schemes),
            *("; ".join(_tie(tie) for tie in row.ties if tie.kind == kind) for kind in kinds),
            *(getattr(row, words) for words in WORDS), row.attribution,
        ]
        for row in rows
    )  # fmt: skip
    return _written([[*head, *WORDS, "attribution"], *lines])


def document_of(rows: Iterable[Row]) -> str:
    """JSON, an object an organisation; what is empty is left out."""
    told = [_without_empty(_object(row)) for row in rows]
    return json.dumps({"organisations": told}, ensure_ascii=False, indent=2) + "\n"


def outcome_table(told: Iterable[Told], *, said: Callable[[Told], str]) -> str:
    """What became of each row of an import; `said` words the reason of a bad one."""
    lines = [[each.place, each.name, each.what, ", ".join(each.fields), said(each)] for each in told]
    return _written([["place", "name", "outcome", "changed", "reason"], *lines])


def _written(lines: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([_guarded(cell) for cell in line] for line in lines)
    return file.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _days(thing: Code | Tie) -> str:
    if thing.valid_from is None and thing.valid_to is None:
        return ""
    return f" {_iso(thing.valid_from)}..{_iso(thing.valid_to)}"


def _code(code: Code) -> str:
    return code.code + _days(code)


def _tie(tie: Tie) -> str:
    reason = f" ({tie.reason.replace(';', ',')})" if tie.excluded else ""
    return f"{'!' * tie.excluded}{':'.join(tie.other)}{_days(tie)}{reason}"


def _object(row: Row) -> dict[str, Any]:
    codes: dict[str, list[dict[str, Any]]] = {}
    for code in row.codes:
        codes.setdefault(code.scheme, []).append(_dated({"code": code.code}, code))
    relations = [
        _dated({"kind": tie.kind, "to": dict([tie.other]), "excluded": tie.excluded, "reason": tie.reason}, tie)
        for tie in row.ties
    ]
    words = {name: getattr(row, name) for name in (*WORDS, "attribution")}
    return _dated({"name": row.name, "kind": row.kind, "codes": codes, "relations": relations, **words}, row)


def _dated(told: dict[str, Any], thing: Code | Tie | Row) -> dict[str, Any]:
    days = {"valid_from": _iso(thing.valid_from), "valid_to": _iso(thing.valid_to)}
    return _without_empty(told | days)


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
