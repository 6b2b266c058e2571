"""The clock of a meeting: what is left, what holds it, and where more of it comes from."""

from dataclasses import replace
from datetime import datetime

import pytest

from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.rules import Pause, Progress
from tests.factories.progress import BEN, ROOM, STARTS, after, at, lasting, on, planned


def test_a_part_counts_down_and_goes_on_below_nothing() -> None:
    present = at("present", slot=1)

    assert rules.time_left(present, now=after(3.5)) == lasting(3.5)
    assert rules.time_left(present, now=after(7, 40)) == -lasting(seconds=40)
    assert rules.ends_at(present, now=after(7, 40)) == after(7)


def test_a_clock_that_is_held_stands_still_and_goes_on_from_what_was_left() -> None:
    present = at("present", slot=1)

    held = rules.pause(present, reason="wellbeing", now=after(3, 50.25)).progress
    on = rules.resume(held, now=after(6)).progress

    assert rules.time_left(held, now=after(5)) == rules.time_left(on, now=after(6)) == lasting(3, 9.75)
    assert rules.ends_at(held, now=after(5)) == after(8, 9.75)
    assert (held.step, on.step, on.held) == (present.step + 1, present.step + 2, 130)


def test_a_meeting_on_plan_ends_when_its_plan_says() -> None:
    progress = rules.start(planned(), seen=0, now=STARTS, room=ROOM).progress

    assert rules.finish_estimate(planned(), now=after(-60)) == after(47 + 90 + 10)
    assert rules.finish_estimate(progress, now=after(1)) == after(47 + 90 + 10)
    assert rules.plan_delta(progress, now=after(1)) == lasting(0)


def test_overrunning_and_holding_put_a_meeting_behind_its_plan() -> None:
    progress = rules.start(planned(), seen=0, now=STARTS, room=ROOM).progress
    held = rules.pause(progress, reason="process_stop", now=after(1)).progress

    assert rules.plan_delta(progress, now=after(8)) == lasting(5)
    assert rules.plan_delta(held, now=after(3)) == lasting(2)


def test_handing_minutes_back_puts_a_meeting_ahead() -> None:
    act = replace(at("act", slot=1), starts_at=after(-33 - 36))
    ended = rules.end_early(act, seen=act.step, now=after(1), room=ROOM).progress

    assert rules.plan_delta(act, now=after(1)) == lasting(0)
    assert rules.plan_delta(ended, now=after(1)) == -lasting(4)


def test_a_meeting_that_is_over_has_no_clock() -> None:
    closing = at("closing")
    closed = rules.close(closing, seen=closing.step, now=after(9)).progress

    assert rules.time_left(closed, now=after(20)) == lasting(0)
    assert rules.finish_estimate(closed, now=after(20)) == after(9)


@pytest.mark.parametrize("reason", ["unsaid", *rules.SAID, "process_stop", "connection"])
def test_a_pause_is_written_down_when_it_ends(reason: rules.PauseReason) -> None:
    held = rules.pause(at("explore", slot=1), reason=reason, now=after(2))

    line = rules.resume(held.progress, now=after(3)).lines[0]

    assert held.lines == ()
    assert (line.kind, line.key, line.slot, line.held_seconds, line.seconds) == ("pause", reason, 1, 60, 0)


def test_a_clock_is_held_once_and_released_once() -> None:
    running = at("explore", slot=1)
    held = rules.pause(running, reason="wellbeing", now=after(2)).progress

    with pytest.raises(RuleBroken, match="already held"):
        rules.pause(held, reason="break", now=after(3))
    with pytest.raises(RuleBroken, match="already running"):
        rules.resume(running, now=after(3))
    with pytest.raises(RuleBroken, match="Say why"):
        rules.pause(running, reason="lunch", now=after(3))  # type: ignore[arg-type]


def test_a_hold_for_the_connection_gives_way_to_a_break() -> None:
    dropped = rules.as_of(at("present", slot=1), presenter_away_since=after(2), now=after(3))

    move = rules.pause(dropped, reason="break", now=after(4))

    assert move.progress.pause == Pause(after(4), "break")
    assert (move.progress.held, move.lines[0].key) == (120, "connection")
    with pytest.raises(RuleBroken, match="already held"):
        rules.pause(dropped, reason="connection", now=after(4))


def test_moving_on_ends_a_pause() -> None:
    held = rules.pause(at("explore", slot=1), reason="break", now=after(2)).progress

    move = rules.advance(held, seen=held.step, now=after(5), room=ROOM)

    assert not move.progress.paused
    assert [(line.kind, line.held_seconds, line.seconds) for line in move.lines] == [
        ("pause", 180, 0),
        ("part", 180, 120),
    ]


def test_the_clock_is_held_from_the_moment_the_presenter_dropped() -> None:
    present = at("present", slot=1)

    short = rules.as_of(present, presenter_away_since=after(3, 50), now=after(3, 54.9))
    held = rules.as_of(present, presenter_away_since=after(3, 50), now=after(3, 55))

    assert not short.paused
    assert held.pause == Pause(after(3, 50), "connection")
    assert rules.time_left(held, now=after(9)) == lasting(3, 10)


def test_the_clock_goes_on_from_what_was_left_when_the_presenter_returns() -> None:
    present = at("present", slot=1)

    back = rules.presenter_returned(present, away_since=after(3, 50), now=after(5, 40))

    assert rules.time_left(back.progress, now=after(5, 40)) == lasting(3, 10)
    assert (back.progress.step, back.progress.held, back.lines[0].key) == (present.step, 110, "connection")


def test_a_short_absence_changes_nothing() -> None:
    present = at("present", slot=1)

    assert rules.presenter_returned(present, away_since=after(1), now=after(1, 4)) == rules.Move(present)


def test_the_return_of_the_presenter_leaves_any_other_pause_alone() -> None:
    held = rules.pause(at("present", slot=1), reason="wellbeing", now=after(1)).progress
    closed = replace(at("present", slot=1), state="closed")

    assert rules.presenter_returned(held, away_since=after(1), now=after(9)) == rules.Move(held)
    assert rules.presenter_returned(closed, away_since=after(1), now=after(9)) == rules.Move(closed)


def test_time_held_once_is_not_held_again() -> None:
    present = at("present", slot=1)
    stopped = rules.pause(present, reason="break", now=after(1)).progress
    resumed = rules.resume(stopped, now=after(3)).progress

    held = rules.as_of(resumed, presenter_away_since=after(0.5), now=after(4))

    assert held.pause == Pause(after(3), "connection")
    assert rules.time_left(held, now=after(9)) == lasting(6)


@pytest.mark.parametrize(("key", "slot"), [("break", None), ("check_in", None)])
def test_outside_a_slot_nobody_s_absence_holds_the_clock(key: str, slot: int | None) -> None:
    progress = at(key, slot=slot)

    assert rules.as_of(progress, presenter_away_since=after(1), now=after(9)) == progress


def test_a_deputy_may_steer_after_a_minute_without_the_facilitator() -> None:
    assert not rules.deputy_may_steer(None, now=after(9))
    assert not rules.deputy_may_steer(after(1), now=after(1, 59))
    assert rules.deputy_may_steer(after(1), now=after(2))


def test_what_changes_by_itself_next() -> None:
    def next_change(progress: Progress, now: datetime, **away: datetime) -> datetime | None:
        known = {"presenter_away_since": None, "facilitator_away_since": None} | away
        return rules.next_change_at(progress, now=now, **known)

    present, held = at("present", slot=1), rules.pause(at("present", slot=1), reason="break", now=after(1)).progress

    assert next_change(planned(), after(-20)) == after(-15)
    assert next_change(planned(), after(-15)) is None
    assert next_change(present, after(2)) is None
    assert next_change(present, after(2, 1), presenter_away_since=after(2)) == after(2, 5)
    assert next_change(held, after(2, 1), presenter_away_since=after(2)) is None
    assert next_change(present, after(2), facilitator_away_since=after(2)) == after(3)
    assert next_change(replace(present, ended_at=after(2)), after(2), facilitator_away_since=after(2)) is None


def test_the_ledger_is_computed_from_the_record() -> None:
    explore = at("explore", slot=1)
    held = rules.pause(explore, reason="break", now=after(2)).progress
    lines = rules.advance(held, seen=held.step, now=after(5), room=ROOM).lines
    more = on(at("act", slot=1), after(4)).lines

    assert rules.used_by_presenter([*lines, *more]) == {BEN: 120 + 240}
    assert rules.planned_slot_seconds(explore) == 2 * 45 * 60
