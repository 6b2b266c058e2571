"""How long things last at the end of a set, and when it is opened from outside."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.sets.rules import closing, glass

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
REASON = "Somebody may come to harm tonight."


@pytest.mark.parametrize(("months", "fine"), [(5, False), (6, True), (24, True), (60, True), (61, False)])
def test_how_long_words_are_kept(months, fine):
    if fine:
        assert closing.check_months(months) == months
    else:
        with pytest.raises(RuleBroken, match="6 to 60 months"):
            closing.check_months(months)


def test_a_set_closes_two_weeks_after_the_last_objection():
    closes_at = closing.closes_after(NOW)

    later = closing.object_to(closes_at, person=1, objected=[], now=NOW + timedelta(days=10))

    assert (closes_at - NOW, later - NOW) == (timedelta(days=14), timedelta(days=24))


def test_nobody_objects_twice_or_too_late():
    closes_at = closing.closes_after(NOW)

    with pytest.raises(RuleBroken, match="once"):
        closing.object_to(closes_at, person=1, objected=[1], now=NOW)
    with pytest.raises(RuleBroken, match="over"):
        closing.object_to(closes_at, person=1, objected=[], now=closes_at)


def test_what_was_said_goes_after_the_months_chosen():
    assert (closing.emptied_after(NOW, months=24) - NOW).days == 730


@pytest.mark.parametrize("reason", ["", "   ", "short", "x" * 1001])
def test_a_reason_is_a_reason(reason):
    with pytest.raises(RuleBroken, match="The set reads it"):
        glass.check_reason(reason)
    assert glass.check_reason(f"  {REASON} ") == REASON


def test_a_second_person_agrees_within_a_week():
    assert glass.agree(asked_by=1, agreeing=2, asked_at=NOW, now=NOW + timedelta(days=7)) == NOW + timedelta(days=8)
    with pytest.raises(RuleBroken, match="nobody opens a set alone"):
        glass.agree(asked_by=1, agreeing=1, asked_at=NOW, now=NOW)
    with pytest.raises(RuleBroken, match="more than a week ago"):
        glass.agree(asked_by=1, agreeing=2, asked_at=NOW, now=NOW + timedelta(days=8))


@pytest.mark.parametrize(("hours", "is_open"), [(0, True), (23.9, True), (24, False)])
def test_it_is_open_for_a_day(hours, is_open):
    ends_at = NOW + glass.OPEN_FOR

    assert glass.is_open(ends_at, now=NOW + timedelta(hours=hours)) is is_open
    assert not glass.is_open(None, now=NOW)
