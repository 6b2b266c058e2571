"""Turns, hands, bids and the order."""

import pytest

from cop.core.errors import NotAllowed, RuleBroken, Stale
from cop.meetings import service
from cop.meetings.queries import stage_for


def test_the_floor_goes_round(here):
    here.begun().at("check_in")
    first = here.progress.floor.holder
    with pytest.raises(NotAllowed):
        service.hand_on(here.sam, here.id, holder=first, now=here.now)

    service.hand_on(here.ada, here.id, holder=first, now=here.now)

    assert here.progress.floor.holder != first
    with pytest.raises(Stale):
        service.hand_on(here.ada, here.id, holder=first, now=here.now)


def test_passing_takes_one_press(here):
    here.begun().at("check_in")

    service.pass_turn(here.sam, here.id, now=here.now)

    assert here.sam.id not in here.progress.floor.waiting


def test_a_raised_hand_makes_no_other_press_stale(here):
    seen = here.begun().at("explore").step
    service.raise_hand(here.mina, here.id, now=here.now)
    service.lower_hand(here.mina, here.id, now=here.now)
    service.raise_hand(here.sam, here.id, now=here.now)

    service.advance(here.ada, here.id, seen=seen, now=here.now)

    assert here.progress.part.key == "reflect"


def test_the_facilitator_takes_no_turns(here):
    here.begun()

    with pytest.raises(NotAllowed, match="take no turns"):
        service.raise_hand(here.ada, here.id, now=here.now)


def test_the_facilitator_gives_the_floor_to_somebody_in_the_room(here):
    here.begun(without=["sam"]).at("explore")
    with pytest.raises(NotAllowed):
        service.give_floor(here.bo, here.id, person_id=here.jo.id, now=here.now)
    with pytest.raises(RuleBroken):
        service.give_floor(here.ada, here.id, person_id=here.sam.id, now=here.now)

    service.give_floor(here.ada, here.id, person_id=here.jo.id, now=here.now)

    assert here.progress.floor.holder == here.jo.id


def test_a_bid_may_be_changed_and_taken_back(here):
    here.begun().at("bidding")
    service.bid(here.bo, here.id, sentence="First words", urgency=1, now=here.now)
    service.bid(here.bo, here.id, sentence="Better words", urgency=3, now=here.now)
    bids = stage_for(here.ada, here.id, now=here.now).bids

    service.withdraw(here.bo, here.id, now=here.now)
    service.withdraw(here.bo, here.id, now=here.now)

    assert [(bid.sentence, bid.urgency) for bid in bids] == [("Better words", 3)]
    assert list(stage_for(here.ada, here.id, now=here.now).bids) == []


@pytest.mark.parametrize(("sentence", "urgency"), [("", 2), ("x" * 281, 2), ("fine", 0), ("fine", 4)])
def test_a_bid_is_a_sentence_and_how_pressing_it_is(here, sentence, urgency):
    here.begun().at("bidding")

    with pytest.raises(RuleBroken):
        service.bid(here.bo, here.id, sentence=sentence, urgency=urgency, now=here.now)


def test_bids_have_their_time(here):
    here.begun()

    with pytest.raises(RuleBroken, match="bidding"):
        service.bid(here.bo, here.id, sentence="Now", urgency=2, now=here.now)


def agree(here, *names, who="ada", reason=""):
    order = [here.people[name].id for name in names]
    service.agree(here.people[who], here.id, presenters=order, reason=reason, seen=here.step, now=here.now)


def bid_all(here, **urgency):
    here.begun().at("bidding")
    for name, pressing in urgency.items():
        service.bid(here.people[name], here.id, sentence="Something", urgency=pressing, now=here.now)
    here.at("agreed", presenters=())


def test_the_order_is_agreed_as_suggested_without_a_word(here):
    bid_all(here, bo=1, mina=3)

    agree(here, "mina", "bo")

    assert [part.presenter for part in here.progress.order if part.key == "settle"] == [here.mina.id, here.bo.id]


def test_another_order_needs_one_line_that_says_why(here):
    bid_all(here, bo=1, mina=3)
    with pytest.raises(RuleBroken, match="says why"):
        agree(here, "bo", "mina")

    agree(here, "bo", "mina", reason="Tribunal on Monday")

    assert stage_for(here.jo, here.id, now=here.now).meeting.order_reason == "Tribunal on Monday"


@pytest.mark.parametrize(("names", "sentence"), [(("ada",), "Hand the meeting over"), (("cy",), "in the room")])
def test_presenters_are_members_in_the_room(here, names, sentence):
    bid_all(here, bo=1)

    with pytest.raises(RuleBroken, match=sentence):
        agree(here, *names, reason="so")


def test_a_member_does_not_write_the_order_down(here):
    bid_all(here, bo=1)

    with pytest.raises(NotAllowed):
        agree(here, "bo", who="bo")
