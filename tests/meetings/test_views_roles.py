"""The forms with which people take parts, leave, are silent and write to the facilitator alone."""

from datetime import timedelta

import pytest

from cop.meetings import service
from tests.factories import meetings as make


@pytest.fixture
def exploring(app, meeting):
    """Bo presents, and the set explores."""
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)
    return meeting


@pytest.fixture
def post(client_for, exploring):
    """Somebody sends a form of the meeting; answers the status."""

    def send(name, path, **data):
        client = client_for(exploring.people[name])
        return client.post(f"/meetings/{exploring.id}{path}", data=data).status_code

    return send


@pytest.fixture
def page(client_for, exploring):
    return lambda name, path="": client_for(exploring.people[name]).get(f"/meetings/{exploring.id}{path}").text


def test_the_meeting_is_offered_taken_back_offered_again_refused_and_taken(post, page, exploring):
    person = exploring.people["jo"].id

    assert post("ada", "/handovers", person=person) == 303
    assert "Ada asks you to facilitate" in page("jo")
    assert post("ada", "/handovers/withdrawals") == 303
    assert "Ada asks you to facilitate" not in page("jo")
    assert post("ada", "/handovers", person=person) == 303
    assert post("jo", "/handovers/refusals") == 303
    assert post("jo", "/handovers/acceptances") == 422
    assert post("ada", "/handovers", person=person) == 303
    assert post("jo", "/handovers/acceptances") == 303
    assert "You facilitate" in page("jo")


def test_a_timekeeper_has_a_bar_of_their_own(post, page, exploring):
    assert post("ada", "/timekeepers", person=exploring.people["sam"].id) == 303

    bar = page("sam")

    assert "You keep the time" in bar
    assert "/abandonments" not in bar
    assert "Move on to Reflect" in bar


def test_without_facilitator_and_deputy_somebody_takes_it_by_a_form(app, post, page, exploring, clock):
    with app.app_context():
        for name in ("ada", "mina"):
            service.watch(exploring.people[name], exploring.id, connection=name, now=exploring.now)
            service.leave(exploring.people[name].id, name, now=exploring.now)
    clock.forward(seconds=61)

    assert "Nobody facilitates just now" in page("jo")
    assert post("jo", "/stand-ins") == 303
    assert "You stand in for Ada" in page("jo")
    assert post("sam", "/stand-ins") == 403


@pytest.mark.parametrize(("seconds", "status"), [("30", 303), ("60", 303), ("45", 400), ("", 400), ("x", 400)])
def test_a_silence_is_half_a_minute_or_one(post, page, seconds, status):
    assert post("jo", "/silences", seconds=seconds) == status
    assert ("Silence. The clock is held" in page("sam")) == (status == 303)


@pytest.mark.parametrize(("at", "status"), [("11:30", 303), ("09:00", 422), ("", 422), ("soon", 422)])
def test_a_time_to_leave_is_told_to_the_set(post, page, at, status):
    assert post("sam", "/leaving-times", at=at) == status
    assert ("Sam has to go at about 11:30" in page("bo")) == (status == 303)


def test_whoever_leaves_now_finds_the_door_and_may_come_back(post, page):
    assert post("sam", "/departures") == 303
    assert "Come in" in page("sam")
    assert post("sam", "/arrivals") == 303
    assert post("ada", "/departures") == 422


def test_a_line_is_written_answered_and_read_by_two(post, page, exploring):
    assert post("sam", "/line", text="") == 422
    assert post("sam", "/line", text="This is hard for me.") == 303
    assert post("ada", "/line", text="Shall we pause?", to=exploring.people["sam"].id) == 303
    assert post("ada", "/line", text="Psst", to=exploring.people["bo"].id) == 404
    assert post("cy", "/line", text="Hello") == 404

    for name in ("ada", "sam"):
        assert "This is hard for me." in page(name, "/line")
        assert "Shall we pause?" in page(name, "/line/words")
    for name in ("bo", "mina"):
        assert "This is hard for me." not in page(name, "/line") + page(name) + page(name, "/stage")


def test_after_five_minutes_the_presenters_slot_is_waited_for_or_put_off(app, post, page, exploring, clock):
    with app.app_context():
        bo = exploring.people["bo"]
        service.watch(bo, exploring.id, connection="b", now=exploring.now)
        service.leave(bo.id, "b", now=exploring.now + timedelta(seconds=10))
        step = make.step(exploring.id)
    clock.forward(minutes=5, seconds=10)

    assert "What would the set like?" in page("ada")
    assert post("ada", "/waits") == 303
    assert "What would the set like?" not in page("ada")
    clock.forward(minutes=5)
    assert post("jo", "/postponements", seen=step) == 403
    assert post("ada", "/postponements", seen=step + 9) == 409
    assert post("ada", "/postponements", seen=step) == 303


def test_few_in_the_lobby_say_yes_by_a_form(app, client_for, meeting):
    with app.app_context():
        for name in ("ada", "bo"):
            service.arrive(meeting.people[name], meeting.id, now=meeting.now)
    bo, here = client_for(meeting.people["bo"]), f"/meetings/{meeting.id}"

    assert "Fewer than you agreed" in bo.get(here).text
    assert bo.post(f"{here}/go-aheads", data={}).status_code == 303
    assert bo.post(f"{here}/go-aheads", data={}).status_code == 422
    assert client_for(meeting.people["ada"]).post(f"{here}/starts", data={"seen": 0}).status_code == 303
