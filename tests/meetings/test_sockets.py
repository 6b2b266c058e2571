"""Who hears that a meeting has moved, and what a socket may ask."""

import pytest
from flask_socketio import SocketIOTestClient
from sqlalchemy import select

from cop.core.access import cookie_name
from cop.core.database import transaction
from cop.core.realtime import socketio
from cop.meetings import service
from cop.meetings.queries import stage_for
from cop.people import service as people_service
from cop.sets.facts import SeatLeft
from cop.sets.models import Seat
from tests.factories import meetings as make


@pytest.fixture
def socket_for(app, clock):
    opened: list[SocketIOTestClient] = []

    def connect(person):
        browser = app.test_client()
        with app.app_context():
            token = people_service.open_sign_in(person.id, device="a test", now=clock.now)
        browser.set_cookie(cookie_name(app.config["COP"]), token)
        opened.append(socketio.test_client(app, flask_test_client=browser))
        return opened[-1]

    yield connect
    for each in opened:
        if each.is_connected():
            each.disconnect()


def heard(socket):
    return [each["args"][0] for each in socket.get_received() if each["name"] == "meeting.moved"]


def ask(socket, meeting_id):
    return socket.emit("meeting.watch", {"id": meeting_id}, callback=True)


def test_those_who_sit_in_the_set_hear_and_nobody_else_does(app, socket_for, meeting):
    sockets = {name: socket_for(meeting.people[name]) for name in ("ada", "bo", "sam", "cy", "eli", "hana")}

    with app.app_context():
        service.arrive(meeting.people["bo"], meeting.id, now=meeting.now)

    news = {name: heard(socket) for name, socket in sockets.items()}
    assert [each["id"] for each in news["ada"]] == [meeting.id]
    assert news["ada"] == news["bo"] == news["sam"]
    assert news["cy"] == news["eli"] == news["hana"] == []


def test_news_carries_a_number_and_no_content(app, socket_for, meeting):
    socket = socket_for(meeting.people["jo"])

    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        version = stage_for(meeting.people["jo"], meeting.id, now=meeting.now).meeting.version

    assert heard(socket)[-1] == {"id": meeting.id, "version": version}


def test_whoever_has_lost_their_seat_hears_nothing_more(app, socket_for, meeting):
    socket = socket_for(meeting.people["jo"])
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        with transaction() as tx:
            seat = tx.session.scalars(select(Seat).where(Seat.user_id == meeting.people["jo"].id)).one()
            seat.state = "left"
            tx.announce(SeatLeft(seat.set_id, meeting.people["jo"].id))
        heard(socket)
        service.pause(meeting.people["bo"], meeting.id, now=meeting.now)

    assert heard(socket) == []
    assert "error" in ask(socket, meeting.id)


def test_a_refused_move_is_no_news(app, socket_for, meeting):
    socket = socket_for(meeting.people["jo"])

    with app.app_context(), pytest.raises(Exception, match="facilitator"):
        service.start(meeting.people["bo"], meeting.id, seen=0, now=meeting.now)

    assert heard(socket) == []


def test_watching_tells_the_version_and_nothing_to_outsiders(socket_for, meeting):
    inside, outside = ask(socket_for(meeting.people["bo"]), meeting.id), socket_for(meeting.people["cy"])

    assert inside["version"] >= 1
    assert ask(outside, meeting.id) == ask(outside, 999_999)
    assert "error" in ask(outside, meeting.id)


@pytest.mark.parametrize("asked", ["1", None, -1, 0, 2**40, [1], True, 1.5])
def test_a_strange_question_is_answered_like_an_unknown_meeting(socket_for, meeting, asked):
    assert "error" in ask(socket_for(meeting.people["bo"]), asked)


def test_a_socket_that_goes_takes_its_person_away(app, clock, socket_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
    socket = socket_for(meeting.people["jo"])
    ask(socket, meeting.id)

    socket.disconnect()

    with app.app_context():
        assert stage_for(meeting.people["bo"], meeting.id, now=clock.forward(seconds=6)).missing == [
            meeting.people["jo"].id
        ]


def test_somebody_removed_is_told_to_look_again_and_cut_off(app, socket_for, meeting):
    mina, bo = (socket_for(meeting.people[name]) for name in ("mina", "bo"))
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
    ask(mina, meeting.id)
    heard(mina)

    with app.app_context(), transaction() as tx:
        seat = tx.session.scalars(select(Seat).where(Seat.user_id == meeting.people["mina"].id)).one()
        seat.state = "left"
        tx.announce(SeatLeft(seat.set_id, meeting.people["mina"].id))

    assert not mina.is_connected()
    assert bo.is_connected()


def test_only_two_people_hear_of_a_private_line(app, socket_for, meeting):
    sockets = {name: socket_for(meeting.people[name]) for name in ("ada", "sam", "bo", "mina")}
    with app.app_context():
        service.say_privately(meeting.people["sam"], meeting.id, text="This is hard", now=meeting.now)

    news = {name: socket.get_received() for name, socket in sockets.items()}

    assert (
        [each["args"][0] for each in news["ada"]] == [each["args"][0] for each in news["sam"]] == [{"id": meeting.id}]
    )
    assert news["bo"] == news["mina"] == []
