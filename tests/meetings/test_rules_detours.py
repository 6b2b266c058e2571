"""Where a slot leaves its straight way: ended early, back to clarify, changed with the next."""

from datetime import timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.rules import Progress
from tests.factories.progress import BEN, MINA, ROOM, after, on, reached


def keys(progress: Progress) -> list[str]:
    return [part.key for part in progress.order]


def test_a_presenter_who_ends_early_goes_to_the_review_and_hands_the_minutes_back() -> None:
    explore = reached("explore", slot=1)
    spent = explore.at - 5

    move = rules.end_early(explore, seen=explore.step, now=explore.began + timedelta(minutes=10), room=ROOM)

    left = (45 - 4 - spent - 10) * 60
    assert move.progress.part.key == "review"
    assert (move.lines[-1].kind, move.lines[-1].person, move.lines[-1].seconds) == ("return", BEN, left)
    assert [part.used for part in move.progress.order[explore.at : explore.at + 3]] == [600, 0, 0]


def test_an_overrun_slot_has_nothing_to_hand_back() -> None:
    explore = reached("explore", slot=1)

    move = rules.end_early(explore, seen=explore.step, now=explore.began + timedelta(minutes=90), room=ROOM)

    assert move.lines[-1].seconds == 0


@pytest.mark.parametrize(("key", "slot"), [("review", 1), ("bidding", None)])
def test_only_a_slot_before_its_review_can_end_early(key: str, slot: int | None) -> None:
    progress = reached(key, slot=slot)

    with pytest.raises(RuleBroken, match="end early"):
        rules.end_early(progress, seen=progress.step, now=after(60), room=ROOM)


def test_a_slot_goes_back_to_clarify_once() -> None:
    explore = reached("explore", slot=1)
    at = explore.began + timedelta(minutes=4)

    again = rules.back_to_clarify(explore, seen=explore.step, now=at, room=ROOM).progress
    rest = on(again, at + timedelta(minutes=2)).progress

    assert (again.part.key, again.part.planned, rest.part.key, rest.part.planned) == (
        "clarify",
        120,
        "explore",
        12 * 60,
    )
    assert sum(part.planned for part in again.order) == sum(part.planned for part in explore.order)
    with pytest.raises(RuleBroken, match="already gone back"):
        rules.back_to_clarify(rest, seen=rest.step, now=at + timedelta(minutes=3), room=ROOM)


def test_going_back_leaves_at_least_a_minute_to_explore() -> None:
    explore = reached("explore", slot=1)

    again = rules.back_to_clarify(explore, seen=explore.step, now=explore.began + timedelta(minutes=19), room=ROOM)

    assert again.progress.order[again.progress.at + 1].planned == 60


def test_only_a_set_that_explores_goes_back_to_clarify() -> None:
    act = reached("act", slot=1)

    with pytest.raises(RuleBroken, match="no way back"):
        rules.back_to_clarify(act, seen=act.step, now=after(60), room=ROOM)


def test_the_rest_of_a_slot_changes_places_with_the_next_one() -> None:
    present = reached("present", slot=1)
    now = present.began + timedelta(minutes=3)

    move = rules.swap(present, seen=present.step, now=now, room=ROOM)

    order = [(part.key, part.slot) for part in move.progress.order[present.at :]]
    assert (move.progress.part.key, move.progress.presenter) == ("settle", MINA)
    assert order[7:11] == [("review", 2), ("break", None), ("present", 1), ("clarify", 1)]
    assert move.progress.order[present.at + 9].planned == 4 * 60
    assert sum(part.planned for part in move.progress.order) == sum(part.planned for part in present.order)


def test_who_would_present_in_which_order_after_a_change_of_places() -> None:
    first = reached("present", slot=1)
    second = reached("present", slot=2)
    swapped = rules.swap(first, seen=first.step, now=after(60), room=ROOM).progress

    assert rules.presenters_after_swap(first) == [MINA, BEN]
    assert rules.presenters_after_swap(second) == [BEN, MINA]
    assert rules.presenters_after_swap(swapped) == [BEN, MINA]


@pytest.mark.parametrize(("key", "slot"), [("present", 2), ("break", None)])
def test_without_another_slot_there_is_nothing_to_change_places_with(key: str, slot: int | None) -> None:
    progress = reached(key, slot=slot)

    with pytest.raises(RuleBroken, match="no other slot"):
        rules.swap(progress, seen=progress.step, now=after(60), room=ROOM)
