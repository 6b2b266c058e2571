"""Until when somebody from outside may be a guest, and where there are none."""

from datetime import timedelta

import pytest

from cop.communities.rules import PRESETS, guests
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

IN_A_DAY = THURSDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("preset", "may"), [("open", True), ("restricted", True), ("private", True), ("confidential", False)]
)
def test_there_are_no_guests_where_it_is_sealed(preset, may):
    assert guests.may_be_given(PRESETS[preset]) is may


@pytest.mark.parametrize(
    ("until", "ended_at", "stands"),
    [
        (IN_A_DAY, None, True),
        (THURSDAY, None, False),
        (THURSDAY - timedelta(minutes=1), None, False),
        (IN_A_DAY, THURSDAY, False),
    ],
)
def test_a_seat_ends_on_its_day_by_itself_or_when_somebody_ends_it(until, ended_at, stands):
    assert guests.stands(until=until, ended_at=ended_at, now=THURSDAY) is stands


@pytest.mark.parametrize("after", [timedelta(minutes=1), timedelta(days=14), timedelta(days=91, minutes=-1)])
def test_a_seat_lasts_up_to_the_end_of_the_ninetieth_day(after):
    guests.check_until(THURSDAY + after, now=THURSDAY)


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (timedelta(0), "still to come"), (-timedelta(days=1), "still to come"), (timedelta(days=91), "at most 90 days"),
    ],
)  # fmt: skip
def test_a_seat_lasts_no_longer_and_does_not_begin_over(after, sentence):
    with pytest.raises(RuleBroken) as refused:
        guests.check_until(THURSDAY + after, now=THURSDAY)

    assert sentence in str(refused.value)
