"""The plan on paper: every minute has its place, before and after the set has agreed who presents."""

from datetime import timedelta

import pytest

from cop.meetings import rules
from cop.sets.rules import STANDARD
from tests.factories.progress import BEN, MINA, STARTS, planned, reached


def printed(progress, *, slots=2, **given):
    return rules.timetable(progress, running_order=STANDARD, slots=slots, **given)


@pytest.mark.parametrize("progress", [planned(), reached("bidding"), reached("explore", slot=1)])
def test_each_part_begins_when_the_one_before_it_ends(progress):
    table = printed(progress)

    ends = [STARTS, *(block.ends for block in table)]
    assert [block.begins for block in table] == ends[:-1]
    slots = [block for block in table if block.key == "slot"]
    for slot in slots:
        assert [phase.begins for phase in slot.phases] == [slot.begins, *(phase.ends for phase in slot.phases)][:-1]
        assert slot.phases[-1].ends == slot.ends


def test_before_the_order_is_agreed_the_slots_are_open():
    table = printed(planned())

    slots = [block for block in table if block.key == "slot"]
    assert [(slot.slot, slot.presenter, slot.ends - slot.begins) for slot in slots] == [
        (1, None, timedelta(minutes=45)),
        (2, None, timedelta(minutes=45)),
    ]
    assert [block.key for block in table if block.key in {"slot", "break"}] == ["slot", "break", "slot"]
    assert all(phase.presenter is None for slot in slots for phase in slot.phases)


def test_afterwards_they_carry_names():
    slots = [block for block in printed(reached("explore", slot=1)) if block.key == "slot"]

    assert [slot.presenter for slot in slots] == [BEN, MINA]


def test_a_set_that_shares_its_time_prints_slots_of_that_length():
    slots = [block for block in printed(planned(), slots=1, minutes_each=60) if block.key == "slot"]

    assert [slot.ends - slot.begins for slot in slots] == [timedelta(minutes=60)]


def test_where_no_slot_fits_the_frame_is_printed_alone():
    assert "slot" not in [block.key for block in printed(planned(), slots=0)]
