"""Who facilitates: asked and answered, stood in for, given back; and who keeps the time."""

from datetime import timedelta

import pytest

from cop.core.database import transaction
from cop.core.errors import NotAllowed, RuleBroken
from cop.meetings import service
from cop.meetings.models import Attendance
from cop.meetings.queries import stage_for
from cop.sets.models import SeasonDate
from tests.factories import meetings as make


def after(here, **length):
    return here.now + timedelta(**length)


def gone(here, name, **length):
    """This person's socket goes, so long after the beginning."""
    service.watch(here.people[name], here.id, connection=name, now=here.now)
    service.leave(here.people[name].id, name, now=after(here, **length))


def verbs(here, name, **length):
    return stage_for(here.people[name], here.id, now=after(here, **length)).may


def handed_to(here, name):
    service.offer(here.ada, here.id, person_id=here.people[name].id, now=here.now)
    service.accept(here.people[name], here.id, now=here.now)


def test_a_facilitator_who_would_present_hands_over_first(here):
    here.begun().at("bidding")
    with pytest.raises(NotAllowed, match="Hand it over first"):
        service.bid(here.ada, here.id, sentence="Me", urgency=2, now=here.now)

    handed_to(here, "jo")

    service.bid(here.ada, here.id, sentence="Me", urgency=2, now=here.now)
    stage = stage_for(here.jo, here.id, now=here.now)
    assert (stage.role, stage.room.facilitator) == ("facilitator", here.jo.id)
    assert here.jo.id not in stage.progress.floor.seats
    assert here.ada.id in stage.progress.floor.seats


def test_until_the_answer_the_facilitator_keeps_the_controls(here):
    here.begun()

    service.offer(here.ada, here.id, person_id=here.jo.id, now=here.now)

    assert {"advance", "withdraw_offer"} <= verbs(here, "ada")
    assert "answer" in verbs(here, "jo")
    assert not {"advance", "answer"} & verbs(here, "bo")


def test_no_is_an_answer_and_so_is_thinking_better_of_it(here):
    here.begun()
    service.offer(here.ada, here.id, person_id=here.jo.id, now=here.now)
    service.decline(here.jo, here.id, now=here.now)
    with pytest.raises(RuleBroken, match="not asked"):
        service.accept(here.jo, here.id, now=here.now)
    service.offer(here.ada, here.id, person_id=here.bo.id, now=here.now)

    service.withdraw_offer(here.ada, here.id, now=here.now)

    with pytest.raises(RuleBroken, match="not asked"):
        service.accept(here.bo, here.id, now=here.now)
    assert stage_for(here.bo, here.id, now=here.now).room.facilitator == here.ada.id


def test_nobody_answers_for_another(here):
    here.begun()
    service.offer(here.ada, here.id, person_id=here.jo.id, now=here.now)

    with pytest.raises(RuleBroken, match="not asked"):
        service.accept(here.mina, here.id, now=here.now)


def test_the_meeting_is_offered_to_somebody_in_the_room_who_does_not_present(here):
    here.begun(without=["sam"]).at("settle")

    with pytest.raises(RuleBroken, match="in the room"):
        service.offer(here.ada, here.id, person_id=here.sam.id, now=here.now)
    with pytest.raises(RuleBroken, match="presents in this meeting"):
        service.offer(here.ada, here.id, person_id=here.bo.id, now=here.now)


def test_somebody_who_has_become_a_presenter_cannot_take_it_any_more(here):
    here.begun().at("bidding")
    service.offer(here.ada, here.id, person_id=here.bo.id, now=here.now)
    here.at("settle")

    with pytest.raises(RuleBroken, match="presents in this meeting"):
        service.accept(here.bo, here.id, now=here.now)


def test_handing_over_in_the_lobby_needs_no_floor(here):
    service.arrive(here.ada, here.id, now=here.now)
    service.arrive(here.jo, here.id, now=here.now)

    handed_to(here, "jo")

    assert "start" in verbs(here, "jo")


def test_a_deputy_who_stands_in_gives_the_meeting_to_nobody(here):
    here.begun()
    gone(here, "ada")

    with pytest.raises(NotAllowed, match="gives it back"):
        service.offer(here.mina, here.id, person_id=here.bo.id, now=after(here, seconds=61))

    assert "advance" in verbs(here, "mina", seconds=61)
    assert "hand_over" not in verbs(here, "mina", seconds=61)
    service.watch(here.ada, here.id, connection="again", now=after(here, seconds=90))
    assert {"advance", "hand_over"} <= verbs(here, "ada", seconds=90)
    assert "advance" not in verbs(here, "mina", seconds=90)


def test_nobody_steers_their_own_slot_not_even_the_deputy(here):
    here.begun().at("present", presenters=("mina", "bo"))
    gone(here, "ada")
    assert "steer" not in verbs(here, "mina", seconds=61)

    service.stand_in(here.jo, here.id, now=after(here, seconds=61))

    assert "advance" in verbs(here, "jo", seconds=61)
    assert "stand_in" not in verbs(here, "sam", seconds=61)


def test_without_facilitator_and_deputy_whoever_takes_it_first_stands_in(here):
    here.begun()
    gone(here, "ada")
    gone(here, "mina")
    with pytest.raises(NotAllowed, match="stands in"):
        service.stand_in(here.jo, here.id, now=after(here, seconds=59))

    service.stand_in(here.jo, here.id, now=after(here, seconds=61))

    with pytest.raises(NotAllowed, match="stands in"):
        service.stand_in(here.bo, here.id, now=after(here, seconds=62))
    service.advance(here.jo, here.id, seen=here.step, now=after(here, seconds=63))
    service.watch(here.mina, here.id, connection="again", now=after(here, seconds=70))
    assert "advance" in verbs(here, "mina", seconds=70)
    assert "advance" not in verbs(here, "jo", seconds=70)


def test_when_whoever_took_over_is_gone_the_sets_own_facilitator_has_it_again(here):
    here.begun()
    handed_to(here, "jo")
    gone(here, "jo")

    assert "advance" in verbs(here, "ada", seconds=61)
    assert "advance" not in verbs(here, "mina", seconds=61)


def test_the_timekeeper_moves_on_and_gives_time_and_does_nothing_else(here):
    here.begun()
    with pytest.raises(NotAllowed):
        service.name_timekeeper(here.bo, here.id, person_id=here.bo.id, now=here.now)
    with pytest.raises(RuleBroken, match="in the room"):
        service.name_timekeeper(here.ada, here.id, person_id=here.ada.id, now=here.now)

    service.name_timekeeper(here.ada, here.id, person_id=here.bo.id, now=here.now)

    service.advance(here.bo, here.id, seen=here.step, now=here.now)
    service.extend(here.bo, here.id, minutes=2, source="free", seen=here.step, now=here.now)
    assert {"keep_time", "advance", "extend"} <= verbs(here, "bo")
    assert not {"steer", "stop", "give_floor", "abandon", "name_timekeeper"} & verbs(here, "bo")
    with pytest.raises(NotAllowed):
        service.stop_the_process(here.bo, here.id, now=here.now)


def test_naming_the_timekeeper_again_takes_it_back_and_facilitating_ends_it(here):
    here.begun()
    service.name_timekeeper(here.ada, here.id, person_id=here.bo.id, now=here.now)
    service.name_timekeeper(here.ada, here.id, person_id=here.bo.id, now=here.now)
    assert "keep_time" not in verbs(here, "bo")
    service.name_timekeeper(here.ada, here.id, person_id=here.jo.id, now=here.now)

    handed_to(here, "jo")

    assert stage_for(here.jo, here.id, now=here.now).room.timekeeper is None


def test_in_a_rota_whoever_has_the_date_facilitates_it(here):
    with transaction() as tx:
        tx.session.get_one(SeasonDate, here.id).facilitator_id = here.jo.id
    service.arrive(here.jo, here.id, now=here.now)

    assert "start" in verbs(here, "jo")
    assert "start" not in verbs(here, "ada")


def test_a_rota_falls_back_to_the_facilitator_when_the_seat_is_empty(here):
    with transaction() as tx:
        tx.session.get_one(SeasonDate, here.id).facilitator_id = here.cy.id

    assert stage_for(here.ada, here.id, now=here.now).room.facilitator == here.ada.id


def test_whoever_has_the_controls_moves_the_updates_on(here):
    here.begun().at("updates")
    commitment_id = make.a_commitment(here.bo, here.id, now=here.now)
    handed_to(here, "jo")
    with pytest.raises(NotAllowed):
        service.skip(here.sam, here.id, commitment_id=commitment_id, reason="Bo is ill", now=here.now)

    service.skip(here.jo, here.id, commitment_id=commitment_id, reason="Bo is ill", now=here.now)

    service.advance(here.jo, here.id, seen=here.step, now=here.now)


def test_a_facilitator_who_left_the_room_takes_no_turns_when_somebody_takes_over(here):
    here.begun().at("check_in")
    service.offer(here.ada, here.id, person_id=here.jo.id, now=here.now)
    with transaction() as tx:
        tx.session.get_one(Attendance, (here.id, here.ada.id)).left_at = here.now

    service.accept(here.jo, here.id, now=here.now)

    assert here.ada.id not in here.progress.floor.seats
