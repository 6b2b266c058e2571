"""The end of a season: when a set looks back, and how it goes on."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules.states import SetState

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DATES = tuple(NOW + timedelta(weeks=6 * number) for number in range(1, 5))
ALONE = rules.FORMATS["revans_self"]


@pytest.mark.parametrize("state", get_args(SetState))
@pytest.mark.parametrize("is_over", [True, False])
def test_only_a_set_that_has_met_to_the_end_of_its_season_goes_on_to_another(state, is_over):
    if state == "running" and is_over:
        assert rules.renew(state, is_over=is_over) == "contracting"
    else:
        with pytest.raises(RuleBroken, match="meetings still to come" if state == "running" else "that is meeting"):
            rules.renew(state, is_over=is_over)


@pytest.mark.parametrize(
    ("meetings", "opened"),
    [
        (0, [None]),
        (1, [None, "last"]),
        (2, [None, "middle", "last"]),
        (4, [None, None, "middle", "middle", "last"]),
        (5, [None, None, None, "middle", "middle", "last"]),
        (6, [None, None, None, "middle", "middle", "middle", "last"]),
    ],
)
def test_a_review_opens_with_the_middle_meeting_and_with_the_last(meetings, opened):
    assert [rules.open_review("running", over=over, meetings=meetings) for over in range(meetings + 1)] == opened


@given(st.sampled_from([each for each in get_args(SetState) if each != "running"]), st.integers(0, 12))
def test_a_set_that_does_not_meet_looks_back_on_nothing(state, meetings):
    assert rules.open_review(state, over=meetings, meetings=meetings) is None


@given(st.integers(1, 12))
def test_a_review_that_has_opened_closes_only_for_the_next_one(meetings):
    seen = [rules.open_review("running", over=over, meetings=meetings) for over in range(meetings + 1)]

    assert seen == sorted(seen, key=(None, "middle", "last").index)
    assert seen[-1] == "last"


@pytest.mark.parametrize("now_open", [None, "middle", "last"])
@pytest.mark.parametrize("half", ["middle", "last", "", "other"])
def test_one_writes_for_the_review_that_is_open(half, now_open):
    if half == now_open:
        assert rules.check_open(half, now_open=now_open) == half
    else:
        with pytest.raises(RuleBroken, match="not open now"):
            rules.check_open(half, now_open=now_open)


def test_what_is_left_empty_or_was_not_asked_is_no_answer():
    assert rules.answered({"worth": " A lot. ", "keep": " ", "else": "x"}) == {"worth": "A lot."}
    with pytest.raises(RuleBroken, match="longer than"):
        rules.answered({"change": "x" * 2001})


@pytest.mark.parametrize(
    ("onward", "before", "key", "minutes"),
    [
        ("as_before", rules.STANDARD, "als_standard", 35), ("in_turn", rules.STANDARD, "als_standard", 35),
        ("alone", rules.STANDARD, "revans_self", 45), ("as_before", ALONE, "revans_self", 45),
    ],
)  # fmt: skip
def test_a_set_goes_on_as_before_or_by_itself(onward, before, key, minutes):
    shape = rules.NextSeason(onward, DATES, 120, 35).shape(name="Ours", seats=6, running_order=before)

    assert (shape.running_order.key, shape.slot_minutes) == (key, minutes)
    assert (shape.name, shape.seats, shape.meeting_minutes, shape.dates) == ("Ours", 6, 120, DATES)


@pytest.mark.parametrize("text", ["as_before", "in_turn", "alone", "", "other"])
@pytest.mark.parametrize(("before", "ways"), [(rules.STANDARD, 3), (ALONE, 1)])
def test_without_a_facilitator_there_is_one_way_to_go_on(text, before, ways):
    offered = rules.ways_onward(before)

    assert len(offered) == ways
    if text in offered:
        assert rules.onward_of(text, running_order=before) == text
    else:
        with pytest.raises(RuleBroken, match="how the set goes on"):
            rules.onward_of(text, running_order=before)


@pytest.mark.parametrize(
    ("onward", "people", "named"),
    [
        ("in_turn", (2, 3), (2, 3, 2, 3, 2)), ("in_turn", (), (None,) * 5), ("as_before", (2, 3), (None,) * 5),
        ("alone", (2, 3), (None,) * 5),
    ],
)  # fmt: skip
def test_a_rota_goes_round_the_table(onward, people, named):
    assert rules.rota(onward, people, meetings=5) == named
