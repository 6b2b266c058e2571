"""The clock of a meeting: what is left, what holds it, and where more of it comes from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Part, Pause, Progress
from cop.meetings.rules.extension import pro_rata

STARTS = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
BO, MINA, BEN = ROOM = (2, 3, 7)


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    return STARTS + timedelta(minutes=minutes, seconds=seconds)


def lasting(minutes: float = 0, seconds: float = 0) -> timedelta:
    return timedelta(minutes=minutes, seconds=seconds)


def planned() -> Progress:
    return rules.plan(starts_at=STARTS, members=6, meeting_minutes=180, slot_minutes=45)


def at(key: str, *, slot: int | None = None, now: datetime = STARTS) -> Progress:
    """The meeting as this part begins, everything before it exactly on plan."""
    progress = rules.start(planned(), seen=0, now=STARTS, room=ROOM).progress
    progress = replace(progress, at=4)
    progress = rules.agree_order(progress, [BEN, MINA], seen=progress.step).progress
    found = next(at for at, part in enumerate(progress.order) if (part.key, part.slot) == (key, slot))
    return replace(progress, at=found, began=now, clock_from=now, running_from=now)


def lengths(progress: Progress, slot: int) -> list[int]:
    return [part.planned for part in progress.order if part.slot == slot]


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


@pytest.mark.parametrize("reason", ["break", "process_stop", "wellbeing", "connection"])
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
    assert [(line.kind, line.held_seconds, line.seconds) for line in move.lines] == [("pause", 180, 0), ("part", 180, 120)]


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

    assert rules.finish_estimate(move.progress, now=after(1)) - rules.finish_estimate(check_in, now=after(1)) == lasting(5)


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


@pytest.mark.parametrize("key", ["check_in", "updates", "bidding", "agreed", "break", "set_review", "closing"])
def test_outside_a_slot_a_late_comer_comes_in_at_once(key: str) -> None:
    assert rules.may_come_in(at(key), arrived_at=after(5))


def test_in_a_slot_a_late_comer_waits_for_the_next_part() -> None:
    explore = at("explore", slot=1, now=after(10))

    assert not rules.may_come_in(explore, arrived_at=after(12))
    assert rules.may_come_in(explore, arrived_at=after(9))
    assert rules.may_come_in(explore, arrived_at=after(12), let_in=True)


@pytest.mark.parametrize("key", ["settle", "present", "reflect"])
def test_nobody_comes_into_silence_or_a_story(key: str) -> None:
    progress = at(key, slot=1, now=after(10))

    assert not rules.may_come_in(progress, arrived_at=after(1), let_in=True)


@pytest.mark.parametrize(("state", "welcome"), [("lobby", True), ("closed", False), ("abandoned", False)])
def test_before_the_start_everyone_is_welcome_and_after_the_end_nobody(state: rules.State, *, welcome: bool) -> None:
    assert rules.may_come_in(replace(planned(), state=state), arrived_at=after(0)) == welcome


@pytest.mark.parametrize(
    ("key", "slot", "minutes"), [("settle", 1, 1 + 7), ("present", 1, 7), ("explore", 1, 18 + 4), ("closing", None, 9)]
)
def test_a_late_comer_hears_about_when(key: str, slot: int | None, minutes: int) -> None:
    assert rules.waits_until(at(key, slot=slot), now=STARTS) == after(minutes)
    assert rules.waits_until(planned(), now=after(-9)) == STARTS


@pytest.mark.parametrize(("key", "credit"), [("check_in", "full"), ("bidding", "full"), ("agreed", "half"), ("closing", "half")])
def test_coming_after_the_bids_gives_half_the_credit(key: str, credit: str) -> None:
    assert rules.credit_on_arrival(at(key)) == credit
    assert rules.credit_on_arrival(planned()) == "full"


def test_the_ledger_is_computed_from_the_record() -> None:
    explore = at("explore", slot=1)
    held = rules.pause(explore, reason="break", now=after(2)).progress
    lines = rules.advance(held, seen=held.step, now=after(5), room=ROOM).lines
    more = rules.advance(at("act", slot=1), seen=explore.step, now=after(4), room=ROOM).lines

    assert rules.used_by_presenter([*lines, *more]) == {BEN: 120 + 240}
    assert rules.planned_slot_seconds(explore) == 2 * 45 * 60


def test_a_progress_survives_its_journey_through_json() -> None:
    held = rules.pause(at("present", slot=1), reason="wellbeing", now=after(1)).progress

    assert rules.from_json(rules.to_json(held)) == held


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"state": "asleep"},
        {"step": "3"},
        {"step": True},
        {"began": "2026-11-26T10:00:00"},
        {"began": "soon"},
        {"order": {}},
        {"pause": {"since": "2026-11-26T10:00:00+00:00"}},
        {"floor": None},
    ],
)
def test_anything_strange_in_json_is_an_error(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        rules.from_json(rules.to_json(planned()) | change)


def test_anything_missing_in_json_is_an_error() -> None:
    raw = rules.to_json(planned())
    del raw["held"]

    with pytest.raises(ValueError, match="held"):
        rules.from_json(raw)


def test_a_part_knows_what_was_added_to_it() -> None:
    assert Part("explore", 1080, 1, BEN, extended=120).planned == 1200
