"""Two minutes in which nobody asks anything."""

from dataclasses import replace

import pytest

from cop.meetings import rules
from cop.meetings.rules import Floor, Line
from tests.factories.progress import BO, after, at, planned, reached

LULL = rules.LULL


def lull_at(progress, *lines, asked_at=None):
    return rules.lull_at(progress, lines, asked_at=asked_at)


def turn(slot, minute):
    return Line("turn", "explore", slot, BO, after(0), after(minute))


def test_it_is_reckoned_from_whatever_came_last():
    explore = at("explore", slot=1)
    speaking = replace(explore, floor=Floor("round", holder=BO, since=after(1)))

    assert lull_at(explore) == explore.running_from + LULL
    assert lull_at(speaking) == after(1) + LULL
    assert lull_at(speaking, turn(1, 3), turn(2, 9)) == after(3) + LULL
    assert lull_at(speaking, turn(1, 3), asked_at=after(4)) == after(4) + LULL


@pytest.mark.parametrize(("key", "slot"), [("clarify", 1), ("reflect", 1), ("review", 1), ("closing", None)])
def test_only_where_question_follows_question(key, slot):
    assert lull_at(reached(key, slot=slot)) is None


def test_not_before_the_meeting_and_not_while_the_clock_is_held():
    explore = at("explore", slot=1)

    held = rules.pause(explore, reason="process_stop", now=after(1)).progress

    assert lull_at(planned()) is None
    assert lull_at(held) is None
    assert lull_at(rules.resume(held, now=after(5)).progress) == after(5) + LULL
