"""Three ways of sharing a meeting's time, and the seasons that each leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import Share
from cop.sets.rules.simulation import gini, simulate

ways = st.sampled_from(rules.WAYS)


@pytest.mark.parametrize(
    ("way", "members", "minutes", "share"),
    [
        ("bid", 6, 180, Share(2, 45)),
        ("equal", 6, 180, Share(6, 20)),
        ("rotation", 6, 180, Share(6, 21)),
        ("rotation", 8, 180, Share(8, 14)),
        ("equal", 8, 120, Share(6, 10)),
        ("equal", 1, 180, Share(1, 60)),
        ("rotation", 8, 60, Share(0, 45)),
    ],
)
def test_what_a_meeting_comes_to_when_everybody_would_like_time(way, members, minutes, share) -> None:
    assert rules.share_of(way, members, meeting_minutes=minutes, slot_minutes=45) == share


@pytest.mark.parametrize("way", rules.WAYS)
@pytest.mark.parametrize(("key", "members", "share"), [("troika", 3, Share(3, 10)), ("clearness", 6, Share(1, 105))])
def test_a_running_order_that_says_who_presents_is_followed_however_the_set_shares(way, key, members, share) -> None:
    running_order = rules.FORMATS[key]

    length = running_order.fitting(45)

    assert rules.share_of(way, members, meeting_minutes=150, slot_minutes=length, running_order=running_order) == share


@given(ways, st.integers(1, 8), st.integers(60, 240), st.integers(1, 8))
def test_the_slots_always_fit_into_the_meeting(way, members, minutes, willing) -> None:
    room = rules.room_for_slots(way, members, meeting_minutes=minutes)

    slots = rules.places(way, room_minutes=room, slot_minutes=45, willing=willing)

    each = rules.minutes_each(way, room_minutes=room, slot_minutes=45, presenters=slots)
    assert slots <= willing
    assert slots * each <= room or not slots
    assert not slots or 10 <= each <= 60


def test_an_even_share_leaves_nobody_out_who_would_like_some() -> None:
    rules.check_shares("equal", [2, 1], willing=[1, 2], fitting=2)
    rules.check_shares("equal", [2], willing=[1, 2], fitting=1)
    rules.check_shares("bid", [2], willing=[1, 2], fitting=2)

    with pytest.raises(RuleBroken, match="can pass"):
        rules.check_shares("rotation", [2], willing=[1, 2], fitting=2)


def test_a_way_of_sharing_is_one_of_three() -> None:
    assert [rules.way_of(way) for way in ("bid", "equal", "rotation")] == list(rules.WAYS)

    with pytest.raises(RuleBroken, match="how you share"):
        rules.way_of("auction")


@pytest.mark.parametrize(("amounts", "expected"), [([], 0), ([0, 0], 0), ([5, 5, 5], 0), ([0, 0, 0, 8], 0.75)])
def test_how_uneven_an_airtime_is(amounts: list[int], expected: float) -> None:
    assert gini(amounts) == pytest.approx(expected)


def test_the_same_seed_invents_the_same_seasons() -> None:
    assert simulate(30, seed=7) == simulate(30, seed=7)
    assert simulate(30, seed=7) != simulate(30, seed=8)


def test_bidding_leaves_more_without_a_slot_than_an_even_share_and_is_less_even() -> None:
    found = simulate(150, seed=3)

    assert found["bid"]["willing_members"] == found["rotation"]["willing_members"] > 500
    assert found["bid"]["without_a_slot"] > 20 * found["equal"]["without_a_slot"]
    assert found["bid"]["gini"]["mean"] > found["equal"]["gini"]["mean"]
    assert 0 < found["bid"]["of_these_said_beforehand"] <= found["bid"]["seasons_with_somebody_without"]
