"""Scenes from within a slot, as the people in them would tell them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from cop.core.errors import NotAllowed
from cop.meetings import service
from cop.meetings.queries import stage_for
from tests.factories import meetings as make
from tests.meetings.test_service_tray import gives_floor

ADVICE, QUESTION = "Have you tried asking HR?", "What have you already tried?"
SEATED = ("ada", "bo", "mina", "jo", "sam")


def after(here, **length):
    return here.now + timedelta(**length)


def drops_out(here, name, **length):
    """This person's socket was there, and is gone so long after the part began."""
    gone = after(here, **length)
    service.watch(here.people[name], here.id, connection=name, now=gone - timedelta(seconds=10))
    service.leave(here.people[name].id, name, now=gone)


def test_scene_2_advice_typed_in_explore_is_put_as_a_question_before_anybody_sees_it(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)
        gives_floor(meeting, "sam")
    jo, here = client_for(meeting.people["jo"]), f"/meetings/{meeting.id}"

    jo.post(f"{here}/queued-questions", data={"text": ADVICE, "seen": "0", "page": "1", "turn": "1"})
    card = jo.get(f"{here}/tray").text
    jo.post(f"{here}/queued-questions", data={"text": QUESTION, "seen": "0", "page": "1", "turn": "2"})
    with app.app_context():
        service.give_floor(meeting.people["ada"], meeting.id, person_id=meeting.people["jo"].id, now=meeting.now)

    assert QUESTION in card
    for name in SEATED:
        pages = "".join(client_for(meeting.people[name]).get(f"{here}{part}").text for part in ("", "/stage", "/tray"))
        assert ADVICE not in pages or name == "jo"
        assert QUESTION in pages


def test_scene_3_a_presenters_telephone_drops_and_nobody_loses_anything(here):
    here.begun().at("present")
    before = here.progress
    drops_out(here, "bo", minutes=3, seconds=50)
    held = stage_for(here.jo, here.id, now=after(here, minutes=5))

    service.watch(here.bo, here.id, connection="again", now=after(here, minutes=5, seconds=50))

    back = stage_for(here.jo, here.id, now=after(here, minutes=5, seconds=50))
    assert held.progress.pause is not None
    assert (held.progress.pause.reason, held.left) == ("connection", timedelta(minutes=3, seconds=10))
    assert (back.progress.pause, back.left) == (None, timedelta(minutes=3, seconds=10))
    assert (back.progress.floor, back.progress.step) == (before.floor, before.step)


def test_scene_4_somebody_late_waits_four_minutes_and_comes_in_when_the_facts_begin(here):
    here.begun(without=["sam"]).at("present")
    service.arrive(here.sam, here.id, now=after(here, minutes=3))
    waiting = stage_for(here.sam, here.id, now=after(here, minutes=3))

    service.advance(here.ada, here.id, seen=here.step, now=after(here, minutes=7))

    assert (waiting.role, waiting.comes_in_at) == ("waiting", after(here, minutes=7))
    inside = stage_for(here.sam, here.id, now=after(here, minutes=7))
    assert (inside.key, inside.role) == ("clarify", "member")


def test_scene_5_the_facilitator_leaves_in_the_middle_and_the_deputy_has_the_controls(here):
    here.begun().at("explore", presenters=("bo", "jo"))
    drops_out(here, "ada", minutes=2)
    with pytest.raises(NotAllowed):
        service.advance(here.mina, here.id, seen=here.step, now=after(here, minutes=2, seconds=59))

    service.advance(here.mina, here.id, seen=here.step, now=after(here, minutes=3))

    assert here.progress.part.key == "reflect"
    service.watch(here.ada, here.id, connection="again", now=after(here, minutes=4))
    assert "steer" in stage_for(here.ada, here.id, now=after(here, minutes=4)).may
    assert "steer" not in stage_for(here.mina, here.id, now=after(here, minutes=4)).may


def test_scene_6_two_who_press_next_at_once_move_on_once(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        step = make.step(meeting.id)
    both, together = [client_for(meeting.people["ada"]) for _ in range(2)], Barrier(2)

    def press(client):
        together.wait()
        return client.post(f"/meetings/{meeting.id}/advances", data={"seen": step}).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(press, both))

    assert answers == [303, 409]
    with app.app_context():
        assert make.progress(meeting.id).part.key == "check_in"


def test_everybody_on_two_devices_is_there_once_and_stays_while_one_is_left(here):
    here.begun().at("present")
    for name in SEATED:
        for device in ("laptop", "telephone"):
            service.watch(here.people[name], here.id, connection=f"{name} {device}", now=here.now)

    for name in SEATED:
        service.leave(here.people[name].id, f"{name} telephone", now=after(here, seconds=10))

    for name in SEATED:
        stage = stage_for(here.people[name], here.id, now=after(here, seconds=40))
        assert (stage.missing, stage.progress.pause, len(stage.seated)) == ([], None, 5)


def test_a_facilitator_who_never_returns_leaves_the_deputy_to_close(here):
    here.begun().at("closing", presenters=("bo", "jo"))
    drops_out(here, "ada", minutes=1)

    service.close(here.mina, here.id, seen=here.step, now=after(here, minutes=9))

    assert here.progress.state == "closed"
