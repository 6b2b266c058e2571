"""What the facilitator writes down, on the pages of the two and on nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.core.database import db
from cop.meetings import service
from cop.meetings.models import HeardCommitment
from cop.meetings.queries import meeting_for
from cop.sets.queries import commitments_of
from tests.factories import meetings as make

WORDS = "Ring the ward myself"


def post(client_for, meeting, who, path, **data):
    return client_for(meeting.people[who]).post(f"/meetings/{meeting.id}/heard{path}", data=data)


def shown(client_for, meeting, who, path="/stage"):
    return client_for(meeting.people[who]).get(f"/meetings/{meeting.id}{path}").text


def said(meeting, **other):
    by_when = (meeting.now + timedelta(days=20)).date().isoformat()
    return {"what": WORDS, "first_step": "Find the number", "by_when": by_when} | other


@pytest.fixture
def act(app, client_for, meeting):
    """Bo's slot has come to Act, and Ada has written down what he says."""
    with app.app_context():
        meeting.begun().at("act")
    assert post(client_for, meeting, "ada", "", person=meeting.bo.id, **said(meeting)).status_code == 303
    return meeting


@pytest.fixture
def its(app, act):
    """Where what she wrote down is."""
    with app.app_context():
        return f"/{db.session.scalar(select(HeardCommitment.id))}"


def made(app, meeting):
    with app.app_context():
        return [each.what for each in commitments_of(meeting_for(meeting.ada, meeting.id).set_id)]


def close(app, meeting):
    with app.app_context():
        meeting.at("closing")
        service.close(meeting.ada, meeting.id, seen=make.step(meeting.id), now=meeting.now)


def test_the_form_is_the_facilitator_s_and_the_words_are_the_two_s(client_for, act):
    pages = {who: shown(client_for, act, who) for who in ("ada", "bo", "mina", "jo", "sam")}

    assert {who for who, page in pages.items() if "Write down what Bo will do" in page} == {"ada"}
    assert {who for who, page in pages.items() if WORDS in page} == {"ada", "bo"}
    assert {who for who, page in pages.items() if "Yes, that is mine" in page} == {"bo"}
    assert "Waiting for Bo" in pages["ada"]


@pytest.mark.parametrize(("who", "status"), [("cy", 404), ("hana", 404), ("eli", 404), ("mina", 403), ("ada", 303)])
def test_who_writes_down(client_for, act, who, status):
    assert post(client_for, act, who, "", person=act.bo.id, **said(act)).status_code == status


@pytest.mark.parametrize("path", ["/confirmations", "/wordings", "/removals"])
def test_who_answers(client_for, act, its, path):
    answers = {who: post(client_for, act, who, its + path, **said(act)).status_code for who in ("cy", "mina", "bo")}

    assert answers == {"cy": 404, "mina": 404, "bo": 303}


def test_after_the_yes_the_set_sees_it(app, client_for, act, its):
    post(client_for, act, "bo", f"{its}/confirmations")

    assert made(app, act) == [WORDS]
    assert WORDS in shown(client_for, act, "mina")
    assert "Is this what you said?" not in shown(client_for, act, "bo")


def test_what_the_presenter_put_otherwise_is_kept_while_it_is_put_right(app, client_for, act, its):
    refused = post(client_for, act, "bo", f"{its}/wordings", **said(act, what="Go there", first_step=""))

    assert refused.status_code == 422
    assert "Go there" in refused.text
    assert made(app, act) == []


def test_a_presenter_who_did_not_answer_finds_it_later_and_nobody_else_does(app, client_for, act, its):
    close(app, act)
    pages = {who: shown(client_for, act, who, "") for who in ("ada", "bo", "mina")}
    fronts = {who: client_for(act.people[who]).get("/").text for who in ("ada", "bo", "mina")}

    post(client_for, act, "bo", f"{its}/confirmations")

    assert [who for who, page in pages.items() if WORDS in page] == ["bo"]
    assert [who for who, page in fronts.items() if WORDS in page] == ["bo"]
    assert made(app, act) == [WORDS]


def test_until_it_is_answered_it_is_on_no_other_page_and_in_no_log(client_for, act, caplog):
    with caplog.at_level("DEBUG"):
        post(client_for, act, "ada", "", person=act.bo.id, **said(act))
        shown(client_for, act, "bo")
    set_id = client_for(act.bo).get(f"/meetings/{act.id}").text.partition('href="/sets/')[2].partition('"')[0]
    elsewhere = [f"/sets/{set_id}", "/challenges", "/challenges/document", "/people/me"]

    pages = [client_for(act.people[who]).get(path).text for who in ("ada", "bo", "mina") for path in elsewhere]

    assert [page for page in pages if WORDS in page] == []
    assert WORDS not in caplog.text
