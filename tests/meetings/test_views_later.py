"""What people read when the meeting might end later, when a presenter would like more time, and in a lull."""

from datetime import timedelta

import pytest

from cop.meetings import service
from tests.factories import meetings as make

QUESTION = "Finish 5 minutes later?"
WISH = "Bo would like more time."
LULL = "No question for two minutes"


@pytest.fixture
def exploring(app, meeting):
    """Bo presents, and the set asks."""
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)
    return meeting


def page(client_for, meeting, who):
    return " ".join(client_for(meeting.people[who]).get(f"/meetings/{meeting.id}/stage").text.split())


def press(client_for, meeting, who, path, **said):
    return client_for(meeting.people[who]).post(f"/meetings/{meeting.id}{path}", data=said).status_code


def test_everybody_is_asked_and_answers_with_one_press(app, client_for, exploring):
    with app.app_context():
        asked = {"seen": make.step(exploring.id), "minutes": 5}

    statuses = [press(client_for, exploring, "ada", "/late-ends", **asked)]
    told = {who: page(client_for, exploring, who) for who in ("ada", "bo", "jo")}
    statuses += [
        press(client_for, exploring, who, "/late-ends/answers", **asked, yes="1") for who in ("bo", "mina", "jo")
    ]
    last = page(client_for, exploring, "sam")
    statuses.append(press(client_for, exploring, "sam", "/late-ends/answers", **asked, yes="1"))

    assert statuses == [303] * 5
    assert all(QUESTION in each and "You are asked whether to finish later." in each for each in told.values())
    assert ("Take it back" in told["ada"], "Take it back" in told["jo"]) == (True, False)
    assert "4 of you have said yes so far." in last
    assert QUESTION not in page(client_for, exploring, "sam")
    with app.app_context():
        assert make.progress(exploring.id).part.extended == 300


def test_after_a_no_everybody_reads_the_same_and_nobody_whose_it_was(app, client_for, exploring):
    with app.app_context():
        asked = {"seen": make.step(exploring.id), "minutes": 5}
    press(client_for, exploring, "ada", "/late-ends", **asked)

    assert press(client_for, exploring, "jo", "/late-ends/answers", **asked, yes="0") == 303

    for who in ("ada", "bo", "jo"):
        told = page(client_for, exploring, who)
        assert "Not everybody would like to finish later, so you do not." in told
        assert QUESTION not in told
        assert "ask everybody whether you may finish later" not in told


def test_the_facilitator_sees_where_minutes_could_come_from(client_for, exploring):
    told = page(client_for, exploring, "ada")

    assert "from the rest of this slot" in told
    assert "minutes that are free before" in told
    assert "ask everybody whether you may finish later" in told
    assert "everybody has said yes" not in told


def test_what_was_said_for_the_table_is_told_when_the_meeting_is_over(app, client_for, exploring):
    with app.app_context():
        press(client_for, exploring, "ada", "/table")
        seen = make.step(exploring.id)
    assert "everybody at the table has nodded" in page(client_for, exploring, "ada")

    assert press(client_for, exploring, "ada", "/nods", seen=seen, minutes=5) == 303

    with app.app_context():
        make.moved_to(exploring.people, exploring.id, "closing", now=exploring.now)
        service.close(exploring.people["ada"], exploring.id, seen=make.step(exploring.id), now=exploring.now)
    assert "Ada said that everybody had nodded to finishing 5 minutes later." in page(client_for, exploring, "bo")


def test_only_who_keeps_the_time_reads_that_the_presenter_would_like_more(client_for, exploring):
    assert "I need more time" in page(client_for, exploring, "bo")
    assert "I need more time" not in page(client_for, exploring, "jo")

    assert press(client_for, exploring, "bo", "/time-requests") == 303

    told = {who: page(client_for, exploring, who) for who in ("ada", "bo", "jo")}
    assert [who for who, words in told.items() if WISH in words] == ["ada"]
    assert "You have asked for more time." in told["bo"]


def test_the_line_about_a_lull_is_for_the_facilitator_alone(clock, client_for, exploring):
    clock.now = exploring.now + timedelta(minutes=2)

    assert [who for who in ("ada", "bo", "jo") if LULL in page(client_for, exploring, who)] == ["ada"]
