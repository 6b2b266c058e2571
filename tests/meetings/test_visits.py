"""Who looks on at a meeting without a seat, and what they can find out: only with the set's consent, and only now."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import rules, service
from cop.meetings.models import Visitor
from cop.meetings.queries import stage_for
from cop.meetings.service import visits
from tests.factories import meetings as make

SEATED = ("ada", "bo", "mina", "jo", "sam")
EVERYBODY = {1: True, 2: True, 3: True}


@pytest.mark.parametrize(
    ("kind", "voices", "hours", "comes"),
    [
        ("observer", EVERYBODY, 0, True),
        ("observer", {1: True, 2: True}, 99, False),
        ("observer", EVERYBODY | {3: False}, 99, False),
        ("guest", EVERYBODY, 0, True),
        ("guest", {1: True}, 23, False),
        ("guest", {1: True}, 24, True),
        ("guest", {1: True, 2: False}, 99, False),
        ("guest", EVERYBODY | {9: False}, 0, True),
    ],
)
def test_any_one_objection_holds_and_silence_is_no_yes_for_an_observer(now, kind, voices, hours, comes):
    later = now + timedelta(hours=hours)

    assert rules.may_look_on(kind, seated=(1, 2, 3), voices=voices, asked_at=now, now=later) is comes


def asked(people, meeting_id, *, now, kind="guest", email="lee@example.org"):
    return visits.ask_visitor(people["ada"], meeting_id, kind=kind, name="Lee", email=email, now=now).id


def all_say_yes(people, meeting_id, visitor_id, *, now):
    for name in SEATED:
        visits.answer_visitor(people[name], meeting_id, visitor_id=visitor_id, yes=True, now=now)


def link_in_the_letter(app, *, now):
    jobs.run_all(now=now)
    letters = [each.get_content() for each in app.extensions["cop_mailer"].sent]
    return next(found.group() for each in letters if (found := re.search(r"/visits/[\w-]+", each)))


def test_only_the_facilitator_asks_and_only_the_set_answers(here):
    with pytest.raises(NotAllowed, match="Only the facilitator"):
        visits.ask_visitor(here.bo, here.id, kind="guest", name="Lee", email="lee@example.org", now=here.now)
    visitor_id = asked(here.people, here.id, now=here.now)
    with pytest.raises(NotVisible):
        visits.answer_visitor(here.cy, here.id, visitor_id=visitor_id, yes=True, now=here.now)
    with pytest.raises(NotVisible):
        visits.answer_visitor(here.bo, here.id, visitor_id=visitor_id + 1, yes=True, now=here.now)
    with pytest.raises(NotAllowed, match="say no"):
        visits.send_visitor_away(here.bo, here.id, visitor_id=visitor_id, now=here.now)


@pytest.mark.parametrize(
    ("name", "email"), [("", "lee@example.org"), ("x" * 121, "lee@example.org"), ("Lee", "nowhere")]
)
def test_a_visitor_has_a_name_and_an_address(here, name, email):
    with pytest.raises(RuleBroken):
        visits.ask_visitor(here.ada, here.id, kind="guest", name=name, email=email, now=here.now)


def test_a_meeting_is_no_theatre(here):
    for number in range(3):
        asked(here.people, here.id, now=here.now, email=f"lee{number}@example.org")

    with pytest.raises(RuleBroken, match="3 visitors at most"):
        asked(here.people, here.id, now=here.now)


def test_everybody_is_told_who_looks_on_and_nobody_who_said_no(here):
    visitor_id = asked(here.people, here.id, now=here.now)
    visits.answer_visitor(here.bo, here.id, visitor_id=visitor_id, yes=False, now=here.now)

    seen = {name: stage_for(here.people[name], here.id, now=here.now).visits[0] for name in ("ada", "bo", "mina")}

    assert {(each.name, each.kind, each.comes) for each in seen.values()} == {("Lee", "guest", False)}
    assert (seen["bo"].mine, seen["mina"].mine, seen["ada"].mine) == (False, None, True)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_guest_sees_the_room_while_it_runs_and_nothing_before_or_after(app, meeting, stranger, clock):
    with app.app_context():
        visitor_id = asked(meeting.people, meeting.id, now=meeting.now)
        link = link_in_the_letter(app, now=meeting.now)
        before = stranger.get(link).text
        all_say_yes(meeting.people, meeting.id, visitor_id, now=meeting.now)
        make.begun(meeting.people, meeting.id, now=meeting.now)
        service.say_privately(meeting.people["bo"], meeting.id, text="Private words", now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)

    during, fragment = stranger.get(link), stranger.get(f"{link}/stage")

    assert "Not yet" in before
    assert "Thursday" not in before
    assert "Mina" not in before
    assert (during.status_code, fragment.status_code) == (200, 200)
    assert "Bo presents." in during.text
    for hidden in ("Private words", "bo has something", "Your tray", "/sets/", 'method="post"'):
        assert hidden not in fragment.text
    with app.app_context():
        make.moved_to(meeting.people, meeting.id, "closing", now=meeting.now)
        service.close(meeting.people["ada"], meeting.id, seen=make.step(meeting.id), now=meeting.now)
        assert db.session.scalars(select(Visitor)).all() == []
    assert stranger.get(link).status_code == stranger.get(f"{link}/stage").status_code == 404


def test_one_objection_shows_a_guest_out_at_once(app, meeting, stranger):
    with app.app_context():
        visitor_id = asked(meeting.people, meeting.id, now=meeting.now)
        link = link_in_the_letter(app, now=meeting.now)
        all_say_yes(meeting.people, meeting.id, visitor_id, now=meeting.now)
        make.begun(meeting.people, meeting.id, now=meeting.now)
    assert "Not yet" not in stranger.get(f"{link}/stage").text

    with app.app_context():
        visits.answer_visitor(meeting.people["jo"], meeting.id, visitor_id=visitor_id, yes=False, now=meeting.now)

    assert "Not yet" in stranger.get(f"{link}/stage").text


def test_a_link_that_was_taken_back_or_made_up_leads_nowhere(app, meeting, stranger):
    with app.app_context():
        visitor_id = asked(meeting.people, meeting.id, now=meeting.now)
        link = link_in_the_letter(app, now=meeting.now)
        visits.send_visitor_away(meeting.people["ada"], meeting.id, visitor_id=visitor_id, now=meeting.now)

    assert stranger.get(link).status_code == 404
    assert stranger.get("/visits/made-up").status_code == 404


def test_an_observer_comes_with_their_own_account_and_everybodys_yes(app, client_for, meeting, stranger):
    with app.app_context():
        hana = meeting.people["hana"]
        visitor_id = asked(meeting.people, meeting.id, now=meeting.now, kind="observer", email=hana.email)
        link = link_in_the_letter(app, now=meeting.now)
        make.begun(meeting.people, meeting.id, now=meeting.now)
        for name in SEATED[:-1]:
            visits.answer_visitor(meeting.people[name], meeting.id, visitor_id=visitor_id, yes=True, now=meeting.now)
    observer = client_for(hana)
    assert "Not yet" in observer.get(link).text

    with app.app_context():
        visits.answer_visitor(meeting.people["sam"], meeting.id, visitor_id=visitor_id, yes=True, now=meeting.now)

    assert "Opening" in observer.get(link).text
    assert observer.get(f"/meetings/{meeting.id}").status_code == 404
    assert stranger.get(link).status_code == 404
    assert stranger.get(f"{link}?sign_in=1").status_code == 303
    assert client_for(meeting.people["cy"]).get(link).status_code == 404


def test_the_set_asks_and_answers_on_the_page(client_for, meeting):
    ada, bo = client_for(meeting.people["ada"]), client_for(meeting.people["bo"])
    here = f"/meetings/{meeting.id}"

    refused = ada.post(f"{here}/visitors", data={"kind": "guest", "name": "Lee", "email": "nowhere"})
    sent = ada.post(f"{here}/visitors", data={"kind": "guest", "name": "Lee", "email": "lee@example.org"})

    assert (refused.status_code, sent.status_code) == (422, 303)
    page = bo.get(here).text
    assert "Lee, a guest" in page
    its = re.findall(rf"{here}/visitors/\d+", page)[0]
    assert bo.post(f"{its}/answers", data={"yes": "perhaps"}).status_code == 400
    assert "Nobody is told whose no it was" not in bo.get(here).text
    assert bo.post(f"{its}/answers", data={"yes": "0"}).status_code == 303
    assert "Nobody is told whose no it was" in bo.get(here).text
    assert ada.post(f"{its}/removals", data={}).status_code == 303
    assert "Lee, a guest" not in bo.get(here).text
