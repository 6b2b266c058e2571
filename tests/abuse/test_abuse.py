"""What somebody with bad manners tries, named by the cases of the list of abuses."""

import io
import threading

import pytest
from sqlalchemy import func, select

from cop.communities import service as communities
from cop.communities.models import CommunityMembership
from cop.core.access import cookie_name
from cop.core.database import db
from cop.core.errors import RuleBroken
from cop.core.models import Job
from cop.core.realtime import socketio
from cop.discussions.models import Post, Thread
from cop.meetings import service as meetings
from cop.people import service as people_service
from cop.people.models import User
from cop.people.rules import names
from cop.sets import service as sets
from tests.factories import meetings as make
from tests.factories.people import a_user
from tests.factories.sets import a_set

PROFILE = {"pronouns": "", "about": "", "time_zone": "Europe/London"}


@pytest.fixture
def bo(app):
    with app.app_context():
        return a_user("Bo")


@pytest.fixture
def room(app, bo, now):
    """The id of the first space of a community that Bo coordinates."""
    with app.app_context():
        found = communities.found(bo, name="Network", purpose="p", preset="restricted", now=now)
        return communities.create_space(bo, found.id, name="Room", purpose="p", preset="restricted", now=now).id


def _count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def test_abuse_33_a_file_in_place_of_words_is_no_words(app, client_for, bo):
    browser = client_for(bo)
    for field in ("name", "about", "time_zone", "key"):
        sent = {**PROFILE, "name": "Bo", field: (io.BytesIO(b"words"), "words.txt")}
        answer = browser.post("/people/me", data=sent, content_type="multipart/form-data")
        assert (field, answer.status_code) in {(field, 303), (field, 422)}
    with app.app_context():
        told = db.session.get_one(User, bo.id)
        assert (told.name, told.about, told.time_zone) == ("Bo", "", "Europe/London")


@pytest.mark.parametrize("sent", [{"name": {"a": 1}}, {"name": 5}, ["name"], None, "name"])
def test_abuse_33_a_form_sent_as_json_is_an_empty_form(app, client_for, bo, sent):
    assert client_for(bo).post("/people/me", json=sent).status_code in {303, 422}
    with app.app_context():
        told = db.session.get_one(User, bo.id)
        assert (told.name, told.about, told.time_zone) == ("Bo", "", "Europe/London")


def test_abuse_33_a_number_too_large_for_any_database_is_refused(app, client_for, now):
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=now)
        make.begun(people, meeting_id, now=now)

    sent = {"commitment": "9" * 20, "reason": "because"}

    assert client_for(people["ada"]).post(f"/meetings/{meeting_id}/skips", data=sent).status_code == 422


def test_a_key_that_comes_back_with_other_words_swallows_nothing(app, client_for, bo, room):
    browser, new = client_for(bo), f"/spaces/{room}/threads/new"
    first = browser.post(new, data={"title": "One", "body": "one", "key": "k"})
    again = browser.post(new, data={"title": "One", "body": "one", "key": "k"})
    other = browser.post(new, data={"title": "Two", "body": "two", "key": "k"})
    reply = browser.post(f"{first.location}/posts", data={"body": "three", "key": "k"})

    assert first.location == again.location != other.location
    assert reply.location.startswith(f"{first.location}?")
    assert (_count(app, Thread), _count(app, Post)) == (2, 3)


def test_the_key_of_another_person_does_nothing(app, client_for, bo, room):
    with app.app_context():
        cy = a_user("Cy")
    for person in (bo, cy):
        client_for(person).post("/people/me", data={**PROFILE, "name": "Somebody Else", "key": "k"})

    with app.app_context():
        assert db.session.scalars(select(User.name)).all() == ["Somebody Else"] * 2


def test_two_presses_at_one_moment_both_lead_to_what_came_of_it(app, client_for, bo, room):
    leads: list[str] = []
    start = threading.Barrier(2)
    browsers = [client_for(bo), client_for(bo)]

    def press(browser):
        start.wait()
        sent = {"title": "One", "body": "one", "key": "k"}
        leads.append(browser.post(f"/spaces/{room}/threads/new", data=sent).location)

    presses = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert (len(set(leads)), leads[0].startswith("/threads/"), _count(app, Thread)) == (1, True, 1)


def test_abuse_42_whoever_joins_twice_at_one_moment_joins_once(app, client_for, bo, now):
    with app.app_context():
        ada = a_user("Ada")
        found = communities.found(ada, name="Network", purpose="p", preset="open", now=now).id
    start, answers = threading.Barrier(6), []
    browsers = [client_for(bo) for _ in range(6)]

    def join(browser):
        start.wait()
        answers.append(browser.post(f"/communities/{found}/memberships").status_code)

    presses = [threading.Thread(target=join, args=(browser,)) for browser in browsers]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert (answers, _count(app, CommunityMembership)) == ([303] * 6, 2)


def test_abuse_21_a_socket_that_only_says_goodbye_is_cut_with_its_sign_in(app, bo, now):
    browser = app.test_client()
    with app.app_context():
        token = people_service.open_sign_in(bo.id, device="a test", now=now)
    browser.set_cookie(cookie_name(app.config["COP"]), token)
    socket = socketio.test_client(app, flask_test_client=browser)
    socket.emit("disconnect")

    browser.post("/sign-out")

    assert not socket.is_connected()


def test_abuse_25_a_page_with_a_name_on_it_is_kept_by_no_cache_wherever_it_stands(client_for, bo):
    answer = client_for(bo).get("/static/made-up/nothing.css")

    assert (answer.status_code, "Bo" in answer.text) == (404, True)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example"])
def test_abuse_58_the_way_back_from_an_error_never_leads_elsewhere(client_for, bo, path):
    answer = client_for(bo).post("/accessibility", headers={"Referer": f"http://localhost{path}"})

    assert (answer.status_code, "evil.example" in answer.text) == (405, False)


@pytest.mark.parametrize(
    "name",
    ["\u3164\u3164", "Bo\u3164", "\u115f", "Bo\ufe0f", "evil.site", "see g00gle.click", "\uff21dmin", "\uff23op"],
)
def test_abuse_46_a_name_is_seen_and_passes_for_nobody(name):
    with pytest.raises(RuleBroken):
        names.name_of(name)


def test_abuse_88_a_seat_offered_again_and_again_fills_no_letter_box(app, bo, now):
    with app.app_context():
        gil, mina = a_user("Gil"), a_user("Mina")
        for set_id in (a_set(bo, [mina], now=now), a_set(bo, [mina], now=now)):
            for _ in range(3):
                seat = sets.offer_seat(bo, set_id, email=gil.email, name="Gil", now=now)
                sets.remove(bo, set_id, seat_id=seat.id, now=now)

        letters = db.session.scalars(select(Job.payload).where(Job.kind == "mail.send")).all()
        assert [each["to"] for each in letters].count(gil.email) == 1


def test_what_people_said_stays_out_of_the_log_when_the_database_complains(app):
    with app.app_context():
        assert db.engine.hide_parameters


def test_nobody_changes_who_was_there_or_who_led_once_a_meeting_has_ended(app, now):
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=now)
        make.begun(people, meeting_id, now=now)
        meetings.abandon(people["ada"], meeting_id, reason="fire alarm", seen=make.step(meeting_id), now=now)

        with pytest.raises(RuleBroken, match="has ended"):
            meetings.affirm(people["bo"], meeting_id, now=now)
        with pytest.raises(RuleBroken, match="has ended"):
            meetings.offer(people["ada"], meeting_id, person_id=people["sam"].id, now=now)
