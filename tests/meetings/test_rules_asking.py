"""How a slot's questions go round: in a round, fewest first, or as it comes; and what is told of the balance."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.rules import Part, Progress
from cop.meetings.rules.floor import with_floor
from cop.meetings.rules.moves import enter

STARTS = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
BO, MINA, JO, SAM, BEN = ROOM = (2, 3, 4, 5, 7)
SLOT = (
    Part("settle", 60, 1, BEN),
    Part("clarify", 300, 1, BEN),
    Part("explore", 900, 1, BEN),
    Part("act", 300, 1, BEN),
)


def after(minutes: float) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def slot(at: int = 0, *, asking: rules.Asking = "round") -> Progress:
    """The meeting as this part of Ben's slot begins, after the set chose in Settle how it asks."""
    planned = rules.plan(starts_at=STARTS, members=5, meeting_minutes=180, slot_minutes=45)
    live = replace(planned, state="live", order=(*SLOT, Part("closing", 300)))
    settled = rules.choose_asking(with_floor(live, room=ROOM, now=STARTS), asking).progress
    return enter(settled, at, now=STARTS, room=ROOM) if at else settled


def exploring(asking: rules.Asking, *hands: int) -> Progress:
    progress = slot(2, asking=asking)
    for person in hands:
        progress = rules.raise_hand(progress, person, now=after(0)).progress
    return progress


def hand_on(progress: Progress) -> Progress:
    return rules.hand_on(progress, holder=progress.floor.holder, now=after(1)).progress


def test_a_slot_asks_in_a_round_unless_something_else_was_chosen() -> None:
    assert slot(1).floor.mode == "round"
    assert slot(1, asking="balanced").floor.mode == "balanced"
    assert slot(2, asking="open").floor.mode == "open"


def test_the_choice_is_the_slot_s_own_and_never_touches_a_part_that_runs() -> None:
    exploring_later = rules.choose_asking(slot(1), "open").progress
    next_slot = replace(slot(2, asking="open"), order=(*SLOT, Part("clarify", 300, 2, BO)))

    assert exploring_later.floor.mode == "round"
    assert enter(exploring_later, 2, now=STARTS, room=ROOM).floor.mode == "open"
    assert enter(next_slot, 4, now=STARTS, room=ROOM).floor.mode == "round"


@pytest.mark.parametrize("at", [2, 3])
def test_once_nothing_is_left_to_ask_there_is_nothing_to_choose(at: int) -> None:
    assert not rules.may_choose_asking(slot(at))
    with pytest.raises(RuleBroken, match="before a part in which it asks"):
        rules.choose_asking(slot(at), "open")


def test_only_three_ways_are_known() -> None:
    with pytest.raises(RuleBroken, match="Choose a round"):
        rules.choose_asking(slot(), "loudest")  # type: ignore[arg-type]


@pytest.mark.parametrize("asking", ["balanced", "open"])
def test_a_floor_that_is_free_is_taken_by_the_first_hand(asking: rules.Asking) -> None:
    free = slot(2, asking=asking)

    taken = rules.raise_hand(free, JO, now=after(1)).progress

    assert (free.floor.holder, taken.floor.holder, taken.floor.hands) == (None, JO, ())


def test_whoever_has_asked_least_goes_first_then_the_earliest_hand() -> None:
    progress = exploring("balanced", BO, MINA)
    progress = rules.raise_hand(hand_on(progress), BO, now=after(1)).progress
    for person in (SAM, JO):
        progress = rules.raise_hand(progress, person, now=after(1)).progress

    assert rules.next_up(progress) == (SAM, JO)
    assert [hand_on(progress).floor.holder, hand_on(hand_on(progress)).floor.holder] == [SAM, JO]
    assert hand_on(hand_on(hand_on(progress))).floor.holder == BO
    assert hand_on(hand_on(hand_on(hand_on(progress)))).floor.holder is None


def test_open_questions_come_as_the_hands_went_up() -> None:
    progress = rules.raise_hand(hand_on(exploring("open", BO, MINA)), BO, now=after(1)).progress
    later = rules.raise_hand(progress, SAM, now=after(1)).progress

    assert rules.next_up(later) == (BO, SAM)


def test_a_hand_that_is_up_keeps_its_place_when_it_is_raised_again() -> None:
    progress = exploring("balanced", BO, MINA, JO)

    assert rules.raise_hand(progress, MINA, now=after(1)).progress == progress
    with pytest.raises(RuleBroken, match="You have the floor"):
        rules.raise_hand(progress, BO, now=after(1))


def test_whoever_was_away_takes_a_free_floor_when_they_are_back() -> None:
    waiting = exploring("open", BO, MINA)
    free = rules.hand_on(waiting, holder=BO, now=after(1), away={MINA}).progress

    assert (free.floor.holder, free.floor.hands) == (None, (MINA,))
    assert rules.join_floor(free, MINA, now=after(2)).progress.floor.holder == MINA


def test_the_next_and_the_next_but_one_are_known_at_the_end_of_a_round() -> None:
    progress = slot(2)
    for _ in range(3):
        progress = hand_on(progress)

    assert progress.floor.waiting == ()
    assert rules.next_up(progress) == (MINA, JO)
    assert rules.next_up(progress, away={MINA}) == (JO, SAM)


def test_a_turn_has_one_follow_up() -> None:
    progress = slot(2)
    marked = rules.follow_up(progress, BO).progress

    assert (marked.floor.follow_up, hand_on(marked).floor.follow_up) == (True, False)
    assert (rules.may_follow_up(progress), rules.may_follow_up(marked)) == (True, False)
    with pytest.raises(RuleBroken, match="the follow-up of this turn"):
        rules.follow_up(marked, BO)
    with pytest.raises(RuleBroken, match="Only whoever has the floor"):
        rules.follow_up(progress, MINA)


@pytest.mark.parametrize("progress", [slot(0), slot(3), exploring("open", BEN)])
def test_elsewhere_there_is_nothing_to_follow_up(progress: Progress) -> None:
    with pytest.raises(RuleBroken, match="Follow-ups belong"):
        rules.follow_up(progress, BEN)


def test_a_turn_that_is_passed_is_not_counted_and_not_explained() -> None:
    passed = rules.pass_turn(slot(2), BO, now=after(1))

    assert passed.progress.floor.asked == (MINA,)
    assert [line.kind for line in passed.lines] == ["pass"]


def test_the_balance_is_of_the_slot_that_runs() -> None:
    first = rules.hand_on(slot(2), holder=BO, now=after(2))
    second = rules.give_floor(first.progress, BEN, now=after(3))

    told = rules.balance(second.progress, (*first.lines, *second.lines), now=after(8))

    assert dict(told.turns) == {BO: 1, MINA: 1}
    assert (told.presenting, told.asking) == (5 * 60, 3 * 60)
    assert told.quiet_among(ROOM[:4]) == (JO, SAM)


def test_outside_a_slot_the_balance_is_of_the_whole_meeting() -> None:
    lines = (*rules.hand_on(slot(2), holder=BO, now=after(2)).lines,)
    closing = enter(slot(2), 4, now=after(9), room=ROOM)
    ended = rules.close(closing, seen=closing.step, now=after(10)).progress

    assert dict(rules.balance(closing, lines, now=after(9)).turns) == {BO: 1}
    assert dict(rules.balance(ended, lines, now=after(11)).turns) == {BO: 1}


def test_a_question_waits_for_explore_where_there_is_one_to_come():
    without = replace(slot(1), order=(*SLOT[:2], Part("explore", 900, 2, MINA)))
    over = rules.abandon(slot(1), reason="Fire", seen=slot(1).step, now=after(1)).progress

    assert [rules.waits_for_explore(slot(at)) for at in range(4)] == [False, True, False, False]
    assert not rules.waits_for_explore(without)
    assert not rules.waits_for_explore(over)
