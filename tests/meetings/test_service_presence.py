"""Who is there, who waits, who went away and came back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.models import PresenceLease
from cop.meetings.queries import credits_in, meeting_for, stage_for
from cop.sets import service as sets
from cop.sets.facts import SeatLeft, SeatTaken, SetBegan
from cop.sets.models import Seat
from tests.factories import meetings as make
from tests.factories.sets import an_offered_seat


def after(here, **length):
    return here.now + timedelta(**length)


def test_a_late_comer_waits_out_the_presenting_and_comes_in_with_the_next_part(here):
    here.begun(without=["sam"]).at("present")
    service.arrive(here.sam, here.id, now=after(here, minutes=1))
    waiting = stage_for(here.sam, here.id, now=after(here, minutes=1))

    service.advance(here.ada, here.id, seen=here.step, now=after(here, minutes=5))

    assert waiting.role == "waiting"
    assert waiting.comes_in_at == after(here, minutes=7)
    stage = stage_for(here.sam, here.id, now=after(here, minutes=5))
    assert (stage.key, stage.role) == ("clarify", "member")
    assert here.sam.id in stage.progress.floor.waiting
    assert credits_in(stage.meeting)[here.sam.id] == "half"


def test_whoever_comes_before_the_order_is_agreed_has_a_full_share(here):
    here.begun(without=["sam"]).at("updates")

    service.arrive(here.sam, here.id, now=after(here, minutes=1))

    assert credits_in(meeting_for(here.sam, here.id))[here.sam.id] == "full"


def test_the_facilitator_lets_somebody_in_but_never_into_silence(here):
    here.begun(without=["sam"]).at("present")
    service.arrive(here.sam, here.id, now=here.now)
    with pytest.raises(NotAllowed):
        service.let_in(here.bo, here.id, person_id=here.sam.id, now=here.now)
    with pytest.raises(RuleBroken, match="Nobody walks in"):
        service.let_in(here.ada, here.id, person_id=here.sam.id, now=here.now)


def test_the_facilitator_lets_somebody_in_while_the_set_explores(here):
    here.begun(without=["sam"]).at("explore")
    service.arrive(here.sam, here.id, now=after(here, minutes=1))

    service.let_in(here.ada, here.id, person_id=here.sam.id, now=after(here, minutes=2))
    service.let_in(here.ada, here.id, person_id=here.sam.id, now=after(here, minutes=2))

    assert here.sam.id in stage_for(here.ada, here.id, now=here.now).room.members


@pytest.fixture
def joined(here):
    """The meeting runs without Sam; then Cy takes a seat, and has not accepted the agreement."""
    here.begun(without=["sam"])
    set_id = meeting_for(here.ada, here.id).set_id
    an_offered_seat(set_id, here.cy, by=here.ada, now=here.now, told_at=after(here, days=-7))
    sets.accept_seat(here.cy, set_id, now=here.now)
    return here


def test_somebody_who_takes_a_seat_meanwhile_locks_nobody_else_out(joined):
    service.leave_early(joined.jo, joined.id, now=after(joined, minutes=1))

    for late in ("sam", "jo"):
        service.arrive(joined.people[late], joined.id, now=after(joined, minutes=2))

    stage = stage_for(joined.sam, joined.id, now=after(joined, minutes=2))
    assert {joined.sam.id, joined.jo.id} <= set(stage.room.members)
    assert stage.still_to_accept == frozenset()


def test_a_newcomer_comes_in_once_they_have_accepted_the_agreement(joined):
    for come in (
        lambda: service.arrive(joined.cy, joined.id, now=joined.now),
        lambda: service.record_arrival(joined.ada, joined.id, person_id=joined.cy.id, now=joined.now),
    ):
        with pytest.raises(RuleBroken, match="has accepted the set's agreement first"):
            come()
    asked = stage_for(joined.cy, joined.id, now=joined.now).still_to_accept
    sets.accept_agreement(joined.cy, meeting_for(joined.cy, joined.id).set_id, seen=1, now=joined.now)

    service.arrive(joined.cy, joined.id, now=joined.now)

    assert asked == {joined.cy.id}
    assert joined.cy.id in stage_for(joined.cy, joined.id, now=joined.now).room.members


def test_a_new_agreement_in_the_middle_keeps_nobody_outside_who_has_been_there(here):
    here.begun()
    service.leave_early(here.jo, here.id, now=here.now)
    set_id = meeting_for(here.ada, here.id).set_id
    sets.write_agreement(here.ada, set_id, confidentiality="closed", ground_rules="x", seen=1, now=here.now)

    for _ in range(2):
        service.arrive(here.jo, here.id, now=after(here, minutes=1))

    assert here.jo.id in stage_for(here.jo, here.id, now=after(here, minutes=1)).room.members


def test_before_it_begins_the_meeting_waits_for_everybodys_yes(here):
    make.gathered(here.people, here.id, now=here.now, without=["sam"])
    set_id = meeting_for(here.ada, here.id).set_id
    an_offered_seat(set_id, here.cy, by=here.ada, now=here.now, told_at=after(here, days=-7))
    sets.accept_seat(here.cy, set_id, now=here.now)

    with pytest.raises(RuleBroken, match="Still to accept: 1"):
        service.arrive(here.sam, here.id, now=here.now)
    with pytest.raises(RuleBroken, match="Still to accept: 1"):
        service.start(here.ada, here.id, seen=here.step, now=here.now)


def test_nobody_is_let_in_who_has_not_come(here):
    here.begun(without=["sam"])

    with pytest.raises(NotVisible):
        service.let_in(here.ada, here.id, person_id=here.sam.id, now=here.now)


def test_the_facilitator_notes_who_sits_in_the_room_without_a_screen(here):
    here.begun(without=["sam"])
    with pytest.raises(NotAllowed):
        service.record_arrival(here.bo, here.id, person_id=here.sam.id, now=here.now)
    with pytest.raises(NotVisible):
        service.record_arrival(here.ada, here.id, person_id=here.cy.id, now=here.now)

    service.record_arrival(here.ada, here.id, person_id=here.sam.id, now=here.now)

    stage = stage_for(here.ada, here.id, now=after(here, hours=1))
    assert here.sam.id in stage.room.members
    assert here.sam.id not in stage.missing


def test_the_clock_is_held_while_the_presenter_is_gone_and_goes_on_from_what_was_left(here):
    here.begun().at("present")
    service.watch(here.bo, here.id, connection="telephone", now=here.now)
    service.leave(here.bo.id, "telephone", now=after(here, seconds=30))

    away = stage_for(here.mina, here.id, now=after(here, minutes=5))
    service.watch(here.bo, here.id, connection="again", now=after(here, minutes=5))

    back = stage_for(here.mina, here.id, now=after(here, minutes=5))
    left = timedelta(minutes=6, seconds=30)
    assert away.progress.pause is not None
    assert (away.progress.pause.reason, away.left) == ("connection", left)
    assert (back.progress.pause, back.left) == (None, left)


def test_somebody_else_who_drops_out_holds_nothing(here):
    here.begun().at("present")
    service.watch(here.jo, here.id, connection="j", now=here.now)

    service.leave(here.jo.id, "j", now=after(here, minutes=1))

    stage = stage_for(here.mina, here.id, now=after(here, minutes=2))
    assert stage.progress.pause is None
    assert stage.missing == [here.jo.id]


def test_a_page_loaded_anew_is_not_going_away(here):
    here.begun()
    service.watch(here.jo, here.id, connection="old", now=here.now)
    service.leave(here.jo.id, "old", now=after(here, seconds=10))

    stage = stage_for(here.mina, here.id, now=after(here, seconds=13))
    assert stage.missing == []
    assert stage.next_change == after(here, seconds=15)


def test_a_second_tab_keeps_somebody_there(here):
    here.begun()
    service.watch(here.jo, here.id, connection="one", now=here.now)
    service.watch(here.jo, here.id, connection="two", now=here.now)
    version = stage_for(here.jo, here.id, now=here.now).meeting.version

    service.leave(here.jo.id, "one", now=after(here, seconds=10))

    assert stage_for(here.jo, here.id, now=after(here, seconds=20)).missing == []
    assert stage_for(here.jo, here.id, now=after(here, seconds=20)).meeting.version == version


def test_a_lease_that_is_not_renewed_runs_out_by_itself(here):
    here.begun()
    service.watch(here.jo, here.id, connection="one", now=here.now)

    assert stage_for(here.bo, here.id, now=after(here, seconds=44)).missing == []
    assert stage_for(here.bo, here.id, now=after(here, seconds=51)).missing == [here.jo.id]


def test_asking_every_fifteen_seconds_keeps_somebody_there_and_writes_every_second_time(here):
    here.begun()
    until = []
    for seconds in (0, 15, 30, 45, 60):
        service.watch(here.jo, here.id, connection="one", now=after(here, seconds=seconds))
        until.append(db.session.scalars(select(PresenceLease.lease_until)).one())
        assert stage_for(here.bo, here.id, now=after(here, seconds=seconds + 14)).missing == []

    assert until == [after(here, seconds=seconds) for seconds in (45, 45, 75, 75, 105)]


def test_old_leases_are_cleared_away_when_somebody_returns(here):
    here.begun()
    service.watch(here.jo, here.id, connection="one", now=here.now)

    service.watch(here.jo, here.id, connection="two", now=after(here, minutes=2))

    assert db.session.scalar(select(func.count()).select_from(PresenceLease)) == 1


def test_going_and_coming_back_raises_the_version_and_staying_does_not(here):
    here.begun()
    first = service.watch(here.jo, here.id, connection="one", now=here.now)
    same = service.watch(here.jo, here.id, connection="one", now=after(here, seconds=15))
    service.leave(here.jo.id, "one", now=after(here, seconds=20))
    back = service.watch(here.jo, here.id, connection="two", now=after(here, seconds=30))

    assert (same - first, back - same) == (0, 2)


def test_the_deputy_steers_once_the_facilitator_has_been_away_for_a_minute(here):
    here.begun()
    service.watch(here.ada, here.id, connection="a", now=here.now)
    service.leave(here.ada.id, "a", now=here.now)
    with pytest.raises(NotAllowed):
        service.advance(here.mina, here.id, seen=here.step, now=after(here, seconds=59))
    with pytest.raises(NotAllowed):
        service.advance(here.bo, here.id, seen=here.step, now=after(here, seconds=61))

    service.advance(here.mina, here.id, seen=here.step, now=after(here, seconds=61))

    service.watch(here.ada, here.id, connection="b", now=after(here, seconds=70))
    assert "advance" in stage_for(here.ada, here.id, now=after(here, seconds=70)).may
    assert "advance" not in stage_for(here.mina, here.id, now=after(here, seconds=70)).may


def test_a_facilitator_who_never_comes_leaves_the_beginning_to_the_deputy(here):
    for name in ("bo", "mina", "jo", "sam"):
        service.arrive(here.people[name], here.id, now=here.now)

    service.start(here.mina, here.id, seen=0, now=after(here, minutes=1))

    assert here.progress.is_live


def test_somebody_whose_seat_is_taken_away_loses_their_turn_and_the_door(here):
    here.begun().at("check_in")
    with transaction() as tx:
        seat = tx.session.scalars(select(Seat).where(Seat.user_id == here.bo.id)).one()
        seat.state = "left"
        tx.announce(SeatLeft(seat.set_id, here.bo.id))

    assert here.bo.id not in here.progress.floor.seats
    with pytest.raises(NotVisible):
        stage_for(here.bo, here.id, now=here.now)


def test_nobody_watches_a_meeting_that_is_over(here):
    here.begun().at("closing")
    service.close(here.ada, here.id, seen=here.step, now=here.now)

    service.watch(here.bo, here.id, connection="late", now=here.now)

    assert db.session.scalars(select(PresenceLease)).all() == []


def test_nobody_comes_into_a_meeting_that_is_over(here):
    here.begun(without=["sam"]).at("closing")
    service.close(here.ada, here.id, seen=here.step, now=here.now)

    with pytest.raises(RuleBroken, match="ended"):
        service.arrive(here.sam, here.id, now=here.now)


def test_before_the_lobby_opens_the_meeting_is_still_to_come(here):
    assert stage_for(here.bo, here.id, now=after(here, minutes=-16)).key == "scheduled"


@pytest.mark.parametrize("fact", [SeatTaken, SetBegan])
def test_a_meeting_to_come_is_planned_for_those_who_sit(here, fact):
    meeting = meeting_for(here.bo, here.id)
    with transaction() as tx:
        tx.session.execute(update(Seat).where(Seat.user_id == here.sam.id).values(state="left"))
        tx.announce(SeatTaken(meeting.set_id, here.jo.id) if fact is SeatTaken else SetBegan(meeting.set_id))

    assert here.progress.order[1].seconds == 3 * 90
