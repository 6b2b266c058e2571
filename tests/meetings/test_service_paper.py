"""Around one table: one screen, everybody counted, and nobody's words taken for theirs before they say so."""

from datetime import timedelta
from typing import Any

import pytest

from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.queries import credits_in, meeting_for, stage_for
from cop.meetings.service import paper
from cop.sets import service as sets
from cop.sets.queries import commitment_for, commitments_of
from tests.factories import meetings as make


def together(here, *names):
    paper.sit_together(here.ada, here.id, now=here.now)
    if names:
        paper.receive(here.ada, here.id, people=[here.people[name].id for name in names], now=here.now)
    return here


def in_act(here):
    together(here, "bo", "mina", "jo", "sam")
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("act")
    return {"what": "Ring the ward", "first_step": "Find the number", "by_when": (here.now + timedelta(days=20)).date()}


def committed(here):
    said = in_act(here)
    paper.commit(here.ada, here.id, person_id=here.bo.id, **said, now=here.now)
    return commitments_of(meeting_for(here.ada, here.id).set_id, user_id=here.bo.id)[0]


def test_whoever_is_marked_as_here_is_in_the_room_and_has_their_credit(here):
    together(here, "bo", "mina")

    room = stage_for(here.ada, here.id, now=here.now).room
    assert room.members == (here.bo.id, here.mina.id)
    assert credits_in(meeting_for(here.ada, here.id)) == dict.fromkeys((here.ada.id, here.bo.id, here.mina.id), "full")


def test_somebody_is_chosen_and_sits_in_the_set(here):
    together(here)

    with pytest.raises(RuleBroken, match="who is here"):
        paper.receive(here.ada, here.id, people=[], now=here.now)
    with pytest.raises(NotVisible):
        paper.receive(here.ada, here.id, people=[here.bo.id, here.cy.id], now=here.now)
    assert stage_for(here.ada, here.id, now=here.now).room.members == ()


def test_only_the_facilitator_says_how_the_set_sits(here):
    with pytest.raises(NotAllowed):
        paper.sit_together(here.bo, here.id, now=here.now)
    together(here)
    with pytest.raises(NotAllowed):
        paper.sit_apart(here.bo, here.id, now=here.now)

    paper.sit_apart(here.ada, here.id, now=here.now)

    assert not meeting_for(here.ada, here.id).around_table


def test_nobody_sits_down_before_everybody_has_accepted_the_agreement(app, now):
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=now, agreed=False)

        with pytest.raises(RuleBroken, match="agreement"):
            paper.sit_together(people["ada"], meeting_id, now=now)

        assert not meeting_for(people["ada"], meeting_id).around_table


def test_a_telephone_that_goes_to_sleep_costs_nobody_a_turn_or_the_clock(here):
    together(here, "bo", "mina", "jo", "sam")
    service.watch(here.bo, here.id, connection="telephone", now=here.now)
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("present")
    service.leave(here.bo.id, "telephone", now=here.now)

    stage = stage_for(here.ada, here.id, now=here.now + timedelta(minutes=3))

    assert (stage.progress.presenter, stage.progress.paused, stage.away) == (here.bo.id, False, frozenset())


def test_a_member_on_their_own_screen_is_in_the_same_room(here):
    together(here, "bo", "mina")
    service.arrive(here.bo, here.id, now=here.now)
    service.arrive(here.jo, here.id, now=here.now)
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("bidding")
    service.bid(here.bo, here.id, sentence="Mine, from my own screen", urgency=2, now=here.now)

    wish: dict[str, Any] = {"wants": "Only listen.", "level": "gentle"}
    paper.bid(here.ada, here.id, person_id=here.bo.id, sentence="In other words", urgency=3, now=here.now, **wish)

    stage = stage_for(here.bo, here.id, now=here.now)
    said = [(bid.user_id, bid.sentence, bid.wants, bid.level) for bid in stage.bids]
    assert said == [(here.bo.id, "In other words", "Only listen.", "gentle")]
    assert len(stage.room.members) == 3


def test_all_affirm_the_agreement_with_one_voice(here):
    together(here, "bo", "mina")
    with pytest.raises(NotAllowed):
        paper.affirm_together(here.bo, here.id, now=here.now)

    paper.affirm_together(here.ada, here.id, now=here.now)

    said = {each.id for each in stage_for(here.ada, here.id, now=here.now).room.people if each.affirmed_at}
    assert said == {here.ada.id, here.bo.id, here.mina.id}


def test_on_screens_of_their_own_each_speaks_for_themselves(here):
    here.begun()

    with pytest.raises(RuleBroken, match="around one table"):
        paper.affirm_together(here.ada, here.id, now=here.now)
    with pytest.raises(NotAllowed, match="around one table"):
        paper.pass_turn(here.ada, here.id, person_id=here.bo.id, now=here.now)


def test_turns_and_hands_are_taken_down_by_the_facilitator_alone(here):
    together(here, "bo", "mina", "jo", "sam")
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("check_in")
    last = here.progress.floor.waiting[-1]
    with pytest.raises(NotAllowed):
        paper.pass_turn(here.bo, here.id, person_id=last, now=here.now)
    with pytest.raises(RuleBroken, match="in the room"):
        paper.pass_turn(here.ada, here.id, person_id=here.cy.id, now=here.now)

    paper.pass_turn(here.ada, here.id, person_id=last, now=here.now)
    paper.raise_hand(here.ada, here.id, person_id=last, now=here.now)

    assert (last in here.progress.floor.waiting, here.progress.floor.hands) == (False, (last,))


def test_bids_and_passes_are_written_down_and_taken_back(here):
    together(here, "bo", "mina", "jo", "sam")
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("bidding")
    paper.bid(here.ada, here.id, person_id=here.mina.id, sentence="Who comes next?", urgency=2, now=here.now)
    paper.abstain(here.ada, here.id, person_id=here.jo.id, now=here.now)
    written = stage_for(here.ada, here.id, now=here.now).airtime

    paper.withdraw(here.ada, here.id, person_id=here.mina.id, now=here.now)

    assert written is not None
    assert ([bid.user_id for bid in written.bids], written.passing) == ([here.mina.id], frozenset({here.jo.id}))
    assert not stage_for(here.ada, here.id, now=here.now).bids


def test_the_presenter_has_said_that_it_is_enough(here):
    in_act(here)
    with pytest.raises(NotAllowed):
        paper.end_early(here.mina, here.id, seen=here.step, now=here.now)

    paper.end_early(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.part.key == "review"
    with pytest.raises(RuleBroken):
        paper.end_early(here.ada, here.id, seen=here.step, now=here.now)


def test_outside_a_slot_there_is_nobody_to_end_one(here):
    together(here, "bo")

    with pytest.raises(RuleBroken, match="end early"):
        paper.end_early(here.ada, here.id, seen=here.step, now=here.now)


def test_a_commitment_that_was_written_down_waits_for_its_owner_s_yes(here):
    written = committed(here)
    assert (written.user_id, written.written_by_id) == (here.bo.id, here.ada.id)
    for who in (here.ada, here.mina):
        with pytest.raises(NotAllowed):
            sets.confirm(who, written.id)

    sets.confirm(here.bo, written.id)
    sets.confirm(here.bo, written.id)

    assert commitment_for(here.bo, written.id).written_by_id is None


def test_saying_it_in_one_s_own_words_is_a_yes_too(here):
    written = committed(here)
    said = {"what": "Go to the ward", "first_step": "Tomorrow", "by_when": written.by_when}

    sets.amend(here.bo, written.id, **said, now=here.now)

    again = commitment_for(here.bo, written.id)
    assert (again.what, again.written_by_id) == ("Go to the ward", None)
    with pytest.raises(RuleBroken, match="Nobody has said for you"):
        sets.ask_again(here.bo, written.id)


def test_only_the_presenter_s_commitments_are_written_down(here):
    said = in_act(here)

    with pytest.raises(NotAllowed):
        paper.commit(here.ada, here.id, person_id=here.mina.id, **said, now=here.now)
    with pytest.raises(NotAllowed):
        paper.commit(here.mina, here.id, person_id=here.bo.id, **said, now=here.now)


def told(here, commitment_id, *, note):
    """Ada writes down that it is done."""
    paper.report(here.ada, here.id, commitment_id=commitment_id, outcome="done", note=note, by_when=None, now=here.now)


def reported(here):
    commitment = make.a_commitment(here.bo, here.id, now=here.now)
    together(here, "bo", "mina", "jo")
    service.start(here.ada, here.id, seen=here.step, now=here.now)
    here.at("updates")
    told(here, commitment, note="They rang back.")
    return commitment


def test_how_it_went_is_written_down_and_may_be_told_again(here):
    commitment = reported(here)
    written = commitment_for(here.bo, commitment)
    assert (written.state, written.written_by_id) == ("done", here.ada.id)
    with pytest.raises(NotAllowed):
        sets.ask_again(here.ada, commitment)

    sets.ask_again(here.bo, commitment)

    again = commitment_for(here.bo, commitment)
    assert (again.state, again.outcome, again.written_by_id) == ("open", "", None)


def test_what_is_not_this_set_s_cannot_be_reported_on(here):
    together(here, "bo")

    with pytest.raises(NotVisible):
        told(here, 4711, note="")


def test_few_at_the_table_go_ahead_with_one_voice(here):
    together(here, "bo", "mina")
    with pytest.raises(RuleBroken, match="enough to begin"):
        service.start(here.ada, here.id, seen=here.step, now=here.now)
    with pytest.raises(NotAllowed):
        paper.go_ahead_together(here.bo, here.id, now=here.now)

    paper.go_ahead_together(here.ada, here.id, now=here.now)
    paper.go_ahead_together(here.ada, here.id, now=here.now)
    service.start(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.is_live
