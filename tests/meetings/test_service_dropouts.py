"""A presenter who does not come back, and a lobby with too few in it."""

from datetime import timedelta

import pytest

from cop.core.errors import NotAllowed, RuleBroken
from cop.meetings import service
from cop.meetings.queries import stage_for
from cop.sets.queries import ledger_of


def after(here, **length):
    return here.now + timedelta(**length)


def bo_drops_out(here, **length):
    """Bo presents and is gone so long after the part began."""
    gone = after(here, **length)
    service.watch(here.bo, here.id, connection="telephone", now=gone - timedelta(seconds=10))
    service.leave(here.bo.id, "telephone", now=gone)


def entry_of(here, person):
    meeting = stage_for(here.ada, here.id, now=here.now).meeting
    return next(each for each in ledger_of(meeting.set_id) if each.member == person.id)


def closed(here, *, now):
    while here.progress.part.key != "closing":
        service.advance(here.ada, here.id, seen=here.step, now=now)
    service.close(here.ada, here.id, seen=here.step, now=now)


def test_after_five_minutes_the_facilitator_is_asked_what_to_do(here):
    here.begun().at("present")
    bo_drops_out(here, minutes=1)

    before = stage_for(here.ada, here.id, now=after(here, minutes=5, seconds=59))
    asked = stage_for(here.ada, here.id, now=after(here, minutes=6))

    assert before.next_change == after(here, minutes=6)
    assert "choose" not in before.may
    assert {"choose", "swap"} <= asked.may
    assert asked.left == timedelta(minutes=6)
    assert "choose" not in stage_for(here.jo, here.id, now=after(here, minutes=6)).may


def test_waiting_asks_again_after_five_minutes_more(here):
    here.begun().at("present")
    bo_drops_out(here, minutes=1)

    service.wait_longer(here.ada, here.id, now=after(here, minutes=7))

    assert "choose" not in stage_for(here.ada, here.id, now=after(here, minutes=11)).may
    assert "choose" in stage_for(here.ada, here.id, now=after(here, minutes=12)).may


def test_a_slot_put_off_early_counts_as_not_begun(here):
    here.begun().at("present")
    bo_drops_out(here, minutes=1)

    service.put_off(here.ada, here.id, seen=here.step, now=after(here, minutes=6))

    assert here.progress.part.slot is None
    closed(here, now=after(here, minutes=10))
    assert entry_of(here, here.bo).used_seconds == 0


def test_of_a_slot_put_off_late_the_rest_is_credited(here):
    here.begun().at("explore")
    bo_drops_out(here, minutes=30)
    service.put_off(here.ada, here.id, seen=here.step, now=after(here, minutes=36))
    closed(here, now=after(here, minutes=40))

    bo, jo = entry_of(here, here.bo), entry_of(here, here.jo)

    assert bo.used_seconds == 30 * 60
    assert bo.credit_seconds - jo.credit_seconds == 15 * 60


def test_nobody_puts_off_a_slot_whose_presenter_is_there(here):
    here.begun().at("present")
    service.watch(here.bo, here.id, connection="telephone", now=here.now)

    with pytest.raises(NotAllowed, match="five minutes"):
        service.put_off(here.ada, here.id, seen=here.step, now=after(here, seconds=40))
    with pytest.raises(NotAllowed, match="five minutes"):
        service.wait_longer(here.ada, here.id, now=here.now)
    with pytest.raises(NotAllowed, match="Only the facilitator"):
        service.put_off(here.jo, here.id, seen=here.step, now=after(here, minutes=9))


def test_a_presenter_who_comes_back_finds_the_slot_as_it_was(here):
    here.begun().at("present")
    bo_drops_out(here, minutes=1)

    service.watch(here.bo, here.id, connection="again", now=after(here, minutes=20))

    back = stage_for(here.ada, here.id, now=after(here, minutes=20))
    assert (back.progress.pause, back.left) == (None, timedelta(minutes=6))
    assert "choose" not in back.may


def few(here, *names):
    for name in names:
        service.arrive(here.people[name], here.id, now=here.now)


def test_too_few_begin_only_when_everybody_there_has_said_yes(here):
    few(here, "ada", "bo", "jo")
    stage = stage_for(here.bo, here.id, now=here.now)
    assert (stage.lacking, "go_ahead" in stage.may) == (1, True)
    with pytest.raises(RuleBroken, match="1 more would be enough"):
        service.start(here.ada, here.id, seen=0, now=here.now)
    service.go_ahead(here.bo, here.id, now=here.now)
    with pytest.raises(RuleBroken, match="1 more would be enough"):
        service.start(here.ada, here.id, seen=0, now=here.now)
    service.go_ahead(here.jo, here.id, now=here.now)

    service.start(here.ada, here.id, seen=0, now=here.now)

    assert here.progress.is_live


def test_enough_begin_without_being_asked(here):
    few(here, "ada", "bo", "jo", "sam")

    assert "go_ahead" not in stage_for(here.bo, here.id, now=here.now).may
    with pytest.raises(RuleBroken, match="Nobody is asked"):
        service.go_ahead(here.bo, here.id, now=here.now)
    service.start(here.ada, here.id, seen=0, now=here.now)


def test_without_a_facilitator_it_takes_one_more(here):
    few(here, "bo", "mina", "jo")

    with pytest.raises(RuleBroken, match="1 more"):
        service.start(here.mina, here.id, seen=0, now=after(here, minutes=1))

    few(here, "sam")
    service.start(here.mina, here.id, seen=0, now=after(here, minutes=1))
