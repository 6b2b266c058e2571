"""How the turns of a slot are asked for, handed on and told of, in the browser of each person."""

import re
from dataclasses import replace

import pytest

from cop.core.database import transaction
from cop.meetings import service
from cop.meetings.models import Meeting
from tests.factories import meetings as make

PAGES = ("", "/stage", "/tray")


@pytest.fixture
def exploring(app, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)
    return meeting


def ids(meeting, *names):
    return tuple(meeting.people[name].id for name in names)


def post(client_for, meeting, who, path, **data):
    return client_for(meeting.people[who]).post(f"/meetings/{meeting.id}{path}", data=data).status_code


def seen_by(client_for, meeting, who, page=""):
    """The page without what is drawn afresh with every form."""
    text = client_for(meeting.people[who]).get(f"/meetings/{meeting.id}{page}").text
    return re.sub(r'(value="[\w-]{24}"|name="csrf_token" value="[^"]*"|nonce="[^"]*"|data-version="\d+")', "", text)


def has_asked(app, meeting, *names):
    """As if these had had turns in this slot, in this order."""
    with app.app_context(), transaction() as tx:
        stored = tx.session.get_one(Meeting, meeting.id)
        floor = replace(stored.progress.floor, asked=ids(meeting, *names))
        stored.progress = replace(stored.progress, floor=floor)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["bo", "jo", "sam"])
def test_what_others_have_asked_changes_nothing_that_a_member_is_shown(app, client_for, exploring, who, page):
    has_asked(app, exploring, who, "mina", "mina", "mina")
    first = seen_by(client_for, exploring, who, page)

    has_asked(app, exploring, "mina", who, *({"bo", "jo", "sam"} - {who}))

    assert seen_by(client_for, exploring, who, page) == first
    assert "Balance of turns" not in first


def test_a_member_is_told_of_their_own_turns_and_the_facilitator_of_all(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "clarify", now=meeting.now)
    asked = make_holder(app, meeting)
    silent = [name for name in ("mina", "jo", "sam") if name != asked]

    assert "You have asked once in this slot." in seen_by(client_for, meeting, asked)
    assert "You have not asked in this slot yet." in seen_by(client_for, meeting, silent[0])
    told = seen_by(client_for, meeting, "ada")
    turns = dict(re.findall(r'<th scope="row">(\w+)</th>\s*<td>(\d)</td>', told))
    assert turns == {asked.title(): "1", **{name.title(): "0" for name in silent}}
    assert "Not asked yet: " in told


def make_holder(app, meeting):
    with app.app_context():
        holder = make.progress(meeting.id).floor.holder
    return next(name for name, person in meeting.people.items() if person.id == holder)


def test_whoever_stands_in_for_the_facilitator_reads_no_balance(app, client_for, clock, exploring):
    with app.app_context():
        service.watch(exploring.ada, exploring.id, connection="one", now=clock.now)
        service.leave(exploring.ada.id, "one", now=clock.now)
    clock.forward(minutes=2)

    page = seen_by(client_for, exploring, "mina")

    assert "You stand in for Ada" in page
    assert "Balance of turns" not in page


@pytest.mark.parametrize(("who", "status"), [("ada", 303), ("bo", 303), ("jo", 403), ("cy", 404)])
def test_who_chooses_how_the_set_asks(app, client_for, meeting, who, status):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "settle", now=meeting.now)

    assert post(client_for, meeting, who, "/askings", asking="balanced") == status

    with app.app_context():
        make.moved_to(meeting.people, meeting.id, "clarify", now=meeting.now)
        assert (make.progress(meeting.id).floor.mode == "balanced") == (status == 303)


def test_an_unknown_way_of_asking_is_not_ours(client_for, exploring):
    assert post(client_for, exploring, "ada", "/askings", asking="loudest") == 400


def test_who_marks_a_follow_up(app, client_for, exploring):
    holder = make_holder(app, exploring)
    other = next(name for name in ("jo", "sam", "mina") if name != holder)
    said = {"holder": exploring.people[holder].id}

    answers = [post(client_for, exploring, who, "/follow-ups", **said) for who in (other, "cy", holder, "ada")]

    assert answers == [403, 404, 303, 422]
    assert "with a follow-up" in seen_by(client_for, exploring, other)
    assert "This is my follow-up" not in seen_by(client_for, exploring, holder)


def test_a_free_floor_is_handed_to_the_next_hand(app, client_for, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        service.raise_hand(meeting.jo, meeting.id, now=meeting.now)

    assert post(client_for, meeting, "ada", "/turns", holder="") == 303

    with app.app_context():
        assert make.progress(meeting.id).floor.holder == meeting.jo.id


def test_a_member_who_was_away_at_their_turn_has_it_when_they_are_back(app, clock, meeting):
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=clock.now)
        make.moved_to(meeting.people, meeting.id, "check_in", now=clock.now)
        waiting = make.progress(meeting.id).floor.waiting
        gone = next(each for each in meeting.people.values() if each.id == waiting[-1])
        service.watch(gone, meeting.id, connection="one", now=clock.now)
        service.leave(gone.id, "one", now=clock.now)
        later = clock.forward(seconds=10)
        while holder := make.progress(meeting.id).floor.holder:
            service.hand_on(meeting.ada, meeting.id, holder=holder, now=later)

        service.watch(gone, meeting.id, connection="two", now=clock.forward(seconds=1))

        assert make.progress(meeting.id).floor.holder == gone.id
