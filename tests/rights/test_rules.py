"""The rules of rights over one's data, and the register of what is kept."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cop import ROOT
from cop.core.database import Base
from cop.core.errors import RuleBroken
from cop.people.rules.tokens import proof
from cop.rights.rules import complaints, erasure, exports
from cop.rights.rules.retention import KEPT, all_columns, as_markdown

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (NOON, NOON.replace(month=12)),
        (NOON.replace(month=12, day=31), NOON.replace(year=2027, month=1, day=31)),
        (NOON.replace(year=2027, month=1, day=31), NOON.replace(year=2027, month=2, day=28)),
        (NOON.replace(year=2028, month=1, day=30), NOON.replace(year=2028, month=2, day=29)),
    ],
)
def test_it_is_settled_within_a_calendar_month(received, due):
    assert complaints.settle_by(received) == due


@pytest.mark.parametrize(
    ("days", "acknowledged", "settled", "late"),
    [(29, False, False, False), (31, True, False, True), (31, False, False, True), (99, True, True, False)],
)
def test_what_is_late_is_seen(days, acknowledged, settled, late):
    told: dict[str, Any] = {"acknowledged_at": NOON if acknowledged else None, "settled_at": NOON if settled else None}

    assert complaints.is_late(NOON, **told, now=NOON + timedelta(days=days)) is late


def test_not_to_have_acknowledged_is_late_before_an_answer_is():
    march = datetime(2026, 3, 1, tzinfo=UTC)
    told: dict[str, Any] = {"settled_at": None, "now": march + timedelta(days=30, hours=1)}

    assert complaints.is_late(march, acknowledged_at=None, **told)
    assert not complaints.is_late(march, acknowledged_at=march, **told)


def test_it_is_acknowledged_within_thirty_days():
    assert complaints.acknowledge_by(NOON) == NOON + timedelta(days=30)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (complaints.check_kind, "praise"),
        (complaints.words_of, " \n"),
        (complaints.words_of, "x" * 5_001),
        (complaints.name_of, "x" * 121),
        (erasure.keeps_words, "perhaps"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(rule, said):
    with pytest.raises(RuleBroken, match=r"\.$"):
        rule(said)


def test_what_can_be_read_is_kept_without_stray_blanks():
    assert complaints.check_kind("data") == "data"
    assert complaints.words_of(" It is slow. ") == "It is slow."
    assert complaints.name_of(" Cy  Lee ") == "Cy Lee"
    assert [erasure.keeps_words(each) for each in erasure.CHOICES] == [False, True]
    assert erasure.due_at(NOON) == NOON + timedelta(days=14)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (NOON, "2026-11-26T12:00:00+00:00"),
        (date(2026, 11, 26), "2026-11-26"),
        ([["Why?", NOON]], [["Why?", "2026-11-26T12:00:00+00:00"]]),
        ("words", "words"),
    ],
)
def test_a_value_is_written_as_json_has_it(value, written):
    assert exports.plain(value) == written


def test_a_copy_names_nobody_and_ends():
    assert exports.file_name(NOON.date()) == "everything-of-mine-2026-11-26.zip"
    assert exports.ends_at(NOON, days=7) == NOON + timedelta(days=7)
    assert [exports.may_ask(at, now=NOON) for at in (None, NOON, NOON - timedelta(hours=1))] == [True, False, True]


@pytest.mark.parametrize(
    ("way", "minutes", "has_password", "asked"),
    [
        ("link", 60, True, "nothing"),
        ("link", 61, True, "password"),
        ("link", 61, False, "link"),
        ("password", 1, True, "password"),
        ("demo", 1, False, "nothing"),
    ],
)
def test_what_is_asked_before_everything_is_given_away(way, minutes, has_password, asked):
    assert proof(way, NOON - timedelta(minutes=minutes), has_password=has_password, now=NOON) == asked


def test_every_column_of_the_database_is_in_the_register_once_and_nothing_else():
    named = list(all_columns())
    there = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}

    assert sorted(set(there) - set(named)) == [], "say in cop/rights/rules/kept_of_….py how long it is kept, and why"
    assert sorted(set(named) - set(there)) == [], "take away what is not there any more"
    assert len(named) == len(set(named)), "a column is there twice"
    assert len({each.key for each in KEPT}) == len(KEPT)


def test_the_documentation_says_what_the_register_says():
    path = ROOT / "docs/what-we-keep.md"

    assert path.read_text(encoding="utf-8") == as_markdown(), "cop rights register > docs/what-we-keep.md"
