"""What the browser of each person is answered."""

import re
from datetime import timedelta

import pytest

from cop.core.database import db
from cop.meetings import service
from cop.meetings.models import Meeting
from cop.meetings.queries import meeting_for
from cop.meetings.views import next_for
from cop.sets import service as sets
from tests.factories import meetings as make
from tests.factories.sets import an_offered_seat

OUTSIDERS = ("cy", "dee", "eli", "hana")
PARTS = (
    "opening", "check_in", "updates", "bidding", "agreed", "settle", "present", "clarify", "explore", "reflect", "act",
    "review", "break", "set_review", "closing",
)  # fmt: skip
STEERING = {
    "/starts": "opening", "/advances": "check_in", "/process-stops": "check_in", "/resumptions": "pause",
    "/late-ends": "check_in", "/late-ends/withdrawals": "check_in",
    "/extensions": "check_in", "/returns": "explore", "/swaps": "present", "/orders": "agreed", "/floors": "explore",
    "/handovers": "check_in", "/timekeepers": "check_in", "/admissions": "explore", "/closings": "closing",
    "/abandonments": "check_in",
}  # fmt: skip


def test_the_page_of_each_part_speaks_to_each_role(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
    for key in PARTS:
        with app.app_context():
            make.moved_to(meeting.people, meeting.id, key, now=meeting.now)
        for name in ("ada", "bo", "jo"):
            page = client_for(meeting.people[name]).get(f"/meetings/{meeting.id}")
            assert page.status_code == 200, (key, name)
            assert '<h1 id="part" ' in page.text


def _values(path, step, people):
    values: dict[str, dict[str, object]] = {
        "/extensions": {"minutes": 2, "source": "free"},
        "/late-ends": {"minutes": 2},
        "/orders": {"place": [], "reason": "as we said"},
        "/floors": {"person": people["jo"].id},
        "/handovers": {"person": people["jo"].id},
        "/timekeepers": {"person": people["jo"].id},
        "/admissions": {"person": people["sam"].id},
        "/abandonments": {"reason": "The fire alarm."},
    }
    return {"seen": step, **values.get(path, {})}


@pytest.mark.parametrize("path", STEERING)
def test_who_may_steer(app, client_for, meeting, path):
    data = _prepared_to_steer(app, meeting, path)

    answers = {
        who: client_for(meeting.people[who]).post(f"/meetings/{meeting.id}{path}", data=data).status_code
        for who in ("cy", "dee", "eli", "hana", "bo", "ada")
    }

    assert answers == {"cy": 404, "dee": 404, "eli": 404, "hana": 404, "bo": 403, "ada": 303}


def _prepared_to_steer(app, meeting, path):
    people, now = meeting.people, meeting.now
    with app.app_context():
        if path == "/starts":
            make.gathered(people, meeting.id, now=now)
            return {"seen": 0}
        make.begun(people, meeting.id, now=now, without=["sam"])
        if path == "/resumptions":
            service.pause(people["bo"], meeting.id, now=now)
        elif STEERING[path] != "opening":
            make.moved_to(people, meeting.id, STEERING[path], now=now)
        if path == "/admissions":
            service.arrive(people["sam"], meeting.id, now=now)
        return _values(path, make.step(meeting.id), people)


TAKING_PART: dict[str, tuple[str, str, dict[str, object]]] = {
    "/arrivals": ("opening", "sam", {}),
    "/affirmations": ("opening", "bo", {}),
    "/pauses": ("opening", "bo", {}),
    "/hands": ("explore", "jo", {}),
    "/lowered-hands": ("explore", "jo", {}),
    "/passes": ("check_in", "jo", {}),
    "/bids": ("bidding", "bo", {"sentence": "Something", "urgency": 2}),
    "/withdrawals": ("bidding", "bo", {}),
    "/abstentions": ("bidding", "bo", {}),
    "/commitments": ("act", "bo", {"what": "Ring", "first_step": "Find the number", "by_when": "2026-12-24"}),
    "/early-ends": ("explore", "bo", {}),
    "/time-requests": ("explore", "bo", {}),
    "/questions": ("explore", "jo", {"text": "Who else?"}),
    "/queued-questions": ("explore", "jo", {"text": "Who else?"}),
    "/writings": ("explore", "jo", {"text": "Who"}),
    "/beginnings": ("explore", "jo", {"text": "Who else?"}),
    "/coachings": ("explore", "jo", {}),
}


@pytest.mark.parametrize("path", TAKING_PART)
def test_who_may_take_part(app, client_for, meeting, path):
    key, who, data = TAKING_PART[path]
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now, without=["sam"])
        make.moved_to(meeting.people, meeting.id, key, now=meeting.now)
        data = {**data, "seen": make.step(meeting.id)}

    statuses = [
        client_for(meeting.people[name]).post(f"/meetings/{meeting.id}{path}", data=data).status_code
        for name in ("cy", "eli", "hana", who)
    ]

    assert statuses == [404, 404, 404, 303]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Nobody has to say why."),
        ({"why": "break"}, "Somebody has asked for a break."),
        ({"why": "network"}, "connection is in the way."),
        ({"why": "wellbeing"}, "Somebody needs a moment."),
    ],
)
def test_a_pause_tells_everybody_its_reason_if_there_is_one_and_never_whose_it_is(app, client_for, meeting, said, told):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)

    answer = client_for(meeting.people["jo"]).post(f"/meetings/{meeting.id}/pauses", data=said)

    assert answer.status_code == 303
    for who in ("ada", "bo", "jo"):
        stage = client_for(meeting.people[who]).get(f"/meetings/{meeting.id}/stage").text
        announced, shown = stage.split("data-title", 1)
        assert (told in announced, told in shown) == (True, True)


@pytest.mark.parametrize("reason", ["process_stop", "connection", "silence", "I am tired."])
def test_a_pause_has_no_other_reason_and_no_words_of_its_own(app, client_for, meeting, reason):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)

    answer = client_for(meeting.people["jo"]).post(f"/meetings/{meeting.id}/pauses", data={"why": reason})

    assert answer.status_code == 400
    with app.app_context():
        assert make.progress(meeting.id).pause is None


@pytest.mark.parametrize("path", ["", "/stage", "/tray"])
def test_whoever_has_no_seat_is_answered_like_an_address_made_up(app, client_for, meeting, path):
    for name in OUTSIDERS:
        client = client_for(meeting.people[name])
        real, made_up = client.get(f"/meetings/{meeting.id}{path}"), client.get(f"/meetings/999999{path}")

        assert (real.status_code, made_up.status_code) == (404, 404)
        assert _without_chance(real.text) == _without_chance(made_up.text)


def _without_chance(html):
    return re.sub(r'(nonce|value|href|content)="[^"]*"', "", html)


def test_a_stranger_is_asked_to_sign_in(app, meeting):
    client = app.test_client()

    assert client.get(f"/meetings/{meeting.id}").status_code == 303
    assert client.post(f"/meetings/{meeting.id}/advances", data={"seen": 0}).status_code == 303


def test_two_presses_move_on_once(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        seen = make.step(meeting.id)
    client = client_for(meeting.people["ada"])

    statuses = [client.post(f"/meetings/{meeting.id}/advances", data={"seen": seen}).status_code for _ in range(2)]

    assert statuses == [303, 409]


def test_a_press_that_comes_too_late_shows_the_meeting_as_it_stands_and_says_so(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        seen = make.step(meeting.id)
        make.moved_to(meeting.people, meeting.id, "check_in", now=meeting.now)
        service.pause(meeting.people["jo"], meeting.id, now=meeting.now, reason="break")

    answer = client_for(meeting.people["ada"]).post(f"/meetings/{meeting.id}/advances", data={"seen": seen})

    told, stage = answer.text.split('id="stage"')
    assert answer.status_code == 409
    assert "Somebody moved this on just before you." in told
    assert re.search(r">Now: Check-in\. Somebody has asked for a break\. The clock is held\. Bo has the floor\.<", told)
    assert told.count("data-sentence") == 1
    assert "Move on to" in stage
    assert f'content="20; url=/meetings/{meeting.id}"' in told


@pytest.mark.parametrize(
    ("who", "path", "status", "sentence"),
    [
        ("ada", "/advances", 422, "have not been spoken of yet"),
        ("jo", "/early-ends", 403, "Only the presenter ends their own slot early."),
    ],
)
def test_a_press_without_a_place_shows_the_meeting_too(app, client_for, meeting, who, path, status, sentence):
    with app.app_context():
        make.a_commitment(meeting.people["bo"], meeting.id, now=meeting.now)
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "updates", now=meeting.now)
        data = {"seen": make.step(meeting.id)}

    answer = client_for(meeting.people[who]).post(f"/meetings/{meeting.id}{path}", data=data)

    told, _, stage = answer.text.partition('id="stage"')
    assert (answer.status_code, sentence in told, "Now:" in told) == (status, True, False)
    assert "Since last time" in stage


def test_an_order_that_comes_too_late_keeps_its_places_and_its_line(app, client_for, meeting):
    people, here = meeting.people, f"/meetings/{meeting.id}"
    with app.app_context():
        make.begun(people, meeting.id, now=meeting.now)
        make.moved_to(people, meeting.id, "agreed", now=meeting.now)
        step = make.step(meeting.id)
    order = {"place": ["", str(people["mina"].id)], "reason": "Mina has to leave at noon."}

    answers = [client_for(people["ada"]).post(f"{here}/orders", data={**order, "seen": step - at}) for at in (1, 0)]
    refused = client_for(people["ada"]).post(f"{here}/orders", data={**order, "seen": step + 1, "reason": ""})

    page = " ".join(answers[0].text.split())
    assert [each.status_code for each in (*answers, refused)] == [409, 303, 422]
    assert "Mina has to leave at noon." in page
    for kept in (page, " ".join(refused.text.split())):
        assert re.search(rf'id="place-2" name="place">.*?<option value="{people["mina"].id}" selected>', kept)
        assert 'id="other-order" open>' in kept
    assert 'name="place"> <option value="">Nobody</option>' in page.split('id="place-1"')[1]


@pytest.mark.parametrize("reason", ["Fire in the building.", ""])
def test_why_a_meeting_is_broken_off_is_not_lost_in_what_is_folded_away(app, client_for, meeting, reason):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        step = make.step(meeting.id)
    late = {"reason": reason, "seen": step - 1}

    answer = client_for(meeting.people["ada"]).post(f"/meetings/{meeting.id}/abandonments", data=late)

    assert answer.status_code == (409 if reason else 422)
    assert 'id="more" open>' in " ".join(answer.text.split())
    assert reason in answer.text


def test_the_same_form_sent_twice_has_one_effect_and_leads_to_the_same_place(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        data = {"seen": make.step(meeting.id), "key": "one"}
    client = client_for(meeting.people["ada"])

    answers = [client.post(f"/meetings/{meeting.id}/advances", data=data) for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    with app.app_context():
        assert make.progress(meeting.id).part.key == "check_in"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/advances", {}), ("/advances", {"seen": "x"}), ("/advances", {"seen": "-1"}), ("/advances", {"seen": 10**30}),
        ("/extensions", {"seen": 1, "minutes": 3, "source": "slot"}), ("/extensions", {"seen": 1}),
        ("/extensions", {"seen": 1, "minutes": 2, "source": "late"}), ("/late-ends", {"seen": 1, "minutes": 60}),
        ("/late-ends/answers", {"seen": 1, "minutes": 2, "yes": "maybe"}), ("/nods", {"seen": 1}),
        ("/floors", {"person": "0"}), ("/floors", {"person": 10**20}), ("/turns", {"holder": "nobody"}),
        ("/arrivals", {"person": ""}), ("/bids", {"sentence": "", "urgency": "9"}),
        ("/bids", {"sentence": "x" * 100_000}),
        ("/orders", {"seen": 1, "place": ["a", "1" * 40, "٣"]}), ("/orders", {}),
        ("/skips", {}), ("/skips", {"commitment": "y"}),
        ("/reports", {"commitment": "1", "outcome": "great"}), ("/reports", {}),
        ("/commitments", {"what": "x", "first_step": "y", "by_when": "yesterday"}), ("/commitments", {}),
        ("/questions", {"text": ""}), ("/questions", {"text": "x" * 100_000}), ("/questions", {"text": "\0"}),
        ("/queued-questions", {"text": " "}), ("/writings", {"text": "x" * 501}),
        ("/writings", {"text": "x", "turn": "y"}),
        ("/questions/99999/changes", {}), ("/questions/99999/askings", {}), ("/beginnings", {}),
        ("/questions/99999/answers", {"how": "answered"}), ("/questions/1/marks", {"mark": "liked", "on": "yes"}),
        ("/abandonments", {"seen": 1, "reason": ""}),
        ("/handovers", {}), ("/handovers/acceptances", {}), ("/timekeepers", {"person": "0"}),
        ("/stand-ins", {}), ("/admissions", {"person": "none"}),
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_a_sentence(app, client_for, meeting, path, data):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)

    response = client_for(meeting.people["ada"]).post(f"/meetings/{meeting.id}{path}", data=data)

    assert response.status_code in {400, 403, 404, 409, 422}
    assert "data-sentence" in response.text


@pytest.mark.parametrize("stranger", ["a", "1" * 40, "٣", "0"])
def test_an_order_with_somebody_unknown_is_not_the_order_without_them(app, client_for, meeting, stranger):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "agreed", now=meeting.now)
        seen = db.session.get_one(Meeting, meeting.id).progress.step
    place = [str(meeting.people["bo"].id), stranger]

    data = {"seen": seen, "place": place, "reason": "As we said."}
    response = client_for(meeting.people["ada"]).post(f"/meetings/{meeting.id}/orders", data=data)

    assert (response.status_code, "who are in the room" in response.text) == (422, True)


@pytest.mark.parametrize("challenge", ["9" * 30, "-1", "mine"])
def test_a_challenge_that_there_is_not_cannot_be_brought(app, client_for, meeting, challenge):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "bidding", now=meeting.now)

    data = {"challenge": challenge, "sentence": "A ward", "urgency": 3}
    response = client_for(meeting.people["bo"]).post(f"/meetings/{meeting.id}/bids", data=data)

    assert (response.status_code, "A ward" in response.text) == (422, True)


def test_what_was_typed_is_kept_when_a_bid_is_refused(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "bidding", now=meeting.now)

    data = {"sentence": "A ward " + "x" * 300, "urgency": 3}
    response = client_for(meeting.people["bo"]).post(f"/meetings/{meeting.id}/bids", data=data)

    assert response.status_code == 422
    assert "A ward xxx" in response.text


def test_a_stage_costs_eight_questions_to_the_database_at_most(app, client_for, meeting, count_queries):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
    counts: dict[str, dict[str, int]] = {"jo": {}, "bo": {}}
    for key in PARTS:
        with app.app_context():
            make.moved_to(meeting.people, meeting.id, key, now=meeting.now)
        for who, counted in counts.items():
            client = client_for(meeting.people[who])
            with count_queries() as queries:
                client.get(f"/meetings/{meeting.id}/stage")
            counted[key] = len(queries)

    assert counts["jo"].pop("bidding") <= 9, counts  # the viewer's own challenges, to ask a slot for
    assert max(counts["jo"].values()) <= 8, counts
    assert max(counts["bo"].values()) <= 9, counts  # what whoever presents has kept for later


def test_what_comes_next_leads_into_the_meeting(app, meeting):
    with app.test_request_context():
        early = next_for(meeting.people["bo"], None, now=meeting.now - timedelta(days=1))[0]
        lobby = next_for(meeting.people["bo"], None, now=meeting.now)[0]
        make.begun(meeting.people, meeting.id, now=meeting.now)
        live = next_for(meeting.people["bo"], None, now=meeting.now)[0]
        nothing = next_for(meeting.people["cy"], None, now=meeting.now)

    assert (early.button, lobby.button, live.button) == ("Look at it", "Open the lobby", "Join the meeting")
    assert lobby.url == f"/meetings/{meeting.id}"
    assert nothing == []


def test_the_closed_page_says_who_had_which_slot_and_nothing_that_was_said(app, client_for, meeting):
    people, now = meeting.people, meeting.now
    with app.app_context():
        make.begun(people, meeting.id, now=now)
        make.moved_to(people, meeting.id, "act", now=now)
        service.commit(people["bo"], meeting.id, what="Ring Sue", first_step="Tonight", by_when=now.date(), now=now)
        make.moved_to(people, meeting.id, "closing", now=now)
        service.close(people["ada"], meeting.id, seen=make.step(meeting.id), now=now)

    page = client_for(people["jo"]).get(f"/meetings/{meeting.id}").text

    assert "Who had which slot" in page
    assert "Ring Sue" in page
    assert "has something" not in page


def test_commitments_are_reported_and_skipped_by_forms_alone(app, client_for, meeting):
    people, here = meeting.people, f"/meetings/{meeting.id}"
    with app.app_context():
        told, left = (make.a_commitment(people[name], meeting.id, now=meeting.now) for name in ("jo", "sam"))
        make.begun(people, meeting.id, now=meeting.now)
        make.moved_to(people, meeting.id, "updates", now=meeting.now)

    statuses = [
        client_for(people["jo"]).post(f"{here}/reports", data={"commitment": told, "outcome": "done"}).status_code,
        client_for(people["ada"]).post(f"{here}/skips", data={"commitment": left, "reason": "Not here"}).status_code,
    ]

    assert statuses == [303, 303]
    assert "Every commitment has been spoken of." in client_for(people["bo"]).get(f"{here}/stage").text


def test_the_floor_is_handed_on_by_a_form_alone(app, client_for, meeting):
    people = meeting.people
    with app.app_context():
        make.begun(people, meeting.id, now=meeting.now)
        make.moved_to(people, meeting.id, "check_in", now=meeting.now)
        holder = make.progress(meeting.id).floor.holder

    answer = client_for(people["ada"]).post(f"/meetings/{meeting.id}/turns", data={"holder": holder})

    assert answer.status_code == 303


def test_what_comes_next_is_of_one_community_when_it_is_asked_for(app, meeting):
    with app.test_request_context():
        assert next_for(meeting.people["bo"], 7, now=meeting.now) == []


def test_a_newcomer_before_the_door_is_shown_the_agreement_first(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        set_id = meeting_for(meeting.ada, meeting.id).set_id
        an_offered_seat(set_id, meeting.cy, by=meeting.ada, now=meeting.now)
        sets.accept_seat(meeting.cy, set_id, now=meeting.now)

    page = client_for(meeting.cy).get(f"/meetings/{meeting.id}").text

    assert "Read and accept the agreement" in page
    assert f"/meetings/{meeting.id}/arrivals" not in page
