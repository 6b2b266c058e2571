"""A file of people to invite, read from its text without touching anything else; and what came of it, written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from cop.communities.rules.invitations import LONGEST_ORGANISATION, MOST_AT_ONCE, Asked, name_in
from cop.core.errors import RuleBroken
from cop.people.rules.names import email_of, line_of

COLUMNS: Final = ("email", "name", "organisation", "role", "spaces")
SEAT: Final = "set"
"""A column that a file may have and that is refused where it says something: nobody is seated from outside a set."""
LARGEST_FILE: Final = 400_000
BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Fault(NamedTuple):
    """A line that cannot be taken, with the sentence that says why."""

    line: int
    email: str
    sentence: str
    values: Mapping[str, object]


class Rows(NamedTuple):
    """What a file says: whom to invite, and which lines are left out."""

    asked: tuple[Asked, ...]
    faults: tuple[Fault, ...]


def text_of(content: bytes) -> str:
    """The text of a file. Raises RuleBroken when it is not text in UTF-8, or too large."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken("The file is too large for %(most)s people. Cut it into several.", most=MOST_AT_ONCE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RuleBroken("This is not text in UTF-8. From a spreadsheet, save it as «CSV UTF-8».") from problem


def rows_in(text: str, *, roles: Sequence[str], spaces: Mapping[str, int], needs_name: bool) -> Rows:
    """Read a file. `spaces` are the ids of the spaces that the reader may name people in, by lower-case name.

    Raises RuleBroken when nothing in it can be read; single bad lines are faults of the answer.
    """
    asked: dict[str, Asked] = {}
    faults: list[Fault] = []
    for line, told in _lines(text):
        email = told.get("email", "").strip()
        try:
            row = _row(told, line=line, roles=roles, spaces=spaces)
            asked[row.email] = _checked(row, asked, needs_name=needs_name)
        except RuleBroken as problem:
            faults.append(Fault(line, email[:254], problem.sentence, problem.values))
    if len(asked) + len(faults) > MOST_AT_ONCE:
        raise RuleBroken("That is more than %(most)s people. Cut it into several.", most=MOST_AT_ONCE)
    if not asked and not faults:
        raise RuleBroken("There is nobody in the file.")
    return Rows(tuple(asked.values()), tuple(faults))


def written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A file for a spreadsheet, in which nothing that somebody typed becomes a formula."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return page.getvalue()


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    text = text.lstrip("\ufeff")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [each.strip().lower() for each in next(reader, [])]
        found = [(reader.line_num, cells) for cells in reader if any(each.strip() for each in cells)]
    except csv.Error as problem:
        raise RuleBroken("The quotes in line %(line)s do not close.", line=reader.line_num) from problem
    strange = [each for each in columns if each not in (*COLUMNS, SEAT)]
    if "email" not in columns or strange or len(set(columns)) < len(columns):
        raise RuleBroken(
            "The first line names the columns: %(columns)s. Only email is needed.", columns=", ".join(COLUMNS)
        )
    return [(line, dict(zip(columns, cells, strict=False))) for line, cells in found]


def _row(told: Mapping[str, str], *, line: int, roles: Sequence[str], spaces: Mapping[str, int]) -> Asked:
    role = told.get("role", "").strip().lower() or "member"
    if role not in roles:
        raise RuleBroken(
            "“%(role)s” is not a part that you can give: %(roles)s.", role=role[:40], roles=", ".join(roles)
        )
    if told.get(SEAT, "").strip():
        raise RuleBroken("A seat in a set is offered by whoever facilitates it, on the set's own page.")
    return Asked(
        email=email_of(told.get("email", "")),
        name=name_in(told.get("name", "")),
        organisation=line_of(told.get("organisation", ""), longest=LONGEST_ORGANISATION),
        role=role,
        space_ids=tuple(_space(each, spaces) for each in told.get("spaces", "").split("/") if each.strip()),
        line=line,
    )


def _checked(row: Asked, before: Mapping[str, Asked], *, needs_name: bool) -> Asked:
    if needs_name and not row.name:
        raise RuleBroken("A name is missing: the members are told who it is.")
    if row.email in before:
        raise RuleBroken("This address stands in line %(line)s already.", line=before[row.email].line)
    return row


def _space(name: str, spaces: Mapping[str, int]) -> int:
    found = spaces.get(" ".join(name.split()).lower())
    if found is None:
        raise RuleBroken("There is no space “%(name)s” in which you can name people.", name=name.strip()[:120])
    return found


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
