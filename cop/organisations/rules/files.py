"""Files of organisations, CSV and JSON, read from their bytes without touching anything else."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cop.core.errors import RuleBroken
from cop.organisations.rules.care_boards import entries_of_care_boards
from cop.organisations.rules.rows import WORDS, Fault, Parsed, Row, row_of
from cop.organisations.rules.ties import TOLD, codes_in_cell, ties_in_cell

LARGEST_FILE = 50_000_000
LONGEST_CELL = 1_000_000
CODE_COLUMN = "_code"
COLUMNS = frozenset({"name", "kind", "valid_from", "valid_to", "attribution", *TOLD, *WORDS})
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a spreadsheet takes a cell for a formula: a cell that begins so is written with an apostrophe before it."""

Entry = tuple[str, Mapping[str, object] | RuleBroken]


def parse(content: bytes) -> Parsed:
    """Read a file. Raises RuleBroken when nothing in it can be read; single bad rows are faults of the answer."""
    text = _text(content)
    attribution, entries = _from_json(text) if text.lstrip()[:1] in ("{", "[") else ("", _from_csv(text))
    rows, faults = _sort(entries)
    if not rows and not faults:
        raise RuleBroken("There is no organisation in the file.")
    return Parsed(tuple(rows), tuple(faults), attribution)


def _text(content: bytes) -> str:
    if not content.strip():
        raise RuleBroken("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise RuleBroken("The file is larger than 50 MB. Cut it into several.")
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise RuleBroken("This is not text in UTF-8. From a spreadsheet, save it as «CSV UTF-8».") from problem
    if "\0" in text:
        raise RuleBroken("This is a binary file. Cop reads CSV and JSON.")
    return text


def _sort(entries: Iterable[Entry]) -> tuple[list[Row], list[Fault]]:
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], str] = {}
    for place, told in entries:
        try:
            rows.append(_new(_read(place, told), seen))
        except RuleBroken as problem:
            faults.append(Fault(place, problem.sentence, problem.values))
    return rows, faults


def _read(place: str, told: Mapping[str, object] | RuleBroken) -> Row:
    if isinstance(told, RuleBroken):
        raise told
    return row_of(place, told)


def _new(row: Row, seen: dict[tuple[str, str], str]) -> Row:
    for code in row.codes:
        if code.key in seen and seen[code.key] != row.place:
            raise RuleBroken("The code %(code)s is that of %(first)s already.", code=code.code, first=seen[code.key])
    seen.update((code.key, row.place) for code in row.codes)
    return row


def _from_csv(text: str) -> Iterator[Entry]:
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader))
    except csv.Error as problem:
        raise RuleBroken("The first line cannot be read (%(problem)s).", problem=str(problem)) from problem
    while True:
        place = f"line {reader.line_num + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield place, RuleBroken("The quotes of this line do not close (%(problem)s).", problem=str(problem))
            return
        if any(cell.strip() for cell in cells):
            yield place, _told(columns, cells)


def _columns(header: Sequence[str]) -> list[str]:
    columns = [name.strip().casefold().replace(" ", "_") for name in header]
    strange = [name for name in columns if name not in COLUMNS and not name.endswith(CODE_COLUMN)]
    if "name" not in columns or "kind" not in columns:
        raise RuleBroken(
            "The first line names the columns: name and kind, then ods_code, ons_code, valid_from, valid_to."
        )
    if strange:
        raise RuleBroken("There is a column that Cop does not know: “%(column)s”.", column=strange[0][:40])
    if len(set(columns)) < len(columns):
        raise RuleBroken("Two columns have the same name.")
    return columns


def _told(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, object] | RuleBroken:
    if len(cells) != len(columns):
        return RuleBroken("Cells: %(count)s; columns: %(columns)s.", count=len(cells), columns=len(columns))
    told: dict[str, Any] = dict(zip(columns, map(_without_guard, cells), strict=True))
    try:
        told["codes"] = {
            name.removesuffix(CODE_COLUMN): codes_in_cell(told[name]) for name in columns if name.endswith(CODE_COLUMN)
        }
        told["relations"] = [tie for kind in TOLD for tie in ties_in_cell(kind, told.pop(kind, ""))]
    except RuleBroken as problem:
        return problem
    return told


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell


def _from_json(text: str) -> tuple[str, Iterable[Entry]]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as problem:
        raise RuleBroken("This is not JSON from line %(line)s on.", line=problem.lineno) from problem
    except (RecursionError, ValueError) as problem:
        raise RuleBroken("This JSON is nested too deeply or holds a number too long to read.") from problem
    if isinstance(told, Mapping) and "icbs" in told:
        return str(told.get("attribution") or ""), entries_of_care_boards(told, _lines(text, "icbs"))
    key = "organisations" if isinstance(told, Mapping) else ""
    found = told.get(key) if isinstance(told, Mapping) else told
    if not isinstance(found, list):
        raise RuleBroken("The JSON holds a list of organisations, or an object with «organisations» or «icbs» in it.")
    attribution = str(told.get("attribution") or "") if isinstance(told, Mapping) else ""
    return attribution, [(place, _object(each)) for place, each in zip(_lines(text, key), found, strict=False)]


def _object(told: object) -> Mapping[str, object] | RuleBroken:
    return told if isinstance(told, Mapping) else RuleBroken("An organisation is told as an object.")


def _lines(text: str, key: str) -> Iterator[str]:
    """«entry 3, line 41» for each entry of the list under this key; of the whole file when the key is empty."""
    opening = re.search(rf'"{key}"\s*:\s*\[' if key else r"\[", text)
    position, line, decoder = opening.end() if opening else 0, 1, json.JSONDecoder()
    counted = number = 0
    while True:
        number += 1
        start = re.compile(r"[\s,]*").match(text, position)
        begin = start.end() if start else position
        line, counted = line + text.count("\n", counted, begin), begin
        yield f"entry {number}, line {line}"
        _, position = decoder.raw_decode(text, begin)
