"""From the tray into a challenge: the words of what made somebody think, without who asked."""

import pytest

from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.meetings.models import Bid, TrayQuestion
from cop.meetings.queries import received_by
from cop.meetings.service import keeping, marks, order
from cop.sets import queries, service
from cop.sets.rules import MOST_QUESTIONS
from tests.factories import meetings as make
from tests.factories.challenges import SENTENCE, a_challenge

QUESTIONS = (("What if nobody rang?", True), ("Have you tried a rota?", False), ("Who told you so?", True))


@pytest.fixture
def asked(app, now):
    """Bo presents, and was asked three questions by Jo; two of them are marked."""
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=now)
        make.begun(people, meeting_id, now=now)
        make.moved_to(people, meeting_id, "bidding", now=now)
        yield people, meeting_id


def _present(people, meeting_id, now):
    make.moved_to(people, meeting_id, "explore", now=now)
    with transaction() as tx:
        for text, made_me_think in QUESTIONS:
            marks = {"asked_of_id": people["bo"].id, "made_me_think": made_me_think, "state": "answered"}
            own = {"meeting_id": meeting_id, "author_id": people["jo"].id, "asked_at": now}
            tx.session.add(TrayQuestion(text=text, **own, **marks))


def _kept(person):
    return [[each.text for each in turn.kept] for each in queries.challenges_of(person) for turn in each.turns]


def test_what_made_them_think_is_kept_with_what_they_brought_and_once(asked, now):
    people, meeting_id = asked
    set_id = queries.date_for(people["bo"], meeting_id).set_id
    challenge = a_challenge(people["bo"], set_id, now=now)
    order.bid(people["bo"], meeting_id, sentence="", urgency=2, challenge=challenge, now=now)
    _present(people, meeting_id, now)

    for _ in range(2):
        keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)

    assert _kept(people["bo"]) == [["What if nobody rang?", "Who told you so?"]]
    assert queries.kept_texts(meeting_id, people["bo"].id) == {"What if nobody rang?", "Who told you so?"}


def test_a_presenter_who_brought_none_has_one_from_their_bid(asked, now):
    people, meeting_id = asked
    _present(people, meeting_id, now)

    keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)

    [challenge] = queries.challenges_of(people["bo"])
    assert challenge.sentence == "bo has something"
    assert len(challenge.turns[0].kept) == 2


@pytest.fixture
def brought(asked, now):
    """Bo has brought a challenge, and answers: `brought(text, how)` is to a question, `_kept` what is on the sheet."""
    people, meeting_id = asked
    bo, set_id = people["bo"], queries.date_for(people["bo"], meeting_id).set_id
    order.bid(bo, meeting_id, sentence="", urgency=2, challenge=a_challenge(bo, set_id, now=now), now=now)
    _present(people, meeting_id, now)

    def answer(text, how):
        [question] = [each for each in received_by(bo, meeting_id) if each.text == text]
        marks.answer(bo, meeting_id, question_id=question.id, how=how, now=now)
        return _kept(bo)

    return answer


def test_what_is_kept_for_later_stands_on_the_sheet_for_as_long_as_it_is_kept(brought):
    (advice, _), thought = QUESTIONS[1], QUESTIONS[0][0]

    kept = [brought(advice, how) for how in ("parked", "parked", "answered", "passed")]
    both = [brought(thought, how) for how in ("parked", "answered")]

    assert kept == [[[advice]], [[advice]], [[]], [[]]]
    assert both == [[[thought]], [[thought]]]  # it made them think, whatever came of it


def _turn(people, meeting_id):
    found = queries.brought_to(meeting_id, people["bo"].id)
    assert found is not None
    return found.id


def test_what_stands_on_the_sheet_by_hand_is_left_there_by_an_answer(asked, brought, now):
    people, meeting_id = asked
    service.keep_question(people["bo"], _turn(people, meeting_id), text=QUESTIONS[1][0], now=now)

    assert brought(QUESTIONS[1][0], "passed") == [[QUESTIONS[1][0]]]


def test_a_full_sheet_takes_no_more_and_refuses_nobody(asked, brought, now):
    people, meeting_id = asked
    turn_id = _turn(people, meeting_id)
    for number in range(MOST_QUESTIONS):
        service.keep_question(people["bo"], turn_id, text=f"Why {number}?", now=now)

    [kept] = brought(QUESTIONS[1][0], "parked")

    assert len(kept) == MOST_QUESTIONS
    assert {each.state for each in received_by(people["bo"], meeting_id)} == {"answered", "parked"}


def test_without_a_challenge_it_waits_in_the_tray_until_it_is_taken_into_one(asked, now):
    people, meeting_id = asked
    _present(people, meeting_id, now)
    advice = received_by(people["bo"], meeting_id)[1]

    marks.answer(people["bo"], meeting_id, question_id=advice.id, how="parked", now=now)
    before = _kept(people["bo"])
    keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)

    assert before == []
    assert _kept(people["bo"]) == [[text for text, _ in QUESTIONS]]


def test_what_is_made_from_a_bid_has_its_wish_and_its_level(asked, now):
    people, meeting_id = asked
    order.bid(people["bo"], meeting_id, sentence="Mine", urgency=2, wants=" Look. ", level="stretch", now=now)
    _present(people, meeting_id, now)

    keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)

    [challenge] = queries.challenges_of(people["bo"])
    assert (challenge.sentence, challenge.wants, challenge.level) == ("Mine", "Look.", "stretch")


def test_nothing_is_kept_when_nothing_was_marked_or_brought(asked, now):
    people, meeting_id = asked
    with pytest.raises(RuleBroken, match="Mark a question"):
        keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)
    _present(people, meeting_id, now)
    with transaction() as tx:
        tx.session.delete(tx.session.get_one(Bid, (meeting_id, people["bo"].id)))

    with pytest.raises(RuleBroken, match="bring it to this meeting"):
        keeping.keep_what_made_me_think(people["bo"], meeting_id, now=now)


def test_a_bid_brings_a_challenge_in_its_own_words_or_in_others(asked, now):
    people, meeting_id = asked
    bo, set_id = people["bo"], queries.date_for(people["bo"], meeting_id).set_id
    challenge = a_challenge(bo, set_id, now=now)

    order.bid(bo, meeting_id, sentence="", urgency=2, challenge=challenge, now=now)
    with transaction() as tx:
        first = str(tx.session.get_one(Bid, (meeting_id, bo.id)).sentence)
    order.bid(bo, meeting_id, sentence="About Ana", urgency=2, challenge=challenge, now=now)

    with transaction() as tx:
        assert (first, tx.session.get_one(Bid, (meeting_id, bo.id)).sentence) == (SENTENCE, "About Ana")
    brought = queries.brought_to(meeting_id, bo.id)
    assert brought is not None
    assert brought.sentence == SENTENCE


@pytest.mark.parametrize("how", ["abstain", "withdraw", "something else"])
def test_not_today_after_all(asked, now, how):
    people, meeting_id = asked
    bo, set_id = people["bo"], queries.date_for(people["bo"], meeting_id).set_id
    order.bid(bo, meeting_id, sentence="", urgency=2, challenge=a_challenge(bo, set_id, now=now), now=now)

    if how == "something else":
        order.bid(bo, meeting_id, sentence="Something else", urgency=2, challenge=0, now=now)
    else:
        {"abstain": order.abstain, "withdraw": order.withdraw}[how](bo, meeting_id, now=now)

    assert queries.brought_to(meeting_id, bo.id) is None


def test_the_words_of_a_bid_go_with_the_challenge_that_is_deleted(asked, now):
    people, meeting_id = asked
    bo, set_id = people["bo"], queries.date_for(people["bo"], meeting_id).set_id
    challenge = a_challenge(bo, set_id, now=now)
    order.bid(bo, meeting_id, sentence="", urgency=2, challenge=challenge, now=now)

    service.delete_challenge(bo, challenge)

    with transaction() as tx:
        assert tx.session.get_one(Bid, (meeting_id, bo.id)).sentence == ""
