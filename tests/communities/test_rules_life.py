"""Stages by their signs, and what the end of a community needs."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

EVERY_SIGN = list(chain.from_iterable(rules.SIGNS.values()))


@given(stage=some.sampled_from(list(rules.SIGNS)), signs=some.sets(some.sampled_from([*EVERY_SIGN, "made_up"])))
def test_a_stage_is_chosen_exactly_by_a_sign_of_its_own(stage: str, signs: set[str]) -> None:
    try:
        seen = rules.check_stage(stage, signs)
    except RuleBroken:
        assert not signs & set(rules.SIGNS[stage])
    else:
        assert signs & set(rules.SIGNS[stage])
        assert set(seen) == signs - {"made_up"}
        assert seen == sorted(seen, key=EVERY_SIGN.index)


def test_a_stage_that_there_is_not_is_refused() -> None:
    with pytest.raises(RuleBroken, match="four stages"):
        rules.check_stage("potential", EVERY_SIGN)


@pytest.mark.parametrize(
    ("words", "is_closing", "sentence"),
    [(" ", False, "thank people"), ("w" * 1_001, False, "thank people"), ("Thanks.", True, "announced already")],
)
def test_an_end_without_words_or_twice_is_refused(words: str, is_closing: bool, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_announcing(words, is_closing=is_closing)


def test_a_good_end_leaves_thirty_days_and_can_be_taken_back() -> None:
    assert rules.check_announcing(" Thanks. ", is_closing=False) == "Thanks."
    assert (rules.closes_on(THURSDAY) - THURSDAY).days == 30
    rules.check_taking_back(is_closing=True)

    with pytest.raises(RuleBroken, match="not announced"):
        rules.check_taking_back(is_closing=False)
