"""Around one table in the browser: the facilitator's screen, a member's own, and the plan on paper."""

import re
from datetime import timedelta

import pytest

from cop.meetings import service
from cop.meetings.queries import meeting_for
from cop.meetings.service import paper
from cop.sets.queries import commitments_of
from tests.factories import meetings as make

WRITING: dict[str, dict[str, str | int]] = {
    "/table": {}, "/table/removals": {}, "/table/arrivals": {"person": "bo"}, "/table/affirmations": {},
    "/table/bids": {"person": "bo", "sentence": "Something", "urgency": 2}, "/table/abstentions": {"person": "bo"},
    "/table/withdrawals": {"person": "bo"}, "/nods": {"minutes": 2, "seen": 4}, "/table/go-aheads": {},
}  # fmt: skip


@pytest.fixture
def table(app, meeting):
    """The set sits around one table, and the meeting has begun."""
    with app.app_context():
        paper.sit_together(meeting.ada, meeting.id, now=meeting.now)
        there = [meeting.people[name].id for name in ("bo", "mina", "jo", "sam")]
        paper.receive(meeting.ada, meeting.id, people=there, now=meeting.now)
        service.start(meeting.ada, meeting.id, seen=make.step(meeting.id), now=meeting.now)
    return meeting


def at(app, meeting, key):
    with app.app_context():
        make.moved_to(meeting.people, meeting.id, key, now=meeting.now)


def post(client_for, meeting, who, path, **data):
    return client_for(meeting.people[who]).post(f"/meetings/{meeting.id}{path}", data=data)


def shown(client_for, meeting, who, path=""):
    return client_for(meeting.people[who]).get(f"/meetings/{meeting.id}{path}").text


@pytest.mark.parametrize("path", WRITING)
def test_nobody_but_the_facilitator_writes_for_others(app, client_for, table, path):
    at(app, table, "bidding")
    data = {name: table.people[said].id if name == "person" else said for name, said in WRITING[path].items()}

    answers = {who: post(client_for, table, who, path, **data).status_code for who in ("cy", "hana", "bo", "ada")}

    assert answers == {"cy": 404, "hana": 404, "bo": 403, "ada": 303}


def test_the_one_screen_offers_what_each_part_needs(app, client_for, table):
    seen = {}
    for key in ("opening", "check_in", "bidding", "act"):
        at(app, table, key)
        seen[key] = shown(client_for, table, "ada")

    assert "All of us stand by our agreement" in seen["opening"]
    assert re.search(r"(Bo|Mina|Jo|Sam) passes", seen["check_in"])
    assert "Who would like time" in seen["bidding"]
    assert "Would like to ask:" in seen["act"]
    assert "Bo says it, you write it down" in seen["act"]
    assert "Bo has what they need" in seen["act"]


def test_few_at_the_table_are_asked_together_whether_to_go_on(app, client_for, meeting):
    with app.app_context():
        paper.sit_together(meeting.ada, meeting.id, now=meeting.now)
        paper.receive(meeting.ada, meeting.id, people=[meeting.bo.id, meeting.mina.id], now=meeting.now)
    before = shown(client_for, meeting, "ada")

    post(client_for, meeting, "ada", "/table/go-aheads")

    assert "All of us say yes: let us go on with few" in before
    assert "Still to say" not in shown(client_for, meeting, "ada")
    assert post(client_for, meeting, "ada", "/starts", seen=0).status_code == 303


def test_a_member_s_own_screen_says_that_another_runs_the_meeting(client_for, table):
    page = shown(client_for, table, "mina")

    assert "You sit around one table, and Ada" in page
    assert "/table/" not in page


def test_a_bid_without_words_is_shown_again_with_what_is_missing(app, client_for, table):
    at(app, table, "bidding")

    answer = post(client_for, table, "ada", "/table/bids", person=table.mina.id, sentence="", urgency=3)

    assert answer.status_code == 422
    assert "Say in one sentence what they would bring." in answer.text
    assert f'<option selected value="{table.mina.id}">Mina</option>' in answer.text


def test_what_became_of_a_commitment_is_written_down_for_its_owner(app, client_for, table):
    with app.app_context():
        commitment = make.a_commitment(table.bo, table.id, now=table.now)
    at(app, table, "updates")
    page = shown(client_for, table, "ada")

    answer = post(client_for, table, "ada", "/table/reports", commitment=commitment, outcome="done", note="They rang.")

    assert "Bo said they would" in page
    assert answer.status_code == 303
    assert "Ada wrote down for you how it went" in client_for(table.bo).get(f"/sets/commitments/{commitment}").text


@pytest.fixture
def written(app, client_for, table):
    """The id of what Ada wrote down for Bo, who presents."""
    at(app, table, "act")
    by_when = (table.now + timedelta(days=30)).date().isoformat()
    said = {"person": table.bo.id, "what": "Ring the ward", "first_step": "Find the number", "by_when": by_when}
    assert post(client_for, table, "ada", "/table/commitments", **said).status_code == 303
    with app.app_context():
        set_id = meeting_for(table.bo, table.id).set_id
        (made,) = commitments_of(set_id, user_id=table.bo.id)
        return made.id


def test_its_owner_is_asked_at_their_next_sign_in_and_says_yes(client_for, table, written):
    bo, page = client_for(table.bo), f"/sets/commitments/{written}"
    front = bo.get("/").text
    assert "Read and confirm" in front
    assert "Ada wrote this down for you around the table." in front

    answer = bo.post(f"{page}/confirmations")

    assert answer.status_code == 303
    assert "Is this what you said?" not in bo.get(page).text
    assert "Read and confirm" not in bo.get("/").text


@pytest.mark.parametrize(("who", "status"), [("bo", 303), ("mina", 403), ("ada", 403), ("cy", 404)])
def test_who_may_say_that_it_is_theirs(client_for, table, written, who, status):
    assert client_for(table.people[who]).post(f"/sets/commitments/{written}/confirmations").status_code == status


def test_the_plan_has_clock_times_names_and_places_to_write(client_for, meeting):
    page = shown(client_for, meeting, "mina", "/plan")

    assert page.count("who presents") == len(re.findall(r"Slot \d:", page)) > 0
    for name in ("Ada", "Bo", "Mina", "Jo", "Sam"):
        assert f'<span class="plan__name">{name}</span>' in page
    assert re.search(r"<time[^>]*>10:00</time>", page)
    assert 'class="plan__line"' in page


def test_once_agreed_the_plan_names_who_presents(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
    at(app, meeting, "settle")

    assert "Slot 1: Bo" in re.sub(r"\s+", " ", shown(client_for, meeting, "ada", "/plan"))


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "hana"])
def test_a_plan_is_for_those_who_sit_in_the_set(client_for, meeting, who):
    assert client_for(meeting.people[who]).get(f"/meetings/{meeting.id}/plan").status_code == 404


def test_the_set_s_page_leads_to_the_plan(app, client_for, meeting):
    with app.app_context():
        set_id = meeting_for(meeting.bo, meeting.id).set_id

    assert f"/meetings/{meeting.id}/plan" in client_for(meeting.bo).get(f"/sets/{set_id}").text
