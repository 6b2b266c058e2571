"""Turns: a round goes from seat to seat, hands wait in order, and nobody speaks into a presenter's story."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Floor, Part, Progress
from cop.meetings.rules.floor import with_floor

STARTS = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
BO, MINA, JO, SAM, BEN = ROOM = (2, 3, 4, 5, 7)


def after(minutes: float) -> datetime:
    return STARTS + timedelta(minutes=minutes)


def during(key: rules.Key, *, rounds: int = 0, room: tuple[int, ...] = ROOM) -> Progress:
    in_slot = key in {"settle", "present", "clarify", "explore", "reflect", "act", "review"}
    part = Part(key, 600, 1, BEN) if in_slot else Part(key, 600)
    planned = rules.plan(starts_at=STARTS, members=5, meeting_minutes=180, slot_minutes=45)
    live = replace(planned, state="live", order=(part, Part("closing", 300)), rounds=rounds)
    return with_floor(live, room=room, now=STARTS)


def speakers(progress: Progress) -> list[int | None]:
    return [progress.floor.holder, *progress.floor.waiting]


def hand_on(progress: Progress, **more: object) -> Progress:
    assert progress.floor.holder is not None
    return rules.hand_on(progress, holder=progress.floor.holder, now=after(1), **more).progress  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("opening", [None]),
        ("check_in", [BO, MINA, JO, SAM, BEN]),
        ("settle", [BEN]),
        ("present", [BEN]),
        ("clarify", [BO, MINA, JO, SAM]),
        ("explore", [BO, MINA, JO, SAM]),
        ("act", [BEN]),
        ("review", [BEN, BO, MINA, JO, SAM]),
        ("break", [None]),
        ("closing", [BO, MINA, JO, SAM, BEN]),
    ],
)
def test_who_speaks_first_in_each_part(key: rules.Key, expected: list[int | None]) -> None:
    assert speakers(during(key)) == expected


def test_every_part_has_a_rule_of_who_may_speak() -> None:
    assert len(rules.SPEAKING) == 15


def test_the_start_seat_moves_on_with_each_round() -> None:
    assert speakers(during("check_in", rounds=1)) == [MINA, JO, SAM, BEN, BO]
    assert speakers(during("review", rounds=2)) == [BEN, JO, SAM, BO, MINA]
    assert during("check_in", rounds=1).rounds == 2


def test_an_empty_room_has_nobody_to_speak() -> None:
    assert speakers(during("check_in", room=())) == [None]


def test_handing_on_writes_the_turn_down_and_gives_the_floor_to_the_next() -> None:
    move = rules.hand_on(during("check_in"), holder=BO, now=after(2))

    assert speakers(move.progress) == [MINA, JO, SAM, BEN]
    assert [(line.kind, line.person, line.seconds) for line in move.lines] == [("turn", BO, 120)]
    assert move.progress.step == during("check_in").step


def test_the_time_of_a_turn_leaves_a_hold_out() -> None:
    held = rules.pause(during("check_in"), reason="break", now=after(1)).progress
    second = rules.hand_on(held, holder=BO, now=after(3)).progress
    running = rules.resume(second, now=after(4)).progress

    line = rules.hand_on(running, holder=MINA, now=after(6)).lines[0]

    assert (line.held_seconds, line.seconds) == (60, 120)


def test_handing_on_twice_takes_nobody_s_turn() -> None:
    once = hand_on(during("check_in"))

    with pytest.raises(Stale):
        rules.hand_on(once, holder=BO, now=after(2))


def test_after_a_round_the_floor_is_free() -> None:
    last = replace(during("check_in"), floor=Floor("round", ROOM, BEN, STARTS))

    assert hand_on(last).floor.holder is None


def test_exploring_goes_on_with_a_new_round_from_the_next_seat() -> None:
    last = replace(during("explore"), floor=Floor("round", ROOM[:4], SAM, STARTS))

    assert speakers(hand_on(last)) == [MINA, JO, SAM, BO]
    assert hand_on(last).rounds == 2
    assert hand_on(last, away=ROOM).floor.holder is None
    assert hand_on(last, away=ROOM).rounds == 1


def test_whoever_is_away_keeps_their_place_and_speaks_when_they_are_back() -> None:
    later = hand_on(during("check_in"), away={MINA, JO, SAM})
    assert speakers(later) == [BEN, MINA, JO, SAM]

    nobody = hand_on(later, away={MINA, JO, SAM})
    back = rules.join_floor(nobody, JO, now=after(3)).progress

    assert speakers(nobody) == [None, MINA, JO, SAM]
    assert speakers(back) == [JO, MINA, SAM]


def test_passing_is_one_tap_before_or_in_one_s_turn() -> None:
    check_in = during("check_in")

    waiting = rules.pass_turn(check_in, JO, now=after(1)).progress
    speaking = rules.pass_turn(check_in, BO, now=after(1)).progress

    assert speakers(waiting) == [BO, MINA, SAM, BEN]
    assert speakers(speaking) == [MINA, JO, SAM, BEN]
    with pytest.raises(RuleBroken, match="no turn waiting"):
        rules.pass_turn(speaking, BO, now=after(2))


def test_raised_hands_come_after_the_round_in_the_order_they_went_up() -> None:
    progress = replace(during("check_in"), floor=Floor("round", ROOM, SAM, STARTS, 0, (BEN,)))
    for person in (JO, BO, JO):
        progress = rules.raise_hand(progress, person, now=after(1)).progress

    assert rules.next_up(progress) == (BEN, JO)
    assert progress.floor.hands == (JO, BO)
    lowered = rules.lower_hand(progress, BO).progress
    assert speakers(hand_on(hand_on(lowered))) == [JO]


def test_two_at_most_are_shown_as_next_and_each_once() -> None:
    floor = Floor("round", ROOM, BO, STARTS, 0, (MINA,), (MINA, JO, SAM))
    progress = replace(during("check_in"), floor=floor)

    assert rules.next_up(progress) == (MINA, JO)
    assert rules.next_up(progress, away={MINA}) == (JO, SAM)


@pytest.mark.parametrize("key", ["settle", "present", "reflect", "break"])
def test_hands_rest_while_a_presenter_thinks_or_tells(key: rules.Key) -> None:
    with pytest.raises(RuleBroken, match="Hands rest"):
        rules.raise_hand(during(key), MINA, now=after(1))


def test_the_floor_is_given_to_somebody_and_leaves_their_hand_down() -> None:
    asked = rules.raise_hand(during("act"), MINA, now=after(1)).progress

    given = rules.give_floor(asked, MINA, now=after(2)).progress

    assert (given.floor.holder, given.floor.hands) == (MINA, ())
    assert hand_on(given).floor.holder == BEN


def test_only_the_presenter_speaks_in_a_story_and_nobody_in_a_break() -> None:
    assert rules.give_floor(during("present"), BEN, now=after(1)).progress.floor.holder == BEN

    with pytest.raises(RuleBroken, match="Only the presenter"):
        rules.give_floor(during("present"), MINA, now=after(1))
    with pytest.raises(RuleBroken, match="in a break"):
        rules.give_floor(during("break"), MINA, now=after(1))


def test_a_newcomer_has_the_last_turn_of_the_round() -> None:
    without_jo = during("check_in", room=(BO, MINA))

    joined = rules.join_floor(without_jo, JO, now=after(1)).progress

    assert speakers(joined) == [BO, MINA, JO]
    assert rules.join_floor(joined, JO, now=after(1)).progress == joined


def test_a_newcomer_gets_a_floor_that_the_round_left_free() -> None:
    free = replace(during("check_in"), floor=Floor("round", (BO, MINA)))

    assert speakers(rules.join_floor(free, JO, now=after(1)).progress) == [JO]


@pytest.mark.parametrize(("key", "person"), [("present", MINA), ("break", MINA), ("explore", BEN)])
def test_coming_in_changes_no_floor_that_has_no_place_for_it(key: rules.Key, person: int) -> None:
    progress = during(key)

    assert rules.join_floor(progress, person, now=after(1)) == rules.Move(progress)


def test_where_hands_are_used_a_newcomer_just_sits_down() -> None:
    joined = rules.join_floor(during("set_review", room=(BO,)), JO, now=after(1)).progress

    assert (joined.floor.seats, joined.floor.waiting) == ((BO, JO), ())


def test_whoever_leaves_is_skipped_and_their_turn_goes_on() -> None:
    check_in = rules.raise_hand(during("check_in"), JO, now=after(1)).progress

    without_jo = rules.leave_floor(check_in, JO, now=after(1)).progress
    without_bo = rules.leave_floor(without_jo, BO, now=after(1))

    assert (speakers(without_jo), without_jo.floor.hands) == ([BO, MINA, SAM, BEN], ())
    assert speakers(without_bo.progress) == [MINA, SAM, BEN]
    assert without_bo.lines[0].person == BO


def test_a_lobby_has_no_floor() -> None:
    lobby = rules.plan(starts_at=STARTS, members=5, meeting_minutes=180, slot_minutes=45)

    with pytest.raises(RuleBroken, match="not started"):
        rules.raise_hand(lobby, BO, now=after(1))
