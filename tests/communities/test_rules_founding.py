"""When a community stands, and what a proposal has to hold."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY
from tests.factories.foundings import DRAFT

BELONGING = some.lists(some.frozensets(some.integers(1, 3), max_size=3), max_size=5)


@given(belonging=BELONGING)
def test_it_stands_exactly_when_two_people_come_from_two_organisations(belonging: list[frozenset[int]]) -> None:
    two_of_two = any(here != there for one, two in permutations(belonging, 2) for here in one for there in two)

    lacking = rules.missing(belonging, gathering_at=DRAFT.gathering_at, now=THURSDAY)

    assert (lacking is None) is two_of_two


@given(belonging=BELONGING, more=some.frozensets(some.integers(1, 3)))
def test_another_yes_never_takes_away_what_was_there(belonging: list[frozenset[int]], more: frozenset[int]) -> None:
    if rules.missing(belonging, gathering_at=DRAFT.gathering_at, now=THURSDAY) is None:
        assert rules.missing([*belonging, more], gathering_at=DRAFT.gathering_at, now=THURSDAY) is None


@pytest.mark.parametrize(
    ("belonging", "lacking"),
    [
        ([], "person"),
        ([{1, 2}], "person"),
        ([{1}, set()], "organisation"),
        ([{1}, {1}], "second_organisation"),
        ([{1}, {2}], None),
        ([{1, 2}, {1}], None),
    ],
)
def test_what_is_lacking_is_named(belonging: list[set[int]], lacking: str | None) -> None:
    assert rules.missing(belonging, gathering_at=DRAFT.gathering_at, now=THURSDAY) == lacking


def test_a_gathering_whose_day_has_passed_is_lacking() -> None:
    assert rules.missing([{1}, {2}], gathering_at=THURSDAY, now=THURSDAY) == "day"


def test_stray_blanks_are_taken_away() -> None:
    draft = replace(DRAFT, name=" Falls  at night ", gathering=" Who  are we? ", prompt=" So. ")

    checked = rules.check_draft(draft, now=THURSDAY)

    assert (checked.name, checked.gathering, checked.prompt) == ("Falls at night", "Who are we?", "So.")
    assert rules.check_draft(checked, now=THURSDAY) == checked


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "name"),
        ({"preset": "secret"}, "four kinds"),
        ({"gathering_at": THURSDAY - timedelta(minutes=1)}, "still to come"),
        ({"gathering_at": THURSDAY + timedelta(days=731)}, "two years"),
        ({"prompt": " "}, "Begin the conversation"),
        ({"prompt": "p" * 5_001}, "Begin the conversation"),
        ({"place": ""}, "one line"),
        ({"gathering": "g" * 161}, "one line"),
    ],
)
def test_a_draft_without_something_is_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_draft(replace(DRAFT, **change), now=THURSDAY)  # type: ignore[arg-type]


def test_each_address_is_asked_once_and_one_s_own_never() -> None:
    typed = [" Bo@example.org", "bo@example.org", "", "ada@example.org", "cy@example.org"]

    assert rules.asked(typed, by="ada@example.org") == ["bo@example.org", "cy@example.org"]
    assert rules.asked(typed, by="ada@example.org", already=["bo@example.org"]) == ["cy@example.org"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["ada@example.org"], "at least one other"),
        (["Bo Lindqvist"], "no email address"),
        ([f"{each}@example.org" for each in range(9)], "at most"),
    ],
)
def test_nobody_no_address_and_too_many_are_refused(typed: list[str], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.asked(typed, by="ada@example.org")
    assert sentence in str(refused.value.sentence)
