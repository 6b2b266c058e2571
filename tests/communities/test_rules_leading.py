"""A role has one holder at a time, begins and ends by itself, and somebody comes next."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.communities.rules import leading as rules
from cop.communities.rules.leading import Turn
from cop.core.errors import RuleBroken

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HELD = Turn(NOW - 30 * DAY, NOW + 30 * DAY, NOW - 20 * DAY, accepted=True)
NEXT = Turn(NOW + 30 * DAY, NOW + 90 * DAY, NOW, accepted=True)
ASKED = Turn(NOW, NOW + 30 * DAY)
OVER = Turn(NOW - 90 * DAY, NOW - 30 * DAY, NOW - 90 * DAY, accepted=True)


@pytest.mark.parametrize(
    ("turn", "stage"),
    [
        (HELD, "held"),
        (NEXT, "next"),
        (OVER, "over"),
        (ASKED, "asked"),
        (Turn(NOW - 30 * DAY, NOW), "lapsed"),
        (Turn(NOW, NOW + DAY, NOW, accepted=False), "declined"),
        (Turn(HELD.begins, HELD.ends, HELD.answered_at, accepted=True, given_back_at=NOW), "over"),
        (Turn(NEXT.begins, NEXT.ends, NEXT.answered_at, accepted=True, given_back_at=NOW), "over"),
    ],
)
def test_a_turn_is_where_the_time_says(turn: Turn, stage: str) -> None:
    assert rules.stage(turn, now=NOW) == stage


def test_what_is_next_is_held_and_then_over_though_nobody_does_anything() -> None:
    assert [rules.stage(NEXT, now=NOW + days * DAY) for days in (29, 30, 89, 90)] == ["next", "held", "held", "over"]


def test_it_is_theirs_since_they_said_yes_and_until_it_ended() -> None:
    assert (HELD.since, NEXT.since, ASKED.since) == (NOW - 20 * DAY, NEXT.begins, NOW)
    given_back = Turn(HELD.begins, HELD.ends, HELD.answered_at, accepted=True, given_back_at=NOW)
    assert (given_back.until, HELD.until) == (NOW, HELD.ends)


def test_who_holds_it_hears_two_weeks_before() -> None:
    assert [rules.ends_soon(HELD, now=NOW + days * DAY) for days in (15, 16, 29, 30)] == [False, True, True, False]


def test_the_next_turn_begins_where_the_present_one_ends() -> None:
    assert rules.check_offer("critical_friend", [OVER, HELD], until=HELD.ends + 90 * DAY, now=NOW) == HELD.ends
    assert rules.check_offer("critical_friend", [OVER], until=NOW + 90 * DAY, now=NOW) == NOW


@pytest.mark.parametrize(
    ("kind", "turns", "days", "why"),
    [
        ("queen", [], 90, "six roles"),
        ("critical_friend", [ASKED], 90, "asked already"),
        ("critical_friend", [HELD, NEXT], 120, "comes next"),
        ("critical_friend", [], 5, "a week at least"),
        ("critical_friend", [], 367, "a year at most"),
        ("critical_friend", [HELD], 31, "a week at least"),
    ],
)
def test_what_cannot_be_offered(kind: str, turns: list[Turn], days: int, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        rules.check_offer(kind, turns, until=NOW + days * DAY, now=NOW)


def test_an_offer_is_answered_once_and_a_role_given_back_once() -> None:
    rules.check_answer(ASKED, now=NOW)
    rules.check_giving_back(HELD, now=NOW)
    rules.check_giving_back(NEXT, now=NOW)
    for turn in (HELD, OVER):
        with pytest.raises(RuleBroken, match="answered already"):
            rules.check_answer(turn, now=NOW)
    for turn in (ASKED, OVER):
        with pytest.raises(RuleBroken, match="not yours any more"):
            rules.check_giving_back(turn, now=NOW)
