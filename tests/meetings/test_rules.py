"""A meeting of the standard running order, from the lobby to the close."""

from dataclasses import replace

import pytest

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Line, Progress
from tests.factories.progress import BEN, BO, JO, MINA, ROOM, after, on, planned, reached, started


def keys(progress: Progress) -> list[str]:
    return [part.key for part in progress.order]


def test_a_meeting_waits_in_its_lobby_with_the_frame_planned() -> None:
    progress = planned()

    assert (progress.state, progress.step, progress.slots, progress.presenter) == ("lobby", 0, 2, None)
    assert keys(progress) == ["opening", "check_in", "updates", "bidding", "agreed", "set_review", "closing"]
    assert sum(part.planned for part in progress.order) == (11 + 6 * 6) * 60


def test_the_lobby_opens_a_quarter_of_an_hour_before_and_the_meeting_may_start_from_then() -> None:
    progress = planned()
    assert rules.lobby_opens_at(progress) == after(-15)

    with pytest.raises(RuleBroken, match="lobby opens"):
        rules.start(progress, seen=0, now=after(-16), room=ROOM)
    begun = rules.start(progress, seen=0, now=after(-15), room=ROOM)

    assert not rules.lobby_is_open(progress, now=after(-16))
    assert rules.lobby_is_open(progress, now=after(-15))
    assert (begun.progress.state, begun.progress.part.key, begun.progress.step, begun.lines) == (
        "live",
        "opening",
        1,
        (),
    )


def test_a_meeting_starts_once() -> None:
    with pytest.raises(RuleBroken, match="already started"):
        rules.start(started(), seen=1, now=after(1), room=ROOM)


def test_moving_on_writes_down_the_part_and_whoever_had_the_floor() -> None:
    check_in = on(started(), after(3)).progress

    move = on(check_in, after(13))

    assert move.progress.part.key == "updates"
    assert move.lines == (
        Line("turn", "check_in", None, BO, after(3), after(13), 0, 0, 600),
        Line("part", "check_in", None, None, after(3), after(13), 540, 0, 600),
    )


def test_of_two_presses_on_the_same_stage_one_counts() -> None:
    progress = started()
    moved = rules.advance(progress, seen=1, now=after(3), room=ROOM).progress

    with pytest.raises(Stale):
        rules.advance(moved, seen=1, now=after(3), room=ROOM)


def test_updates_are_not_left_with_a_commitment_nobody_spoke_of() -> None:
    updates = reached("updates")

    with pytest.raises(RuleBroken, match=r"not been spoken of yet \(2\)"):
        rules.advance(updates, seen=updates.step, now=after(9), room=ROOM, unreported=2)

    assert on(updates, after(9)).progress.part.key == "bidding"


def test_the_set_agrees_who_presents_before_it_moves_on() -> None:
    agreed = reached("agreed")

    with pytest.raises(RuleBroken, match="Agree who presents"):
        on(agreed, after(9))
    chosen = rules.agree_order(agreed, [BEN, MINA], seen=agreed.step).progress
    moved = on(chosen, after(9)).progress

    assert (moved.part.key, moved.part.slot, moved.presenter) == ("settle", 1, BEN)
    assert moved.order[5].seconds == 60


def test_the_order_can_be_agreed_again_and_may_be_empty() -> None:
    agreed = reached("agreed")
    first = rules.agree_order(agreed, [BEN, MINA], seen=agreed.step).progress

    second = rules.agree_order(first, [JO], seen=first.step).progress
    nobody = rules.agree_order(second, [], seen=second.step).progress

    assert {part.presenter for part in second.order} == {None, JO}
    assert keys(nobody) == keys(agreed)
    assert on(nobody, after(9)).progress.part.key == "set_review"


@pytest.mark.parametrize(("presenters", "words"), [((BEN, BEN), "one slot"), ((BEN, MINA, JO), "time for 2")])
def test_an_order_that_cannot_be_is_refused(presenters: tuple[int, ...], words: str) -> None:
    agreed = reached("agreed")

    with pytest.raises(RuleBroken, match=words):
        rules.agree_order(agreed, presenters, seen=agreed.step)


def test_an_order_is_agreed_after_the_bids_only() -> None:
    with pytest.raises(RuleBroken, match="after the bids"):
        rules.agree_order(started(), [BEN], seen=1)


@pytest.mark.parametrize(
    ("presenters", "values", "breaks"),
    [
        ((BEN, MINA), {}, [7]),
        ((BEN, MINA, JO), {"slot_minutes": 35}, [14]),
        ((BEN,), {}, [7]),
        ((BEN,), {"slot_minutes": 60, "members": 9, "meeting_minutes": 150}, [0]),
        ((BEN,), {"meeting_minutes": 120}, []),
        ((), {}, []),
    ],
)
def test_a_long_meeting_has_its_break_nearest_the_middle(
    presenters: tuple[int, ...], values: dict[str, int], breaks: list[int]
) -> None:
    agreed = reached("agreed", **values)

    progress = rules.agree_order(agreed, presenters, seen=agreed.step).progress

    assert [at for at, key in enumerate(keys(progress)[5:]) if key == "break"] == breaks


def test_a_meeting_closes_from_its_last_part_only() -> None:
    closing = reached("closing")
    with pytest.raises(RuleBroken, match="Close the meeting"):
        on(closing, after(60))

    move = rules.close(closing, seen=closing.step, now=after(60))

    assert (move.progress.state, move.progress.ended_at, move.progress.floor.holder) == ("closed", after(60), None)
    assert move.lines[-1].key == "closing"
    with pytest.raises(RuleBroken, match="closing round"):
        rules.close(started(), seen=1, now=after(1))
    with pytest.raises(RuleBroken, match="has ended"):
        on(move.progress, after(61))


def test_a_meeting_can_stop_for_good_with_a_reason() -> None:
    live = rules.abandon(started(), reason=" The fire alarm rang. ", seen=1, now=after(2))
    early = rules.abandon(planned(), reason="Only two could come", seen=0, now=after(-30))

    assert (live.progress.state, live.progress.ended_why, live.lines[0].seconds) == (
        "abandoned",
        "The fire alarm rang.",
        120,
    )
    assert (early.progress.ended_at, early.lines) == (after(-30), ())
    with pytest.raises(RuleBroken, match="has ended"):
        rules.abandon(live.progress, reason="again", seen=live.progress.step, now=after(3))


@pytest.mark.parametrize("reason", [" ", "x" * 501])
def test_stopping_for_good_needs_a_short_reason(reason: str) -> None:
    with pytest.raises(RuleBroken, match="few words"):
        rules.abandon(started(), reason=reason, seen=1, now=after(2))


def test_nothing_moves_before_the_start() -> None:
    with pytest.raises(RuleBroken, match="not started"):
        rules.advance(planned(), seen=0, now=after(1), room=ROOM)


@pytest.mark.parametrize("state", ["closed", "abandoned"])
def test_who_presents_is_a_matter_of_a_live_meeting(state: rules.State) -> None:
    present = reached("present", slot=1)

    assert present.presenter == BEN
    assert replace(present, state=state).presenter is None
