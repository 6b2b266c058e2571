"""What the room sees of a challenge: from the bid to the end of its presenter's slot, and nothing of it before."""

import re

import pytest

from cop.meetings import service as meetings
from cop.sets import queries, service
from tests.factories import meetings as make
from tests.factories.challenges import SENTENCE, a_challenge

WISH, PRIVATE = "Ask what I am afraid of.", "I have not had a week off."


@pytest.fixture
def challenge(app, meeting):
    """Bo has prepared a challenge and shown it to nobody; the set has come to its bids, without Sam."""
    people, now = meeting.people, meeting.now
    with app.app_context():
        set_id = queries.date_for(people["bo"], meeting.id).set_id
        found = a_challenge(people["bo"], set_id, now=now, why=PRIVATE)
        make.begun(people, meeting.id, now=now, without=["sam"])
        make.moved_to(people, meeting.id, "bidding", now=now)
        return found


def _bids(client_for, meeting, **said):
    form = {"urgency": "2", "sentence": "", **said}
    return client_for(meeting.people["bo"]).post(f"/meetings/{meeting.id}/bids", data=form)


def _stage(client_for, meeting, who):
    return client_for(meeting.people[who]).get(f"/meetings/{meeting.id}/stage").text


def _moves_to(app, meeting, key):
    with app.app_context():
        make.moved_to(meeting.people, meeting.id, key, now=meeting.now, presenters=["bo"])


def test_whoever_may_bid_is_offered_their_own_challenges_and_nobody_elses(client_for, meeting, challenge):
    own, other = (_stage(client_for, meeting, who) for who in ("bo", "mina"))

    assert SENTENCE in own
    assert SENTENCE not in other
    assert "Something else" not in other


def test_a_bid_brings_the_sentence_to_the_room_and_no_more_of_the_sheet(client_for, meeting, challenge):
    answer = _bids(client_for, meeting, challenge=challenge)

    stage = _stage(client_for, meeting, "mina")
    assert answer.status_code == 303
    assert SENTENCE in stage
    assert PRIVATE not in stage


def test_a_bid_with_neither_a_sentence_nor_a_challenge_is_told_what_is_missing(client_for, meeting, challenge):
    answer = _bids(client_for, meeting, challenge=0)

    assert answer.status_code == 422
    assert "Say in one sentence what you would bring" in answer.text


@pytest.mark.parametrize("made_up", ["987654", "x", "-1"])
def test_a_challenge_of_nobody_cannot_be_brought(client_for, meeting, challenge, made_up):
    assert _bids(client_for, meeting, challenge=made_up, sentence="Mine").status_code in {404, 422}


def test_the_challenge_of_somebody_else_cannot_be_brought(client_for, meeting, challenge):
    answer = client_for(meeting.people["mina"]).post(
        f"/meetings/{meeting.id}/bids", data={"urgency": "2", "sentence": "", "challenge": challenge}
    )

    assert answer.status_code == 404


def test_somebody_who_prepared_nothing_says_in_their_bid_what_they_want_and_how_far_it_may_go(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now, without=["sam"])
        make.moved_to(meeting.people, meeting.id, "bidding", now=meeting.now)
    plain = {"sentence": "I keep saying yes.", "wants": WISH, "level": "stretch"}

    answer = _bids(client_for, meeting, **plain)

    told = _stage(client_for, meeting, "mina")
    own = _stage(client_for, meeting, "bo")
    assert answer.status_code == 303
    assert (plain["sentence"] in told, WISH in told, WISH in own) == (True, False, True)
    assert re.search(r'<input[^>]*checked[^>]*value="stretch"', own)


@pytest.mark.parametrize("who", ["ada", "bo", "mina"])
@pytest.mark.parametrize("challenge_sent", [{"challenge": 0}, {}])
def test_the_room_sees_the_wish_of_a_bid_in_its_slot(app, client_for, meeting, challenge, who, challenge_sent):
    _bids(client_for, meeting, sentence="I keep saying yes.", wants=WISH, level="gentle", **challenge_sent)
    _moves_to(app, meeting, "settle")

    stage = _stage(client_for, meeting, who)

    assert all(words in stage for words in ("I keep saying yes.", WISH, "Challenge me gently", "another day"))


def test_a_challenge_that_was_prepared_keeps_its_own_wish(app, client_for, meeting, challenge):
    _bids(client_for, meeting, challenge=challenge, wants="Not this.", level="gentle")
    _moves_to(app, meeting, "settle")

    stage = _stage(client_for, meeting, "mina")

    assert (WISH in stage, "Stretch me" in stage, "Not this." in stage) == (True, True, False)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"level": "cruel"}, "Choose one from the list."), ({"wants": "x" * 281}, "At most 280 characters")],
)
def test_a_wish_that_will_not_do_is_refused_and_kept(client_for, meeting, challenge, said, sentence):
    answer = _bids(client_for, meeting, **{"challenge": 0, "sentence": "I keep saying yes.", "wants": WISH, **said})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(typed in answer.text for typed in ("I keep saying yes.", said.get("wants", WISH)))


def test_a_wish_is_gone_from_the_slot_with_the_words_of_its_bid(app, client_for, meeting, challenge):
    _bids(client_for, meeting, challenge=0, sentence="I keep saying yes.", wants=WISH, level="stretch")
    _moves_to(app, meeting, "settle")
    with app.app_context():
        meetings.forget_bids(meeting.people["bo"].id, [meeting.id])

    stage = _stage(client_for, meeting, "mina")

    assert not any(words in stage for words in ("I keep saying yes.", WISH, "Stretch me"))


@pytest.mark.parametrize("who", ["ada", "bo", "mina"])
@pytest.mark.parametrize("key", ["settle", "explore", "review"])
def test_the_room_sees_what_the_presenter_wants_and_how_far_it_may_go(app, client_for, meeting, challenge, who, key):
    _bids(client_for, meeting, challenge=challenge)
    _moves_to(app, meeting, key)

    stage = _stage(client_for, meeting, who)

    assert all(words in stage for words in (SENTENCE, WISH, "Stretch me", "what I take for granted"))
    assert PRIVATE not in stage


def test_who_is_not_in_the_room_yet_does_not_see_it(app, client_for, meeting, challenge):
    _bids(client_for, meeting, challenge=challenge)
    _moves_to(app, meeting, "present")

    stage = _stage(client_for, meeting, "sam")

    assert 'id="stage"' in stage
    assert not any(words in stage for words in (SENTENCE, WISH))


def test_a_presenter_who_changes_their_mind_changes_what_the_room_sees(app, client_for, meeting, challenge):
    _bids(client_for, meeting, challenge=challenge)
    _moves_to(app, meeting, "settle")
    browser = client_for(meeting.people["bo"])

    browser.post(
        f"/sets/challenges/{challenge}/sheets", data={"sentence": "Smaller than I thought.", "level": "gentle"}
    )

    stage = _stage(client_for, meeting, "mina")
    assert "Smaller than I thought." in stage
    assert "Challenge me gently" in stage


def test_what_is_deleted_leaves_the_room_at_once(app, client_for, meeting, challenge):
    _bids(client_for, meeting, challenge=challenge)
    with app.app_context():
        service.delete_challenge(meeting.people["bo"], challenge)

    for who in ("bo", "mina", "ada"):
        assert SENTENCE not in _stage(client_for, meeting, who)


def test_a_commitment_can_be_told_as_stuck_or_learnt_from_in_the_updates(app, client_for, meeting):
    people, now = meeting.people, meeting.now
    with app.app_context():
        promise = make.a_commitment(people["bo"], meeting.id, now=now)
        make.begun(people, meeting.id, now=now)
        make.moved_to(people, meeting.id, "updates", now=now)

    told = {"commitment": promise, "outcome": "learnt", "learnt": "patience"}
    answer = client_for(people["bo"]).post(f"/meetings/{meeting.id}/reports", data=told)

    assert answer.status_code == 303
    with app.app_context():
        found = queries.commitment_for(people["bo"], promise)
        assert (found.state, found.learnt) == ("learnt", "patience")


def test_the_way_to_ones_own_sheet_opens_at_the_end(app, client_for, meeting, challenge):
    _moves_to(app, meeting, "set_review")

    assert f"/sets/reviews/{meeting.id}" in _stage(client_for, meeting, "mina")
