"""What is prepared, kept and looked back on; and on which mornings somebody is reminded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
TODAY = THURSDAY.date()


def test_a_sheet_is_fine_with_nothing_but_a_sentence():
    assert rules.prepared(rules.Sheet("  I say yes too soon. ")) == rules.Sheet("I say yes too soon.")


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (rules.Sheet("  "), "one sentence"),
        (rules.Sheet("x" * 281), "longer than 280"),
        (rules.Sheet("x", why="y" * 2001), "longer than 2000"),
        (rules.Sheet("x", level="brutal"), "how much"),  # type: ignore[arg-type]
    ],
)
def test_what_a_sheet_is_told(sheet, why):
    with pytest.raises(RuleBroken) as refused:
        rules.prepared(sheet)

    assert why in refused.value.sentence % refused.value.values


@pytest.mark.parametrize(("text", "kept"), [(" ", 0), ("x" * 501, 0), ("What else?", 40)])
def test_a_question_that_cannot_be_kept(text, kept):
    with pytest.raises(RuleBroken):
        rules.kept_question(text, kept=kept)


def test_a_question_is_kept_without_what_is_around_it():
    assert rules.kept_question(" What else? ", kept=39) == "What else?"


def test_a_review_sheet_holds_what_was_written_to_what_was_asked():
    found = rules.reviewed({"learnt_1": " Less is said. ", "learnt_2": " ", "password": "x"})

    assert found == {"learnt_1": "Less is said."}


def test_a_line_of_a_review_sheet_has_a_length():
    with pytest.raises(RuleBroken):
        rules.reviewed({"myself": "x" * 2001})


@pytest.mark.parametrize(
    ("days", "half_way", "eve"),
    [(14, 7, 13), (5, 2, 4), (4, 2, 3), (3, 1, 2), (2, None, 1), (1, None, None), (0, None, None)],
)
def test_on_which_mornings_somebody_is_reminded(days, half_way, eve):
    by_when = TODAY + timedelta(days=days)

    found = [rules.remind_at(which, said_at=THURSDAY, by_when=by_when, zone=LONDON) for which in rules.REMINDERS]

    nine = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert found == [nine + timedelta(days=each) if each is not None else None for each in (half_way, eve)]


def test_it_is_nine_where_they_live():
    at = rules.remind_at("eve", said_at=THURSDAY, by_when=date(2026, 12, 10), zone=AUCKLAND)

    assert at is not None
    assert at.astimezone(AUCKLAND) == datetime(2026, 12, 9, 9, 0, tzinfo=AUCKLAND)
    assert at.tzinfo is UTC


@pytest.mark.parametrize(
    ("which", "days", "late"), [("eve", 0, True), ("eve", 1, False), ("halfway", 1, True), ("halfway", 2, False)]
)
def test_a_worker_that_was_away_does_not_remind_too_late(which, days, late):
    assert rules.is_too_late(which, by_when=TODAY + timedelta(days=days), today=TODAY) == late


@given(days=st.integers(0, 400), hour=st.integers(0, 23), zone=st.sampled_from([LONDON, AUCKLAND]))
def test_reminders_come_in_order_between_the_word_and_the_day(days, hour, zone):
    said_at = THURSDAY.replace(hour=hour)
    said_on = said_at.astimezone(zone).date()
    by_when = said_on + timedelta(days=days)

    found = [rules.remind_at(which, said_at=said_at, by_when=by_when, zone=zone) for which in rules.REMINDERS]

    mornings = [at.astimezone(zone).date() for at in found if at is not None]
    assert mornings == sorted(set(mornings))
    assert all(said_on < morning < by_when for morning in mornings)
