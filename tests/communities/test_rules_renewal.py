"""Once a year: is this still useful?"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

SECOND = timedelta(seconds=1)


def test_a_year_is_a_year_and_everybody_has_a_fortnight() -> None:
    assert not rules.is_due(THURSDAY, now=THURSDAY + rules.EVERY - SECOND)
    assert rules.is_due(THURSDAY, now=THURSDAY + rules.EVERY)
    assert rules.answered_until(THURSDAY) == THURSDAY + timedelta(days=14)


@given(seconds=some.integers(-100, 100))
def test_at_every_moment_either_members_answer_or_a_coordinator_decides(seconds: int) -> None:
    now, answers, decides = THURSDAY + timedelta(seconds=seconds), True, True
    try:
        rules.check_wish("renew", until=THURSDAY, now=now)
    except RuleBroken:
        answers = False
    try:
        rules.check_decision("renew", "So.", until=THURSDAY, now=now)
    except RuleBroken:
        decides = False

    assert answers is not decides


@given(wishes=some.lists(some.sampled_from(rules.WISHES)))
def test_the_totals_lose_nobody_and_name_every_answer(wishes: list[str]) -> None:
    found = rules.totals(wishes)

    assert tuple(found) == rules.WISHES
    assert sum(found.values()) == len(wishes)


@pytest.mark.parametrize(
    ("outcome", "words", "sentence"),
    [("grow", "So.", "four answers"), ("renew", " ", "and why"), ("renew", "w" * 1_001, "and why")],
)
def test_a_decision_without_an_answer_or_a_reason_is_refused(outcome: str, words: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_decision(outcome, words, until=THURSDAY, now=THURSDAY)


def test_a_wish_that_was_not_offered_is_refused() -> None:
    with pytest.raises(RuleBroken, match="four answers"):
        rules.check_wish("grow", until=THURSDAY + SECOND, now=THURSDAY)
