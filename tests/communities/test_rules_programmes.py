"""What a programme says of itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities.rules.programmes import check_programme, is_address
from cop.core.errors import RuleBroken
from tests.factories.programmes import TOLD


def test_a_good_programme_loses_its_stray_blanks_and_nothing_else() -> None:
    checked = check_programme(replace(TOLD, name=" Living  well ", funders=" A  fund ", strategy=" Listen. "))

    assert (checked.name, checked.funders, checked.strategy) == ("Living well", "A fund", "Listen.")
    assert check_programme(checked) == checked
    assert check_programme(replace(TOLD, deadline=None)).deadline is None


@given(deadline=some.dates(date(2025, 1, 1), date(2029, 1, 1)))
def test_a_deadline_is_within_the_time_of_the_programme(deadline: date) -> None:
    try:
        check_programme(replace(TOLD, deadline=deadline))
    except RuleBroken:
        assert not TOLD.begins <= deadline <= TOLD.ends
    else:
        assert TOLD.begins <= deadline <= TOLD.ends


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "name"),
        ({"funders": "f" * 301}, "funders"),
        ({"strategy": "s" * 20_001}, "Link to a longer one"),
        ({"ends": date(2025, 12, 31)}, "ends after it begins"),
    ],
)
def test_a_programme_that_cannot_stand_is_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        check_programme(replace(TOLD, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("strategy", "is_one"),
    [
        ("https://a.example/plan.pdf", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[a", False),
        ("https://a.example is where it stands", False),
        ("Listen.", False),
    ],
)
def test_an_address_is_told_from_a_document(strategy: str, is_one: bool) -> None:
    assert is_address(strategy) is is_one
