"""Somebody is asked to join a set that is under way: the set is told first, and any one objection holds.

Ada facilitates, Bo and Mina sit, Gil is asked to join; Jo was asked while the set formed.
"""

import pytest
from sqlalchemy import func, select

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.sets import queries, service
from cop.sets.listeners import tell_of_offers
from cop.sets.models import LearningSet, SeasonDate, Seat, SeatVoice
from cop.sets.queries import access
from cop.sets.queries.newcomers import newcomers_to, unanswered_by
from cop.sets.service import closing
from tests.factories.people import a_user
from tests.factories.sets import a_set
from tests.pages import words_of
from tests.sets.conftest import OUTSIDE

NOT_READY = "The set is not ready yet"


@pytest.fixture
def asked(app, thursday, cast, now):
    """Ada has asked Gil, whom she calls Gil Newman."""
    with app.app_context():
        thursday.gil = service.offer_seat(cast.ada, thursday.id, email=cast.gil.email, name="Gil Newman", now=now).id
        db.session.rollback()
    return thursday


def _answer(actor, asked, *, yes, now):
    service.answer_newcomer(actor, asked.id, seat_id=asked.gil, yes=yes, now=now)


def _standing(viewer, asked, *, now):
    (found,) = newcomers_to(queries.set_for(viewer, asked.id), viewer_id=viewer.id, now=now)
    return found.standing, found.mine


def _sits(person, asked):
    return person.id in queries.people_in(asked.id)


def _letters(app, *, now):
    """To whom, and what about, since this was asked last."""
    jobs.run_all(now=now)
    sent = app.extensions["cop_mailer"].sent
    found = [(message["To"], str(message["Subject"])) for message in sent]
    sent.clear()
    return found


@pytest.mark.usefixtures("inside")
def test_nobody_sits_down_before_the_week_is_over(asked, cast, clock):
    for days in (0, 6, 0.9):
        with pytest.raises(RuleBroken, match=NOT_READY):
            service.accept_seat(cast.gil, asked.id, now=clock.forward(days=days))
    assert not _sits(cast.gil, asked)

    service.accept_seat(cast.gil, asked.id, now=clock.forward(days=0.1))

    assert _sits(cast.gil, asked)


@pytest.mark.usefixtures("inside")
def test_everybodys_yes_is_enough_at_once(asked, cast, now):
    _answer(cast.bo, asked, yes=True, now=now)
    with pytest.raises(RuleBroken, match=NOT_READY):
        service.accept_seat(cast.gil, asked.id, now=now)
    _answer(cast.mina, asked, yes=True, now=now)

    service.accept_seat(cast.gil, asked.id, now=now)

    assert _sits(cast.gil, asked)


@pytest.mark.parametrize("who", ["ada", "bo", "mina"])
@pytest.mark.usefixtures("inside")
def test_one_objection_holds_for_as_long_as_it_stands(asked, cast, clock, who):
    _answer(getattr(cast, who), asked, yes=False, now=clock.now)
    for days in (0, 7, 300):
        with pytest.raises(RuleBroken, match=NOT_READY):
            service.accept_seat(cast.gil, asked.id, now=clock.forward(days=days))

    _answer(getattr(cast, who), asked, yes=True, now=clock.now)
    service.accept_seat(cast.gil, asked.id, now=clock.now)

    assert _sits(cast.gil, asked)


@pytest.mark.usefixtures("inside")
def test_an_objection_counts_also_when_the_seat_could_be_taken_already(asked, cast, clock):
    clock.forward(days=8)

    _answer(cast.bo, asked, yes=False, now=clock.now)

    with pytest.raises(RuleBroken, match=NOT_READY):
        service.accept_seat(cast.gil, asked.id, now=clock.now)


@pytest.mark.usefixtures("inside")
def test_somebody_who_has_left_has_no_voice_any_more(asked, cast, clock):
    _answer(cast.bo, asked, yes=False, now=clock.now)
    service.leave(cast.bo, asked.id, now=clock.now)

    service.accept_seat(cast.gil, asked.id, now=clock.forward(days=7))

    assert _sits(cast.gil, asked)


@pytest.mark.usefixtures("inside")
def test_who_objects_is_told_to_nobody(asked, cast, now):
    before = [_standing(person, asked, now=now) for person in (cast.ada, cast.bo, cast.mina)]
    _answer(cast.bo, asked, yes=False, now=now)
    after = [_standing(person, asked, now=now) for person in (cast.ada, cast.bo, cast.mina)]

    assert before == [("open", True), ("open", None), ("open", None)]
    assert after == [("held", True), ("held", False), ("held", None)]
    assert {line.kind for line in access.access_lines_of(asked.id)} == {"formed", "seat_offered"}


@pytest.mark.usefixtures("inside")
def test_the_set_is_written_to_and_the_facilitator_again_about_an_objection(app, asked, cast, clock):
    news, seat = "Something new in one of your sets", "A seat in a learning set is being kept for you"
    offered = _letters(app, now=clock.now)
    _answer(cast.bo, asked, yes=False, now=clock.now)
    _answer(cast.bo, asked, yes=True, now=clock.now)
    _answer(cast.bo, asked, yes=False, now=clock.now)
    objected = _letters(app, now=clock.now)
    _answer(cast.bo, asked, yes=True, now=clock.forward(hours=1))
    _answer(cast.bo, asked, yes=False, now=clock.forward(hours=1))

    assert sorted(offered) == sorted([(cast.bo.email, news), (cast.gil.email, seat), (cast.mina.email, news)])
    assert objected == [(cast.ada.email, news)]
    assert _letters(app, now=clock.now) == [(cast.ada.email, news)]


@pytest.mark.usefixtures("inside")
def test_several_offers_in_a_row_are_one_letter_and_one_made_anew_is_another(app, asked, cast, clock):
    _letters(app, now=clock.now)
    service.offer_seat(cast.ada, asked.id, email=cast.fay.email, name="Fay", now=clock.now)
    in_a_row = [to for to, _ in _letters(app, now=clock.now)]
    for seat in queries.set_for(cast.ada, asked.id).offered:
        service.remove(cast.ada, asked.id, seat_id=seat.id, now=clock.now)
    service.offer_seat(cast.ada, asked.id, email="new@example.org", name="New", now=clock.now)

    assert in_a_row == [cast.fay.email]
    assert {to for to, _ in _letters(app, now=clock.now)} >= {cast.bo.email, cast.mina.email}


@pytest.mark.usefixtures("inside")
def test_whoever_was_asked_is_written_to_once_when_the_seat_can_be_taken(app, asked, cast, clock):
    _answer(cast.bo, asked, yes=False, now=clock.now)
    _letters(app, now=clock.now)
    told = []
    for days, yes in ((7, False), (1, True), (1, True)):
        _answer(cast.bo, asked, yes=yes, now=clock.forward(days=days))
        tell_of_offers(now=clock.now)
        told.append([to for to, subject in _letters(app, now=clock.now) if "You can take your seat" in subject])

    assert told == [[], [cast.gil.email], []]


@pytest.mark.usefixtures("inside")
def test_a_letter_that_the_seat_is_ready_waits_for_an_account(app, thursday, cast, clock):
    service.offer_seat(cast.ada, thursday.id, email="late@example.org", name="Late", now=clock.now)
    tell_of_offers(now=clock.forward(days=7))
    before = _letters(app, now=clock.now)
    a_user("Late Comer", email="late@example.org")
    tell_of_offers(now=clock.now)

    assert "You can take your seat in a learning set" not in [subject for _, subject in before]
    assert ("late@example.org", "You can take your seat in a learning set") in _letters(app, now=clock.now)


def _has_met(thursday, *, now):
    with transaction() as tx:
        tx.session.get_one(SeasonDate, thursday.dates[0]).held_at = now


@pytest.mark.usefixtures("inside")
def test_an_offer_from_when_the_set_formed_is_told_of_once_the_set_has_met(app, thursday, cast, clock):
    _has_met(thursday, now=clock.now)
    with pytest.raises(RuleBroken, match=NOT_READY):
        service.accept_seat(cast.jo, thursday.id, now=clock.forward(days=30))
    for _ in range(2):
        tell_of_offers(now=clock.now)
    letters = _letters(app, now=clock.now)
    with pytest.raises(RuleBroken, match=NOT_READY):
        service.accept_seat(cast.jo, thursday.id, now=clock.forward(days=6))

    service.accept_seat(cast.jo, thursday.id, now=clock.forward(days=1))

    assert sorted(to for to, _ in letters) == sorted([cast.ada.email, cast.bo.email, cast.mina.email])
    assert _sits(cast.jo, thursday)


@pytest.mark.usefixtures("inside")
def test_a_set_that_forms_works_as_before(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now, agreed=False)
    service.offer_seat(cast.ada, set_id, email=cast.gil.email, now=now)

    assert newcomers_to(queries.set_for(cast.bo, set_id), viewer_id=cast.bo.id, now=now) == ()
    assert unanswered_by(cast.bo) == set()
    service.accept_seat(cast.gil, set_id, now=now)

    assert cast.gil.id in queries.people_in(set_id)


@pytest.mark.usefixtures("inside")
def test_a_set_that_has_met_is_under_way_whatever_it_has_agreed(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now, agreed=False)
    with transaction() as tx:
        tx.session.get_one(SeasonDate, queries.dates_of(set_id)[0].id).held_at = now

    with pytest.raises(RuleBroken, match="Give the name"):
        service.offer_seat(cast.ada, set_id, email=cast.gil.email, now=now)
    assert db.session.scalar(select(func.count(Seat.id)).where(Seat.user_id == cast.gil.id)) == 0


@pytest.mark.parametrize("end", ["taken", "declined", "withdrawn", "emptied"])
@pytest.mark.usefixtures("inside")
def test_what_the_set_said_and_was_told_goes_with_the_offer(asked, cast, clock, end):
    if end == "taken":
        service.accept_seat(cast.gil, asked.id, now=clock.forward(days=7))
    elif end == "declined":
        service.decline_seat(cast.gil, asked.id, now=clock.now)
    elif end == "withdrawn":
        service.remove(cast.ada, asked.id, seat_id=asked.gil, now=clock.now)
    else:
        closing.announce_closing(cast.ada, asked.id, months=6, now=clock.now)
        closing.close_due(now=clock.forward(days=14))
        closing.empty_due(now=clock.forward(days=190))

    seat = db.session.get_one(Seat, asked.gil)
    assert (seat.told_as, seat.email) == (None, None)
    assert db.session.scalar(select(func.count()).select_from(SeatVoice)) == 0


@pytest.mark.usefixtures("inside")
def test_only_an_offer_that_the_set_was_told_of_is_answered(asked, cast, now):
    for seat_id in (asked.offered, asked.seats[cast.bo.id], 424242):
        with pytest.raises(NotVisible):
            service.answer_newcomer(cast.bo, asked.id, seat_id=seat_id, yes=True, now=now)


@pytest.mark.parametrize("who", ["ada", "bo", "mina", *OUTSIDE])
def test_who_may_say_what_they_think(client_for, asked, cast, who):
    answer = client_for(getattr(cast, who)).post(f"/sets/{asked.id}/seats/{asked.gil}/answers", data={"yes": 0})

    assert answer.status_code == (303 if who in {"ada", "bo", "mina"} else 404)


def test_the_set_sees_who_is_asked_and_objects_in_one_tap(client_for, asked, cast):
    bo, mina = client_for(cast.bo), client_for(cast.mina)
    before = bo.get(f"/sets/{asked.id}").text
    bo.post(f"/sets/{asked.id}/seats/{asked.gil}/answers", data={"yes": 0})
    own, others = bo.get(f"/sets/{asked.id}").text, mina.get(f"/sets/{asked.id}/people").text

    assert "Gil Newman is asked to join you" in before
    assert "or on Thu 3 Dec 2026 if nobody objects" in before
    assert "You object." in own
    assert "Somebody objects" in others
    assert "You object" not in others


def test_whoever_was_asked_sees_only_that_the_set_is_not_ready(app, client_for, asked, cast, clock):
    gil, page = client_for(cast.gil), f"/sets/{asked.id}/invitation"
    waiting = gil.get(page).text
    with app.app_context():
        _answer(cast.bo, asked, yes=False, now=clock.now)
    held = gil.get(page).text
    refused = gil.post(f"/sets/{asked.id}/acceptances")

    assert NOT_READY in waiting
    assert [word for word in ("Take the seat", "object", "Bo") if word in words_of(held.split("<main")[1])] == []
    assert len(waiting) == len(held)
    assert (refused.status_code, "object" in refused.text) == (422, False)


def test_the_seat_can_be_taken_on_the_page_once_it_is_ready(app, client_for, asked, cast, clock):
    clock.forward(days=7)
    gil = client_for(cast.gil)

    assert "Take the seat" in gil.get(f"/sets/{asked.id}/invitation").text
    assert "The seat can be taken now" in client_for(cast.bo).get(f"/sets/{asked.id}").text
    assert gil.post(f"/sets/{asked.id}/acceptances").status_code == 303


def test_an_offer_without_a_name_is_explained(client_for, asked, cast):
    ada = client_for(cast.ada)

    answer = ada.post(f"/sets/{asked.id}/seats", data={"email": "new@example.org"})

    assert (answer.status_code, "Give the name by which the set knows who it is" in answer.text) == (422, True)
    assert "Their name" in ada.get(f"/sets/{asked.id}/people").text


def test_what_needs_an_answer_is_next_for_those_who_sit(app, client_for, asked, cast, community_id, now):
    title = "Somebody is asked to join your set"
    pages = {who: client_for(getattr(cast, who)).get("/").text for who in ("ada", "bo", "gil")}
    with app.app_context():
        elsewhere = unanswered_by(cast.bo, community_id=community_id + 1)
        here = unanswered_by(cast.bo, community_id=community_id)
        _answer(cast.bo, asked, yes=False, now=now)
        answered = unanswered_by(cast.bo)

    assert {who: title in page for who, page in pages.items()} == {"ada": False, "bo": True, "gil": False}
    assert (elsewhere, here, answered) == (set(), {asked.id}, set())


def test_nobody_is_asked_about_newcomers_in_a_set_that_has_closed(app, asked, cast):
    with app.app_context():
        with transaction() as tx:
            tx.session.get_one(LearningSet, asked.id).state = "closed"

        assert unanswered_by(cast.bo) == set()
