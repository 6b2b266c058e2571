"""Files that Cop writes, which it reads again, and how one cell tells several things."""

from dataclasses import replace
from datetime import date

import pytest

from cop.core.errors import RuleBroken
from cop.organisations.rules.belonging import check_heir, check_role
from cop.organisations.rules.exports import document_of, outcome_table, table_of
from cop.organisations.rules.files import parse
from cop.organisations.rules.kinds import overlap, stood
from cop.organisations.rules.rows import Fault, Row, Told
from cop.organisations.rules.ties import Code, Tie

FIRST, LAST = date(2022, 7, 1), date(2026, 3, 31)
ROWS = (
    Row("", "Acorns", "charity", (Code("ods", "A1", FIRST), Code("ods", "A2"), Code("ons", "E1", None, LAST)),
        can_share="=1+1 ways, and more", would_like_to_learn="Nights;\nday by day", attribution="Ours"),
    Row("", "-Oaks (Leeds)", "network", (), FIRST, LAST,
        (Tie("funds", ("name", "Elms (York)"), None, LAST),
         Tie("in_grouping", ("ons", "E1"), FIRST, None, excluded=True, reason="Too far away"),
         Tie("part_of", ("ods", "A1"), FIRST, LAST))),
)  # fmt: skip


@pytest.mark.parametrize("written", [table_of, document_of])
def test_what_is_written_is_read_again(written):
    read = parse(written(ROWS).encode())

    assert [replace(row, place="") for row in read.rows] == list(ROWS)
    assert read.faults == ()


def test_abuse_53_no_cell_is_a_formula():
    outcome = [Told("line 2", "=cmd()", "bad", fault=Fault("line 2", "@", {}))]
    cells = [
        cell
        for table in (table_of(ROWS), outcome_table(outcome, said=lambda each: str(each.fault and each.fault.sentence)))
        for line in table.splitlines()
        for cell in line.replace('"', "").split(",")
    ]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any("'=cmd()" in cell for cell in cells)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("ods", "scheme:code"), ("ods:", "code is text"), ("ods:A 2022..", "not a day"), ("ods:A 2022-02-02..2021-01-01",
     "before"), ("!ods:A (why)", "left out")],
)  # fmt: skip
def test_a_relation_that_cannot_be_is_refused_in_a_sentence(cell, said):
    assert said in str(parse(f"name,kind,funds\nA,charity,{cell}\n".encode()).faults[0])


@pytest.mark.parametrize(
    ("told", "said"),
    [('"relations": 5', "list of objects"), ('"relations": [{"kind": "likes"}]', "not a relation"),
     ('"relations": [{"kind": "funds", "to": 5}]', "one organisation"), ('"part_of": "A"', "one organisation"),
     ('"relations": [{"kind": "in_grouping", "to": {"ods": "A"}, "excluded": true}]', "why"),
     ('"codes": {"ods": "A;B"}', "semicolon"), ('"codes": {"ods": [5]}', "text"),
     ('"can_share": "' + "x" * 501 + '"', "500 characters")],
)  # fmt: skip
def test_an_object_that_cannot_be_is_refused_in_a_sentence(told, said):
    assert said in str(parse(('[{"name": "A", "kind": "charity", ' + told + "}]").encode()).faults[0])


def test_both_ends_belong_to_a_period_and_an_open_one_has_none():
    assert stood((FIRST, LAST), on=FIRST)
    assert stood((None, None), on=LAST)
    assert not stood((None, FIRST), on=LAST)
    assert overlap((None, FIRST), (FIRST, None))


def test_the_last_lead_goes_only_by_an_administrator():
    with pytest.raises(RuleBroken, match="another lead"):
        check_heir(leads=True, other_leads=0, by_admin=False)
    for leads, others, by_admin in ((True, 1, False), (True, 0, True), (False, 0, False)):
        check_heir(leads=leads, other_leads=others, by_admin=by_admin)


def test_a_role_that_there_is_not_is_refused():
    assert check_role("trustee") == "trustee"
    with pytest.raises(RuleBroken):
        check_role("king")
