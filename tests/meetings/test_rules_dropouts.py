"""A presenter who does not come back, and what becomes of the slot."""

import pytest

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from tests.factories.progress import BEN, MINA, ROOM, STARTS, after, lasting, reached

GONE = after(3)


def put_off(progress, *, now):
    return rules.put_off(progress, seen=progress.step, now=now, room=ROOM)


def test_the_choice_opens_five_minutes_after_the_presenter_dropped_out_and_again_when_patience_ends():
    assert rules.choice_opens_at(None, patient_until=after(9)) is None
    assert rules.choice_opens_at(GONE, patient_until=None) == after(8)
    assert rules.choice_opens_at(GONE, patient_until=after(13)) == after(13)
    assert rules.choice_opens_at(GONE, patient_until=after(1)) == after(8)


def test_a_slot_put_off_leads_to_what_follows_it_and_owes_what_was_left():
    progress = reached("explore", slot=1)
    move = put_off(progress, now=progress.began + lasting(1))

    assert move.progress.part.slot != 1
    assert move.progress.step == progress.step + 1
    assert all(part.used is not None for part in move.progress.order if part.slot == 1)
    owed = move.lines[-1]
    assert (owed.kind, owed.person, owed.planned_seconds) == ("owed", BEN, 45 * 60)
    assert owed.seconds == 45 * 60 - sum(part.used for part in move.progress.order if part.slot == 1)


def test_only_a_running_slot_is_put_off_and_only_as_it_was_seen():
    with pytest.raises(RuleBroken, match="No slot is running"):
        put_off(reached("check_in"), now=after(60))
    with pytest.raises(Stale):
        rules.put_off(reached("explore", slot=1), seen=0, now=after(60), room=ROOM)


def test_whoever_is_gone_for_good_has_no_slot_any_more():
    progress = reached("present", slot=1)

    without_mina = rules.without(progress, MINA, now=after(30), room=ROOM).progress
    without_ben = rules.without(progress, BEN, now=after(30), room=ROOM)

    assert without_mina.part == progress.part
    assert MINA not in {part.presenter for part in without_mina.order}
    assert without_ben.progress.presenter != BEN
    assert without_ben.lines[-1].kind == "owed"


def a_line(kind, seconds, *, slot=1, person=BEN, planned=2700):
    return rules.Line(kind, "explore", slot, person, STARTS, after(9), planned_seconds=planned, seconds=seconds)


@pytest.mark.parametrize(
    ("spent", "left", "used", "owed"),
    [(1349, 1351, {BEN: 0}, {}), (1350, 1350, {BEN: 1350}, {BEN: 1350}), (3000, 0, {BEN: 3000}, {BEN: 0})],
)
def test_less_than_half_counts_as_not_begun_and_more_is_debited_with_the_rest_to_come(spent, left, used, owed):
    lines = [a_line("part", spent), a_line("owed", left)]

    assert rules.settled(lines) == (used, owed)


def test_a_slot_that_was_held_is_settled_as_before():
    lines = [a_line("part", 1000), a_line("owed", 9, person=None), a_line("part", 500, slot=2, person=MINA)]

    assert rules.settled(lines) == ({BEN: 1000, MINA: 500}, {})


def test_a_meeting_broken_off_outside_a_slot_owes_nobody():
    progress = reached("check_in")

    move = rules.abandon(progress, reason="Fire", seen=progress.step, now=after(60))

    assert "owed" not in {line.kind for line in move.lines}
