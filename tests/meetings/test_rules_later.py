"""Ending later: everybody says yes, or nothing happens; and a presenter who would like more time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Progress
from tests.factories.progress import BO, JO, MINA, ROOM, STARTS, after, at, lasting, on, planned

ADA = 1
EVERYBODY = (ADA, *ROOM)


def asked(minutes: int = 5) -> Progress:
    explore = at("explore", slot=1)
    return rules.ask_later(explore, minutes, person=ADA, seen=explore.step)


def said(progress: Progress, person: int, *, yes: bool = True, minutes: int = 5) -> Progress:
    return rules.answer_later(progress, person, yes=yes, minutes=minutes, seen=progress.step)


def test_asking_is_ones_own_yes_and_no_move() -> None:
    progress = asked()

    assert progress.later_asked is not None
    assert (progress.later_asked.yes, progress.step) == ((ADA,), at("explore", slot=1).step)
    assert not rules.is_agreed_later(progress, present=EVERYBODY)


@given(st.sets(st.sampled_from(EVERYBODY), min_size=1), st.lists(st.tuples(st.sampled_from(EVERYBODY), st.booleans())))
def test_it_is_agreed_when_all_who_are_there_have_said_yes_and_nobody_no(
    present: set[int], answers: list[tuple[int, bool]]
) -> None:
    progress, agreed = asked(), {ADA}
    for person, yes in answers:
        try:
            progress = said(progress, person, yes=yes)
        except Stale:
            break
        agreed = agreed | {person} if yes else set()

    declined = any(not yes for _, yes in answers)
    assert rules.is_agreed_later(progress, present=present) == (not declined and present <= agreed)
    assert not rules.is_agreed_later(progress, present=())


def test_then_the_part_is_longer_and_people_expect_to_go_later() -> None:
    progress = asked()

    move = rules.end_later(progress, 5, now=after(3))

    assert move.progress.part.planned == progress.part.planned + 300
    assert rules.is_to_end_at(move.progress) == STARTS + lasting(185)
    assert rules.free_time(move.progress, now=after(3)) == rules.free_time(progress, now=after(3))
    assert (move.progress.later_asked, [line.seconds for line in move.lines]) == (None, [300])


def test_one_no_is_enough_for_this_part_and_nobody_keeps_whose_it_was() -> None:
    progress = said(said(asked(), BO), MINA, yes=False)

    assert progress.later_asked == rules.LaterEnd(5, ADA, progress.step, declined=True)
    with pytest.raises(Stale):
        said(progress, JO)
    with pytest.raises(RuleBroken, match="would rather not"):
        rules.ask_later(progress, 2, person=ADA, seen=progress.step)
    assert rules.withdraw_later(progress) == progress
    assert on(progress, after(4)).progress.later_asked is None


def test_whoever_has_said_yes_may_still_say_no() -> None:
    progress = said(said(asked(), BO), BO, yes=False)

    assert not rules.is_agreed_later(progress, present=[ADA])


def test_a_yes_counts_for_what_was_seen() -> None:
    progress = asked(2)

    with pytest.raises(Stale):
        said(progress, BO, minutes=5)
    with pytest.raises(Stale):
        rules.answer_later(progress, BO, yes=True, minutes=2, seen=progress.step - 1)
    with pytest.raises(Stale):
        said(rules.withdraw_later(progress), BO, minutes=2)


def test_it_is_asked_once_at_a_time_in_a_meeting_that_runs_and_for_two_or_five_minutes() -> None:
    explore = at("explore", slot=1)

    with pytest.raises(RuleBroken, match="being asked already"):
        rules.ask_later(asked(), 2, person=BO, seen=explore.step)
    with pytest.raises(RuleBroken, match="2 or 5"):
        rules.ask_later(explore, 30, person=ADA, seen=explore.step)
    with pytest.raises(Stale):
        rules.ask_later(explore, 2, person=ADA, seen=explore.step - 1)
    with pytest.raises(RuleBroken, match="not started"):
        rules.ask_later(planned(), 2, person=ADA, seen=0)


def test_a_nod_counts_at_once_and_the_record_keeps_who_said_so() -> None:
    progress = said(asked(), BO)

    move = rules.nod(progress, 2, person=ADA, seen=progress.step, now=after(3))

    assert [(line.kind, line.person, line.seconds) for line in move.lines[1:]] == [("nod", ADA, 120)]
    assert (move.progress.later, move.progress.later_asked) == (2, None)
    with pytest.raises(Stale):
        rules.nod(move.progress, 2, person=ADA, seen=progress.step, now=after(3))


def test_a_wish_for_more_time_goes_when_time_is_given_and_with_the_part() -> None:
    explore = at("explore", slot=1)

    wished = rules.want_more(explore)

    assert (wished.wants_more, wished.step, wished.order) == (True, explore.step, explore.order)
    assert not rules.extend(wished, 2, source="slot", seen=wished.step, now=after(3)).progress.wants_more
    assert not rules.end_later(wished, 2, now=after(3)).progress.wants_more
    assert not on(wished, after(3)).progress.wants_more
    with pytest.raises(RuleBroken, match="not started"):
        rules.want_more(planned())
