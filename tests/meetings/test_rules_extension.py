"""More time for a part, and where it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Progress
from cop.meetings.rules.extension import pro_rata
from tests.factories.progress import ROOM, STARTS, after, at, lasting


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


def test_minutes_that_no_part_needs_are_free_until_the_meeting_is_to_end() -> None:
    check_in = at("check_in")
    free = rules.free_time(check_in, now=after(1))

    move = rules.extend(check_in, 5, source="free", seen=check_in.step, now=after(1))

    assert free == lasting(180) - (rules.finish_estimate(check_in, now=after(1)) - STARTS) > lasting(5)
    assert rules.free_time(move.progress, now=after(1)) == free - lasting(5)
    assert [(line.key, line.seconds) for line in move.lines] == [("check_in", 300)]


def test_what_a_presenter_hands_back_is_free_and_in_hand() -> None:
    explore = at("explore", slot=1)
    early = rules.end_early(explore, seen=explore.step, now=after(10), room=ROOM)
    back = lasting(seconds=early.lines[-1].seconds)

    for reckoned in (rules.free_time, lambda progress, now: -rules.plan_delta(progress, now=now)):
        before, later = (reckoned(each, now=after(10)) for each in (explore, early.progress))
        assert later - before == lasting(18 - 10 + 4 + 5)  # what was left of Explore, Reflect and Act
        assert later >= back


def test_nothing_is_free_once_a_meeting_runs_late() -> None:
    check_in = at("check_in")

    assert rules.free_time(check_in, now=after(200)) == lasting()
    with pytest.raises(RuleBroken, match="Not so many minutes are free"):
        rules.extend(check_in, 2, source="free", seen=check_in.step, now=after(200))


def test_longer_parts_of_the_frame_leave_less_for_slots_that_share_what_is_left() -> None:
    check_in = at("check_in")
    room = rules.slot_room(check_in)

    free = rules.extend(check_in, 5, source="free", seen=check_in.step, now=after(1)).progress
    later = rules.end_later(check_in, 5, now=after(1)).progress

    assert (rules.slot_room(free), rules.slot_room(later)) == (room - 5, room)


@pytest.mark.parametrize(
    ("key", "slot", "minutes", "source", "words"),
    [
        ("review", 1, 2, "slot", "not enough"),
        ("reflect", 1, 5, "free", None),
        ("act", 1, 5, "slot", "not enough"),
        ("check_in", None, 2, "slot", "not enough"),
        ("explore", 2, 2, "break", "no break"),
        ("explore", 1, 3, "slot", "2 or 5"),
        ("explore", 1, 2, "tomorrow", "from what is free"),
    ],
)
def test_abuse_43_minutes_that_nobody_can_give_are_refused(
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
    once = rules.extend(explore, 2, source="free", seen=explore.step, now=after(1)).progress

    with pytest.raises(Stale):
        rules.extend(once, 2, source="free", seen=explore.step, now=after(1))


@given(st.lists(st.integers(0, 900), min_size=1, max_size=6), st.sampled_from([120, 300]))
def test_nobody_gives_more_than_they_can_spare(spare: list[int], seconds: int) -> None:
    able = dict(enumerate([*spare, seconds]))

    shares = pro_rata(able, seconds)

    assert sum(shares.values()) == seconds
    assert all(0 <= shares[at] <= able[at] for at in able)
