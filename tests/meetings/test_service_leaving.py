"""Leaving early, being removed, silence, and a line that nobody else reads."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.models import Bid, PresenceLease, PrivateWord, TrayQuestion
from cop.meetings.queries import credits_in, meeting_for, stage_for
from cop.meetings.queries.line import lines_with
from cop.sets import service as sets
from cop.sets.queries import seats_of


def after(here, **length):
    return here.now + timedelta(**length)


def members(here):
    return stage_for(here.ada, here.id, now=here.now).room.members


def said_between(here, name):
    return [each.text for line in lines_with(here.people[name], here.id, now=here.now)[1] for each in line.words]


def removed(here, name):
    set_id = meeting_for(here.ada, here.id).set_id
    seat = next(each for each in seats_of(set_id) if each.user_id == here.people[name].id)
    sets.remove(here.ada, set_id, seat_id=seat.id, now=here.now)


def test_whoever_has_to_go_says_so_and_the_set_sees_it(here):
    here.begun()

    service.say_leaving(here.sam, here.id, at=after(here, hours=1), now=here.now)

    leaving = stage_for(here.bo, here.id, now=here.now).leaving
    assert [(each.id, each.leaves_at) for each in leaving] == [(here.sam.id, after(here, hours=1))]


@pytest.mark.parametrize("hours", [-1, 0, 13])
def test_nobody_leaves_in_the_past_or_on_another_day(here, hours):
    here.begun()

    with pytest.raises(RuleBroken, match="still to come"):
        service.say_leaving(here.sam, here.id, at=after(here, hours=hours), now=here.now)


def test_whoever_leaves_takes_their_turns_and_their_bid_along(here):
    here.begun().at("bidding")
    service.bid(here.sam, here.id, sentence="Mine", urgency=2, now=here.now)

    service.leave_early(here.sam, here.id, now=here.now)

    assert here.sam.id not in members(here)
    assert here.sam.id not in here.progress.floor.seats
    assert db.session.get(Bid, (here.id, here.sam.id)) is None
    assert here.sam.id not in credits_in(meeting_for(here.ada, here.id))


def test_a_presenter_who_leaves_ends_their_slot_and_one_who_was_to_present_has_none(here):
    here.begun().at("present")
    service.leave_early(here.mina, here.id, now=here.now)
    assert here.mina.id not in {part.presenter for part in here.progress.order}

    service.leave_early(here.bo, here.id, now=after(here, minutes=2))

    assert here.progress.presenter is None
    assert here.progress.part.slot is None


def test_whoever_comes_back_waits_like_anybody_late_and_shares_by_half(here):
    here.begun().at("explore")
    service.leave_early(here.sam, here.id, now=here.now)
    assert "come_in" in stage_for(here.sam, here.id, now=here.now).may

    service.arrive(here.sam, here.id, now=after(here, minutes=1))

    assert stage_for(here.sam, here.id, now=after(here, minutes=1)).role == "waiting"
    service.advance(here.ada, here.id, seen=here.step, now=after(here, minutes=2))
    service.advance(here.ada, here.id, seen=here.step, now=after(here, minutes=3))
    assert here.sam.id in members(here)
    assert credits_in(meeting_for(here.ada, here.id))[here.sam.id] == "half"


def test_a_facilitator_hands_over_before_leaving(here):
    here.begun()
    with pytest.raises(RuleBroken, match="before you leave"):
        service.leave_early(here.ada, here.id, now=here.now)
    service.offer(here.ada, here.id, person_id=here.jo.id, now=here.now)
    service.accept(here.jo, here.id, now=here.now)

    service.leave_early(here.ada, here.id, now=here.now)

    assert here.ada.id not in members(here)


def test_leaving_the_lobby_is_as_if_one_had_not_come(here):
    service.arrive(here.sam, here.id, now=here.now)
    service.arrive(here.ada, here.id, now=here.now)

    service.leave_early(here.sam, here.id, now=here.now)

    assert here.sam.id in {each.id for each in stage_for(here.ada, here.id, now=here.now).not_come}


def test_somebody_removed_in_the_middle_is_outside_at_once_and_nothing_of_theirs_is_left(here):
    here.begun().at("explore")
    service.watch(here.mina, here.id, connection="m", now=here.now)
    service.keep_question(here.mina, here.id, text="What would help?")
    service.say_privately(here.mina, here.id, text="I feel unwell", now=here.now)

    removed(here, "mina")

    with pytest.raises(NotVisible):
        stage_for(here.mina, here.id, now=here.now)
    assert here.mina.id not in here.progress.floor.seats
    assert here.mina.id not in {part.presenter for part in here.progress.order}
    for table in (TrayQuestion, PrivateWord, PresenceLease):
        assert db.session.scalars(select(table)).all() == []


def test_a_removed_presenters_slot_ends(here):
    here.begun().at("explore")

    removed(here, "bo")

    assert here.progress.presenter is None


def test_a_silence_is_for_anybody_and_names_nobody(here):
    here.begun().at("explore")

    service.silence(here.jo, here.id, seconds=30, now=here.now)

    assert "silence" not in stage_for(here.sam, here.id, now=here.now).may
    assert {"pause"} <= stage_for(here.sam, here.id, now=here.now).may
    over = stage_for(here.ada, here.id, now=after(here, seconds=30))
    assert over.progress.pause is None
    service.advance(here.ada, here.id, seen=here.step, now=after(here, seconds=31))


def test_a_private_line_is_between_two_people(here):
    here.begun()
    service.say_privately(here.sam, here.id, text=" This is hard. ", now=here.now)
    service.say_privately(here.ada, here.id, text="Shall we pause?", to=here.sam.id, now=here.now)

    assert said_between(here, "sam") == said_between(here, "ada") == ["This is hard.", "Shall we pause?"]
    assert said_between(here, "bo") == []
    with pytest.raises(NotVisible):
        lines_with(here.cy, here.id, now=here.now)


def _without_ada(here):
    """The facilitator has been gone for two minutes; Mina, the deputy, has the controls."""
    here.begun()
    service.watch(here.ada, here.id, connection="a", now=here.now)
    service.leave(here.ada.id, "a", now=here.now)
    return after(here, minutes=2)


def test_while_the_facilitator_is_gone_the_line_goes_to_whoever_has_the_controls(here):
    later = _without_ada(here)

    lines = lines_with(here.sam, here.id, now=later)[1]
    service.say_privately(here.sam, here.id, text="This is hard.", now=later)

    assert [each.other for each in lines] == [here.mina.id]
    assert said_between(here, "mina") == ["This is hard."]
    assert said_between(here, "ada") == []


def test_words_go_to_whom_their_writer_saw_named(here):
    later = _without_ada(here)

    service.say_privately(here.sam, here.id, text="For Ada.", to=here.ada.id, now=later)

    assert (said_between(here, "ada"), said_between(here, "mina")) == (["For Ada."], [])


def test_where_nobody_has_the_controls_there_is_nobody_to_write_to(here):
    later = _without_ada(here)
    service.watch(here.mina, here.id, connection="m", now=here.now)
    service.leave(here.mina.id, "m", now=here.now)

    assert lines_with(here.sam, here.id, now=later)[1] == []
    with pytest.raises(RuleBroken, match="Nobody else facilitates"):
        service.say_privately(here.sam, here.id, text="Hello?", now=later)


def test_nobody_is_written_to_out_of_the_blue(here):
    here.begun()

    with pytest.raises(NotVisible):
        service.say_privately(here.bo, here.id, text="Psst", to=here.sam.id, now=here.now)
    with pytest.raises(NotVisible):
        service.say_privately(here.ada, here.id, text="Psst", to=here.sam.id, now=here.now)
    with pytest.raises(RuleBroken, match="Nobody else facilitates"):
        service.say_privately(here.ada, here.id, text="Dear me", now=here.now)
    with pytest.raises(NotVisible):
        service.say_privately(here.cy, here.id, text="Hello", now=here.now)


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_a_private_line_has_a_length(here, text):
    here.begun()

    with pytest.raises(RuleBroken, match="500 characters"):
        service.say_privately(here.sam, here.id, text=text, now=here.now)


def test_a_private_line_is_gone_when_the_meeting_ends(here):
    here.begun().at("closing")
    service.say_privately(here.sam, here.id, text="This is hard.", now=here.now)

    service.close(here.ada, here.id, seen=here.step, now=here.now)

    assert db.session.scalars(select(PrivateWord)).all() == []
    with pytest.raises(RuleBroken, match="has ended"):
        service.say_privately(here.sam, here.id, text="Still here?", now=here.now)
    assert lines_with(here.sam, here.id, now=here.now)[1] == []


def test_a_line_of_many_words_has_an_end(here):
    here.begun()
    for number in range(100):
        service.say_privately(here.sam, here.id, text=str(number), now=here.now)

    with pytest.raises(RuleBroken, match="as much as one meeting holds"):
        service.say_privately(here.sam, here.id, text="101", now=here.now)
