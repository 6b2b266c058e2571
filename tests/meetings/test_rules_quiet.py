"""Silence, and what becomes of somebody's share when they leave."""

import pytest

from cop.core.errors import RuleBroken
from cop.meetings import rules
from tests.factories.progress import lasting, reached


def exploring():
    progress = reached("explore", slot=1)
    return progress, progress.began


def silent(seconds=60):
    progress, began = exploring()
    return rules.silence(progress, seconds=seconds, now=began + lasting(1)).progress, began


def as_of(progress, now, away=None):
    return rules.as_of(progress, presenter_away_since=away, now=now)


@pytest.mark.parametrize("seconds", rules.SILENCES)
def test_a_silence_holds_the_clock_and_ends_by_itself(seconds):
    progress, began = silent(seconds)
    planned = lasting(seconds=progress.part.planned)

    during, later = began + lasting(1, seconds - 1), began + lasting(3)

    assert rules.time_left(as_of(progress, during), now=during) == planned - lasting(1)
    assert as_of(progress, later).pause is None
    assert rules.time_left(as_of(progress, later), now=later) == planned - lasting(3) + lasting(seconds=seconds)


def test_the_page_knows_when_the_silence_ends():
    progress, began = silent(30)

    asked = {"presenter_away_since": None, "facilitator_away_since": None}
    assert rules.next_change_at(progress, now=began + lasting(1), **asked) == began + lasting(1.5)


def test_of_a_silence_nothing_is_written_down():
    progress, began = exploring()
    move = rules.silence(progress, seconds=30, now=began)

    ended = rules.resume(move.progress, now=began + lasting(seconds=10))

    assert (move.lines, ended.lines) == ((), ())
    assert ended.progress.held == 10


def test_a_silence_gives_way_to_a_pause_and_to_nothing_less():
    progress, began = silent()

    paused = rules.pause(progress, reason="wellbeing", now=began + lasting(1.5)).progress

    assert paused.pause is not None
    assert paused.pause.reason == "wellbeing"
    assert paused.held == 30
    for again in (progress, paused):
        with pytest.raises(RuleBroken, match="already held"):
            rules.silence(again, seconds=30, now=began + lasting(1.5))


def test_a_silence_has_one_of_two_lengths_and_a_part_to_be_in():
    progress, began = exploring()
    with pytest.raises(RuleBroken, match="30 or 60"):
        rules.silence(progress, seconds=45, now=began)
    closed = rules.abandon(progress, reason="Fire", seen=progress.step, now=began).progress
    with pytest.raises(RuleBroken, match="has ended"):
        rules.silence(closed, seconds=30, now=began)


def test_a_presenter_who_drops_out_in_a_silence_holds_the_clock_when_it_ends():
    progress, began = silent(60)
    gone = began + lasting(1, 20)

    held = as_of(progress, began + lasting(5), away=gone)

    assert (held.pause.reason, held.pause.since) == ("connection", began + lasting(2))


@pytest.mark.parametrize(
    ("key", "slot", "credit", "share"),
    [
        ("check_in", None, "full", "none"), ("agreed", None, "full", "none"), ("explore", 1, "full", "half"),
        ("explore", 1, "half", "half"), ("explore", 2, "full", "full"), ("explore", 2, "half", "half"),
        ("closing", None, "full", "full"),
    ],
)  # fmt: skip
def test_what_remains_of_the_airtime_due_to_somebody_who_leaves(key, slot, credit, share):
    assert rules.share_on_leaving(reached(key, slot=slot), credit) == share
