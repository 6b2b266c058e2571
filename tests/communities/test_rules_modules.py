"""What a community uses, and what a vote decides."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

SOME = some.sets(some.sampled_from(rules.MODULES))
ONE = some.sampled_from(rules.MODULES)


@given(used=SOME, module=ONE, on=some.booleans())
def test_switching_one_part_leaves_the_others_as_they_were(used: set[str], module: str, on: bool) -> None:
    found = set(rules.turned(rules.kept_as(used), module, on=on).split())

    assert (module in found) is on
    assert found - {module} == used - {module}
    assert rules.kept_as(found) == rules.turned(rules.kept_as(found), module, on=on)


@given(voices=some.lists(some.booleans(), max_size=9))
def test_a_vote_is_carried_by_more_yes_than_no_whoever_said_it(voices: list[bool]) -> None:
    others = sorted(voices)

    assert rules.is_carried(voices) is (voices.count(True) > voices.count(False))
    assert rules.is_carried(others) is rules.is_carried(voices)
    assert not rules.is_carried([*voices, *(not each for each in voices)])


@pytest.mark.parametrize(
    ("module", "days", "why", "under_way", "sentence"),
    [
        ("chat", 7, "So.", False, "parts that a community"),
        ("sets", 1, "So.", False, "three, seven or fourteen"),
        ("sets", 7, " ", False, "Say why"),
        ("sets", 7, "w" * 301, False, "Say why"),
        ("sets", 7, "So.", True, "voting on that already"),
    ],
)
def test_what_cannot_be_voted_on_is_refused(module: str, days: int, why: str, under_way: bool, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_vote(module, days=days, why=why, under_way=under_way)


def test_a_good_vote_loses_its_stray_blanks_and_ends_after_its_days() -> None:
    assert rules.check_vote("sets", days=7, why=" We  want to. ", under_way=False) == "We want to."
    closes_at = rules.closes(THURSDAY, days=7)
    rules.check_voting(closes_at=closes_at, now=closes_at - timedelta(seconds=1))

    with pytest.raises(RuleBroken, match="is over"):
        rules.check_voting(closes_at=closes_at, now=closes_at)
