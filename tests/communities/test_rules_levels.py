"""Levels are counted for oneself, and told to others only in numbers in which nobody can be found."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from cop.communities.rules import levels as rules
from cop.communities.rules.levels import Mark, Taken

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AT_LEVEL = {
    "core": Taken(0, 0, 0, helped=True),
    "active": Taken(0, 0, 2, helped=False),
    "occasional": Taken(1, 1, 0, helped=False),
    "peripheral": Taken(0, 0, 0, helped=False),
}


def people(**numbers: int) -> list[Taken]:
    return [AT_LEVEL[level] for level, number in numbers.items() for _ in range(number)]


def test_marks_are_added_up_over_thirteen_weeks() -> None:
    marks = [
        *(Mark("wrote", NOW - days * DAY) for days in (0, 1, 6, 7, 90, 91)),
        Mark("told", NOW - 8 * DAY),
        Mark("came", NOW - DAY),
        Mark("came", NOW + DAY),
        Mark("ran", NOW + DAY),
        Mark("answered", NOW),
        Mark("shown", NOW),
    ]

    assert rules.taken(marks, now=NOW) == Taken(times=6, weeks=3, gatherings=1, helped=False)
    assert rules.taken([Mark("ran", NOW)], now=NOW).helped


@pytest.mark.parametrize(
    ("part", "level"),
    [
        (Taken(0, 0, 0, helped=True), "core"),
        (Taken(6, 6, 0, helped=False), "core"),
        (Taken(9, 5, 9, helped=False), "active"),
        (Taken(3, 3, 0, helped=False), "active"),
        (Taken(0, 0, 2, helped=False), "active"),
        (Taken(9, 2, 1, helped=False), "occasional"),
        (Taken(0, 0, 1, helped=False), "occasional"),
        (Taken(0, 0, 0, helped=False), "peripheral"),
    ],
)
def test_the_level_follows_from_the_counts(part: Taken, level: str) -> None:
    assert rules.level(part) == level


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((6, 7, 8, 30), (6, 7, 8, 30)),
        ((3, 4, 8, 30), ("few", "few", 8, 30)),
        ((3, 7, 8, 30), ("hidden", "hidden", 8, 30)),
        ((1, 2, 9, 8), ("hidden", "hidden", 9, "hidden")),
        ((4, 4, 9, 8), ("hidden", "hidden", 9, "hidden")),
        ((1, 2, 2, 1), ("few", "few", "few", "few")),
        ((4, 4, 4, 4), ("hidden", "hidden", "hidden", "hidden")),
        ((0, 0, 0, 50), ("hidden", "hidden", "hidden", "hidden")),
    ],
)
def test_small_numbers_are_not_told(numbers: tuple[int, ...], told: tuple[object, ...]) -> None:
    counted = dict(zip(rules.LEVELS, numbers, strict=True))

    assert tuple(rules.totals(people(**counted)).values()) == told


def _explained_by(told: Mapping[rules.Level, rules.Total], *, of: int) -> list[tuple[int, ...]]:
    """Every way in which so many people could be at the levels for this to be told, as somebody outside reckons."""
    fits = {"few": range(rules.FEWEST), "hidden": range(of + 1)}
    ranges = [fits[each] if isinstance(each, str) else [each] for each in told.values()]
    return [each for each in product(*ranges) if sum(each) == of]


@pytest.mark.parametrize("numbers", list(product((0, 1, 4, 5, 7), repeat=4))[1::3])
def test_nobody_finds_a_small_number_by_subtraction(numbers: tuple[int, ...]) -> None:
    of = sum(numbers)
    told = rules.totals(people(**dict(zip(rules.LEVELS, numbers, strict=True))))

    for place, number in enumerate(numbers):
        if 0 < number < rules.FEWEST:
            assert len({each[place] for each in _explained_by(told, of=of)}) > 1, (numbers, told)
