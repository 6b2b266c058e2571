"""More time for a part, and where it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Progress
from cop.meetings.rules.extension import pro_rata
from tests.factories.progress import after, at, lasting


def lengths(progress: Progress, slot: int) -> list[int]:
    return [part.planned for part in progress.order if part.slot == slot]


def test_two_more_minutes_come_from_the_later_phases_of_the_slot() -> None:
    explore = at("explore", slot=1)

    move = rules.extend(explore, 2, source="slot", seen=explore.step, now=after(17))

    assert lengths(move.progress, 1) == [60, 420, 360, 1200, 204, 252, 204]
    assert sum(line.seconds for line in move.lines) == 0
    assert (move.progress.step, move.lines[0].key, move.lines[0].seconds) == (explore.step + 1, "explore", 120)


def test_five_more_minutes_come_from_the_break() -> None:
    explore = at("explore", slot=1)

    move = rules.extend(explore, 5, source="break", seen=explore.step, now=after(17))

    assert [(line.key, line.seconds) for line in move.lines] == [("explore", 300), ("break", -300)]


def test_the_set_may_agree_to_end_later() -> None:
    check_in = at("check_in")

    move = rules.extend(check_in, 5, source="late", seen=check_in.step, now=after(1))

    assert rules.finish_estimate(move.progress, now=after(1)) - rules.finish_estimate(
        check_in, now=after(1)
    ) == lasting(5)


@pytest.mark.parametrize(
    ("key", "slot", "minutes", "source", "words"),
    [
        ("review", 1, 2, "slot", "not enough"),
        ("reflect", 1, 5, "late", None),
        ("act", 1, 5, "slot", "not enough"),
        ("check_in", None, 2, "slot", "not enough"),
        ("explore", 2, 2, "break", "no break"),
        ("explore", 1, 3, "slot", "2 or 5"),
        ("explore", 1, 2, "tomorrow", "2 or 5"),
    ],
)
def test_minutes_that_nobody_can_give_are_refused(
    key: str, slot: int | None, minutes: int, source: rules.Source, words: str | None
) -> None:
    progress = at(key, slot=slot)
    if words is None:
        assert rules.extend(progress, minutes, source=source, seen=progress.step, now=after(1)).lines
        return

    with pytest.raises(RuleBroken, match=words):
        rules.extend(progress, minutes, source=source, seen=progress.step, now=after(1))


def test_a_break_keeps_five_minutes() -> None:
    explore = at("explore", slot=1)
    once = rules.extend(explore, 5, source="break", seen=explore.step, now=after(1)).progress

    with pytest.raises(RuleBroken, match="keeps at least 5"):
        rules.extend(once, 2, source="break", seen=once.step, now=after(2))


def test_two_presses_on_two_more_minutes_add_two() -> None:
    explore = at("explore", slot=1)
    once = rules.extend(explore, 2, source="late", seen=explore.step, now=after(1)).progress

    with pytest.raises(Stale):
        rules.extend(once, 2, source="late", seen=explore.step, now=after(1))


@given(st.lists(st.integers(0, 900), min_size=1, max_size=6), st.sampled_from([120, 300]))
def test_nobody_gives_more_than_they_can_spare(spare: list[int], seconds: int) -> None:
    able = dict(enumerate([*spare, seconds]))

    shares = pro_rata(able, seconds)

    assert sum(shares.values()) == seconds
    assert all(0 <= shares[at] <= able[at] for at in able)
