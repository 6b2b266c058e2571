"""The dates of a season: which may move, and which numbers follow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def occasion(number, *, weeks=0, hours=0, fixed=False):
    return rules.Occasion(number * 10, number, NOW + timedelta(weeks=weeks, hours=hours), 180, fixed=fixed)


def test_two_meetings_of_a_set_may_follow_each_other_but_never_overlap():
    others = [occasion(1, weeks=1)]
    begins, ends = others[0].starts_at, others[0].ends_at

    rules.check_free(ends, 180, others=others, now=NOW)
    rules.check_free(begins - timedelta(hours=3), 180, others=others, now=NOW)
    for starts_at in (begins, ends - timedelta(seconds=1), begins - timedelta(hours=3) + timedelta(seconds=1)):
        with pytest.raises(RuleBroken, match="already meets"):
            rules.check_free(starts_at, 180, others=others, now=NOW)


@pytest.mark.parametrize(
    ("away", "why"), [(timedelta(), "past"), (timedelta(days=-1), "past"), (timedelta(1200), "three")]
)
def test_a_date_lies_ahead_and_in_sight(away, why):
    with pytest.raises(RuleBroken, match=why):
        rules.check_free(NOW + away, 180, others=(), now=NOW)


def test_a_date_that_has_begun_stays():
    rules.check_movable(occasion(1, weeks=1))
    with pytest.raises(RuleBroken, match="its date stays"):
        rules.check_movable(occasion(1, fixed=True))


def test_the_last_date_to_come_is_not_cancelled():
    rules.check_cancelled(occasion(2, weeks=1), others=[occasion(1, fixed=True), occasion(3, weeks=2)])
    with pytest.raises(RuleBroken, match="last date"):
        rules.check_cancelled(occasion(2, weeks=1), others=[occasion(1, fixed=True)])
    with pytest.raises(RuleBroken, match="its date stays"):
        rules.check_cancelled(occasion(2, fixed=True), others=[occasion(3, weeks=1)])


def test_a_season_has_an_end():
    rules.check_count([occasion(1)] * 11)
    with pytest.raises(RuleBroken, match="12 meetings at most"):
        rules.check_count([occasion(1)] * 12)


def test_what_was_held_keeps_its_number_and_the_rest_follows_by_time():
    held, moved, other = occasion(1, weeks=-1, fixed=True), occasion(2, weeks=9), occasion(3, weeks=2)

    assert rules.numbered([held, moved, other]) == {10: 1, 20: 3, 30: 2}
    assert rules.numbered([replace(moved, number=0)]) == {20: 1}


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), min_size=1, max_size=12, unique_by=lambda each: each[0]))
def test_numbers_are_never_shared_and_those_to_come_are_in_order_of_time(drawn):
    fixed = sorted(weeks for weeks, is_fixed in drawn if is_fixed)
    dates = [
        rules.Occasion(at, 1 + fixed.index(weeks) if done else -at, NOW + timedelta(weeks=weeks), 60, fixed=done)
        for at, (weeks, done) in enumerate(drawn)
    ]

    numbers = rules.numbered(dates)

    assert sorted(numbers.values()) == list(range(1, len(dates) + 1))
    to_come = sorted((each for each in dates if not each.fixed), key=lambda each: each.starts_at)
    assert [numbers[each.id] for each in to_come] == list(range(len(fixed) + 1, len(dates) + 1))
    assert all(numbers[each.id] == each.number for each in dates if each.fixed)


@pytest.mark.parametrize(
    ("members", "facilitated", "short"),
    [(3, True, 0), (2, True, 1), (4, False, 0), (3, False, 1), (0, False, 4), (6, True, 0)],
)
def test_three_and_a_facilitator_are_enough_or_four_alone(members, facilitated, short):
    assert rules.lacking(members=members, fewest=3, facilitated=facilitated) == short


@pytest.mark.parametrize("fewest", [1, 0, -3, 9])
def test_the_fewest_are_two_and_never_more_than_there_are_seats(fewest):
    rules.check_fewest(2, seats=8)
    rules.check_fewest(8, seats=8)
    with pytest.raises(RuleBroken, match="from 2 to 8"):
        rules.check_fewest(fewest, seats=8)
