"""Whatever people press and in whatever order, the record adds up and each press counts at most once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cop.core.errors import CopError, Stale
from cop.meetings import rules
from cop.meetings.rules import Line, Move, Progress
from cop.meetings.rules.record import span

STARTS = datetime(2026, 11, 26, 10, 0, 0, 640_000, tzinfo=UTC)
ROOM = (2, 3, 4, 5, 6, 7)
Press = Callable[[Progress, int, datetime], Move]

PRESSES: dict[str, Press] = {
    "advance": lambda progress, seen, now: rules.advance(progress, seen=seen, now=now, room=ROOM),
    "advance again": lambda progress, seen, now: rules.advance(progress, seen=seen, now=now, room=ROOM),
    "agree two": lambda progress, seen, now: rules.agree_order(progress, (7, 3), seen=seen),
    "end early": lambda progress, seen, now: rules.end_early(progress, seen=seen, now=now, room=ROOM),
    "back": lambda progress, seen, now: rules.back_to_clarify(progress, seen=seen, now=now, room=ROOM),
    "swap": lambda progress, seen, now: rules.swap(progress, seen=seen, now=now, room=ROOM),
    "2 from slot": lambda progress, seen, now: rules.extend(progress, 2, source="slot", seen=seen, now=now),
    "5 from break": lambda progress, seen, now: rules.extend(progress, 5, source="break", seen=seen, now=now),
    "5 late": lambda progress, seen, now: rules.extend(progress, 5, source="free", seen=seen, now=now),
    "close": lambda progress, seen, now: rules.close(progress, seen=seen, now=now),
}
WITHOUT_SEEN: dict[str, Callable[[Progress, datetime], Move]] = {
    "pause": lambda progress, now: rules.pause(progress, reason="wellbeing", now=now),
    "resume": lambda progress, now: rules.resume(progress, now=now),
    "hand on": lambda progress, now: rules.hand_on(progress, holder=progress.floor.holder or 0, now=now),
    "hand": lambda progress, now: rules.raise_hand(progress, 4, now=now),
    "give": lambda progress, now: rules.give_floor(progress, 5, now=now),
    "leave": lambda progress, now: rules.leave_floor(progress, 6, now=now),
    "drop": lambda progress, now: rules.presenter_returned(progress, away_since=now - timedelta(seconds=90), now=now),
}
MOVES = st.sampled_from([*PRESSES, *WITHOUT_SEEN])
WAYS_IN = st.integers(0, 16).map(lambda parts: ["advance"] * 4 + ["agree two"] + ["advance"] * parts if parts else [])
SEQUENCES = st.builds(
    lambda way_in, then: [*((name, 61_500) for name in way_in), *then],
    WAYS_IN,
    st.lists(st.tuples(MOVES, st.integers(0, 900_000)), max_size=30),
)


def press(name: str, progress: Progress, now: datetime) -> Move:
    if name in WITHOUT_SEEN:
        return WITHOUT_SEEN[name](progress, now)
    return PRESSES[name](progress, progress.step, now)


def played(sequence: list[tuple[str, int]]) -> tuple[list[Progress], list[Line], datetime]:
    """A meeting in which these are pressed, so many milliseconds apart; what is refused changes nothing."""
    planned = rules.plan(starts_at=STARTS, members=6, meeting_minutes=180, slot_minutes=45)
    now, lines = STARTS, list[Line]()
    states = [rules.start(planned, seen=0, now=now, room=ROOM).progress]
    for name, milliseconds in sequence:
        now += timedelta(milliseconds=milliseconds)
        try:
            move = press(name, states[-1], now)
        except CopError:
            continue
        states.append(move.progress)
        lines.extend(move.lines)
    return states, lines, now


def stopped(sequence: list[tuple[str, int]]) -> tuple[Progress, list[Line], datetime]:
    states, lines, now = played(sequence)
    if states[-1].ended_at:
        return states[-1], lines, states[-1].ended_at
    end = rules.abandon(states[-1], reason="enough", seen=states[-1].step, now=now)
    return end.progress, [*lines, *end.lines], now


@given(SEQUENCES)
@settings(deadline=None)
def test_parts_and_holds_add_up_to_the_time_that_went_by(sequence: list[tuple[str, int]]) -> None:
    _, lines, now = stopped(sequence)
    parts = [line for line in lines if line.kind == "part"]
    held = sum(line.held_seconds for line in lines if line.kind == "pause")

    assert sum(line.seconds for line in parts) + held == span(STARTS, now)
    assert sum(line.held_seconds for line in parts) == held
    assert all(earlier.ended == later.began for earlier, later in pairwise(parts))
    assert all(line.seconds >= 0 and line.held_seconds >= 0 for line in lines if line.kind != "extension")


@given(SEQUENCES)
@settings(deadline=None)
def test_what_the_ledger_reads_is_what_the_slots_used(sequence: list[tuple[str, int]]) -> None:
    end, lines, _ = stopped(sequence)
    in_slots: dict[int, int] = {}
    for part in end.order:
        if part.presenter is not None and part.used is not None:
            in_slots[part.presenter] = in_slots.get(part.presenter, 0) + part.used

    assert {person: used for person, used in in_slots.items() if used} == {
        person: used for person, used in rules.used_by_presenter(lines).items() if used
    }


@given(SEQUENCES)
@settings(deadline=None)
def test_used_and_returned_minutes_are_the_planned_and_extended_ones(sequence: list[tuple[str, int]]) -> None:
    end, lines, _ = stopped(sequence)
    returned = [line for line in lines if line.kind == "return" and line.seconds]

    for line in returned:
        slot = [part for part in end.order if part.slot == line.slot and part.key != "review"]
        assert sum(part.used or 0 for part in slot) + line.seconds == sum(part.planned for part in slot)


@given(SEQUENCES)
@settings(deadline=None)
def test_extensions_in_the_record_are_those_in_the_order(sequence: list[tuple[str, int]]) -> None:
    end, lines, _ = stopped(sequence)
    agreed_once = sum(part.extended for part in end.order)

    assert sum(line.seconds for line in lines if line.kind == "extension") == agreed_once


@given(SEQUENCES)
@settings(deadline=None)
def test_a_step_is_counted_once_a_move_and_never_otherwise(sequence: list[tuple[str, int]]) -> None:
    states, _, _ = played(sequence)

    assert all(later.step - earlier.step in (0, 1) for earlier, later in pairwise(states))
    assert all(later.at >= earlier.at for earlier, later in pairwise(states))


@given(SEQUENCES, st.sampled_from(list(PRESSES)))
@settings(deadline=None)
def test_of_two_presses_with_the_same_seen_exactly_one_moves(sequence: list[tuple[str, int]], name: str) -> None:
    states, _, now = played(sequence)
    try:
        moved = press(name, states[-1], now).progress
    except CopError:
        return

    try:
        PRESSES[name](moved, states[-1].step, now)
    except Stale:
        return
    raise AssertionError("the second press moved too")


@given(SEQUENCES)
@settings(deadline=None)
def test_every_progress_survives_its_journey_through_json(sequence: list[tuple[str, int]]) -> None:
    states, _, _ = played(sequence)

    assert all(rules.from_json(rules.to_json(each)) == each for each in states)


@given(SEQUENCES, st.integers(0, 600_000))
@settings(deadline=None)
def test_a_hold_loses_nothing_of_what_was_left(sequence: list[tuple[str, int]], milliseconds: int) -> None:
    states, _, now = played(sequence)
    progress, later = states[-1], now + timedelta(milliseconds=milliseconds)
    if not progress.is_live or progress.paused:
        return

    left = rules.time_left(progress, now=now)
    held = rules.pause(progress, reason="break", now=now).progress

    assert rules.time_left(rules.resume(held, now=later).progress, now=later) == left
