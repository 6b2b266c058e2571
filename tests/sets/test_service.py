"""Forming a set, taking its seats, agreeing, and what meetings leave behind."""

from datetime import timedelta

import pytest

from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.sets import queries, rules, service
from cop.sets.models import LearningSet, LedgerEntry, Seat
from tests.factories.people import a_user
from tests.factories.sets import a_set, an_agreement, an_offered_seat

pytestmark = pytest.mark.usefixtures("inside")


def _seat(set_id, person):
    return next(seat for seat in queries.seats_of(set_id) if seat.user_id == person.id)


def _shape(now, **changes):
    dates = tuple(now + timedelta(weeks=5 * number) for number in range(1, 5))
    return rules.Shape(
        **{"name": "Friday set", "seats": 6, "meeting_minutes": 180, "slot_minutes": 45, "dates": dates, **changes}
    )


def _form(actor, now, *, facilitator=None, community_id=None, **changes):
    address = actor.email if facilitator is None else facilitator
    shape = _shape(now, **changes)
    return service.form_set(actor, shape, purpose="p", facilitator_email=address, community_id=community_id, now=now)


def test_whoever_forms_a_set_facilitates_it(cast, now):
    formed = _form(cast.ada, now)

    found = queries.set_for(cast.ada, formed.id)
    assert (found.state, found.seated[0].user_id, len(found.dates)) == ("forming", cast.ada.id, 4)


def test_somebody_else_may_be_named_and_until_then_the_one_who_formed_it_stands_in(cast, now):
    formed = _form(cast.ada, now, facilitator=cast.bo.email)
    before = queries.set_for(cast.ada, formed.id)
    stood_in = (before.facilitator, before.seated[0].user_id)

    service.accept_seat(cast.bo, formed.id, now=now)

    assert stood_in == (None, cast.ada.id)
    assert queries.people_in(formed.id) == [cast.ada.id, cast.bo.id]
    assert queries.seats_of(formed.id)[0].user_id == cast.bo.id


@pytest.mark.parametrize(
    "changes", [{"seats": 9}, {"meeting_minutes": 0}, {"name": " "}, {"dates": ()}, {"facilitator": ""}]
)
def test_a_set_that_cannot_be_is_refused_and_leaves_nothing(cast, now, changes):
    with pytest.raises(RuleBroken):
        _form(cast.ada, now, **changes)

    assert db.session.query(LearningSet).count() == 0


def test_only_core_members_and_coordinators_form_sets_in_a_community(cast, community_id, now):
    with pytest.raises(NotAllowed):
        _form(cast.ada, now, community_id=community_id)
    with pytest.raises(NotVisible):
        _form(cast.ada, now, community_id=987654)

    assert _form(cast.hana, now, community_id=community_id).community_id == community_id


def test_an_offer_to_an_account_waits_for_its_answer(cast, now):
    set_id = a_set(cast.ada, now=now, agreed=False)

    service.offer_seat(cast.ada, set_id, email=cast.bo.email.upper(), now=now)
    with pytest.raises(NotVisible):
        queries.set_for(cast.bo, set_id)
    service.accept_seat(cast.bo, set_id, now=now)

    assert queries.people_in(set_id) == [cast.ada.id, cast.bo.id]


def test_an_offer_to_an_unknown_address_finds_its_person_when_they_join(cast, now):
    set_id = a_set(cast.ada, now=now, agreed=False)
    service.offer_seat(cast.ada, set_id, email="new@example.org", now=now)

    newcomer = a_user("New Person", email="new@example.org")

    assert [seat.set_id for seat in queries.invitations_to(newcomer)] == [set_id]


def test_nobody_is_asked_twice(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now, agreed=False)
    service.offer_seat(cast.ada, set_id, email="new@example.org", now=now)

    for email in (cast.bo.email, cast.ada.email, "New@example.org"):
        with pytest.raises(RuleBroken, match="already"):
            service.offer_seat(cast.ada, set_id, email=email, now=now)


def test_no_more_seats_are_offered_than_there_are(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina, cast.cy, cast.dee], seats=5, now=now, agreed=False)
    service.offer_seat(cast.ada, set_id, email=cast.fay.email, now=now)

    with pytest.raises(RuleBroken, match="5 seats"):
        service.offer_seat(cast.ada, set_id, email=cast.gil.email, now=now)


def test_a_member_cannot_offer_a_seat(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)

    with pytest.raises(NotAllowed):
        service.offer_seat(cast.bo, set_id, email=cast.cy.email, now=now)


def test_a_seat_declined_or_withdrawn_can_be_offered_to_another(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina, cast.cy, cast.dee], seats=5, now=now, agreed=False)
    for person, undo in ((cast.fay, "decline"), (cast.gil, "withdraw")):
        seat = service.offer_seat(cast.ada, set_id, email=person.email, now=now)
        if undo == "decline":
            service.decline_seat(person, set_id, now=now)
        else:
            service.remove(cast.ada, set_id, seat_id=seat.id, now=now)

    assert queries.set_for(cast.ada, set_id).offered == []


def test_whoever_is_removed_has_no_access_at_once(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    seat = _seat(set_id, cast.bo)

    service.remove(cast.ada, set_id, seat_id=seat.id, now=now)

    with pytest.raises(NotVisible):
        queries.set_for(cast.bo, set_id)


def test_the_facilitator_leaves_only_when_somebody_else_facilitates(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    heir = _seat(set_id, cast.bo)
    with pytest.raises(RuleBroken, match="who facilitates"):
        service.leave(cast.ada, set_id, now=now)

    service.name_facilitator(cast.ada, set_id, seat_id=heir.id, now=now)
    service.leave(cast.ada, set_id, now=now)

    assert queries.seats_of(set_id)[0].role == "facilitator"
    assert queries.people_in(set_id) == [cast.bo.id]


def test_a_deputy_is_somebody_else_who_sits(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina], now=now)
    seats = {seat.user_id: seat.id for seat in queries.seats_of(set_id)}
    offered = an_offered_seat(set_id, cast.jo, by=cast.ada, now=now)

    for seat_id in (seats[cast.ada.id], offered):
        with pytest.raises(RuleBroken):
            service.name_deputy(cast.ada, set_id, seat_id=seat_id, now=now)
    for person in (cast.bo, cast.mina):
        service.name_deputy(cast.ada, set_id, seat_id=seats[person.id], now=now)

    assert [seat.user_id for seat in queries.seats_of(set_id) if seat.is_deputy] == [cast.mina.id]


def test_a_set_runs_once_everybody_who_sits_has_accepted(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now, agreed=False)
    service.write_agreement(cast.ada, set_id, confidentiality="closed", ground_rules="- We ask", seen=0, now=now)
    states = []
    for person in (cast.ada, cast.ada, cast.bo):
        service.accept_agreement(person, set_id, seen=1, now=now)
        states.append((queries.set_for(cast.ada, set_id).state, queries.waiting_for(set_id)))

    bo = frozenset({cast.bo.id})
    assert states == [("contracting", bo), ("contracting", bo), ("running", frozenset())]


def test_a_new_version_asks_everybody_again(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)

    service.write_agreement(cast.ada, set_id, confidentiality="closed", ground_rules="New", seen=1, now=now)

    assert queries.waiting_for(set_id) == {cast.ada.id, cast.bo.id}
    with pytest.raises(Stale):
        service.accept_agreement(cast.bo, set_id, seen=1, now=now)
    with pytest.raises(Stale):
        service.write_agreement(cast.ada, set_id, confidentiality="closed", ground_rules="x", seen=1, now=now)


def test_only_the_facilitator_writes_and_only_what_can_be(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)

    with pytest.raises(NotAllowed):
        service.write_agreement(cast.bo, set_id, confidentiality="closed", ground_rules="x", seen=1, now=now)
    for values in (
        {"confidentiality": "gossip", "ground_rules": "x"},
        {"confidentiality": "closed", "ground_rules": "x" * 20_001},
    ):
        with pytest.raises(RuleBroken):
            service.write_agreement(cast.ada, set_id, seen=1, now=now, **values)


def test_the_last_who_had_not_accepted_leaves_and_the_set_begins(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina], now=now, agreed=False, state="contracting")
    an_agreement(set_id, accepted_by=[cast.ada, cast.bo], now=now)

    service.leave(cast.mina, set_id, now=now)

    assert queries.set_for(cast.ada, set_id).state == "running"


def test_airtime_is_entered_once(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina], now=now)
    date = queries.dates_of(set_id)[0]
    for used in (2640, 9):
        service.enter_airtime(date.id, credit={cast.bo.id: 2700, cast.mina.id: 1350}, used={cast.bo.id: used}, now=now)

    entries = {entry.member: (entry.credit_seconds, entry.used_seconds) for entry in queries.ledger_of(set_id)}
    assert entries == {cast.bo.id: (2700, 2640), cast.mina.id: (1350, 0)}
    assert db.session.query(LedgerEntry).count() == 2
    assert queries.next_date(queries.dates_of(set_id), now=now) is queries.dates_of(set_id)[1]


def _promise(cast, set_id, now, *, number=1):
    date = queries.dates_of(set_id)[number - 1]
    day = now.date() + timedelta(days=7)
    values = {"what": "Ring them", "first_step": "Find the number", "by_when": day}
    return service.commit(cast.bo, set_id, season_date_id=date.id, now=now, **values)


def test_a_commitment_comes_back_until_it_is_told(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    promise = _promise(cast, set_id, now)
    second, third = queries.dates_of(set_id)[1:3]
    due = [len(queries.due_commitments(set_id, at_meeting=number)) for number in (1, 2)]

    service.skip(cast.ada, promise.id, reason="No time", season_date_id=second.id, now=now)
    due += [len(queries.due_commitments(set_id, at_meeting=number)) for number in (2, 3)]
    service.report(cast.bo, promise.id, outcome="done", note="", season_date_id=third.id, now=now)
    due += [len(queries.due_commitments(set_id, at_meeting=number)) for number in (3, 4)]

    assert due == [0, 1, 0, 1, 0, 0]


def test_between_meetings_it_is_told_for_the_one_to_come(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    promise = _promise(cast, set_id, now)

    told = service.report(cast.bo, promise.id, outcome="partly", note="Half of it", now=now)

    assert (told.state, told.outcome, told.reported_at_id) == ("partly", "Half of it", queries.dates_of(set_id)[1].id)


def test_what_was_promised_at_the_last_meeting_can_be_told_too(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    promise = _promise(cast, set_id, now, number=4)

    assert service.report(cast.bo, promise.id, outcome="done", note="", now=now).reported_at_id is None


def test_nobody_tells_or_changes_what_another_promised(cast, now):
    set_id = a_set(cast.ada, [cast.bo, cast.mina], now=now)
    promise = _promise(cast, set_id, now)
    day = now.date()

    for actor in (cast.ada, cast.mina):
        with pytest.raises(NotAllowed):
            service.report(actor, promise.id, outcome="done", note="", now=now)
        with pytest.raises(NotAllowed):
            service.amend(actor, promise.id, what="x", first_step="y", by_when=day, now=now)
    with pytest.raises(NotAllowed):
        service.skip(cast.mina, promise.id, reason="r", now=now)
    with pytest.raises(NotVisible):
        service.report(cast.cy, promise.id, outcome="done", note="", now=now)


def test_what_has_been_told_is_not_told_or_changed_again(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    promise = _promise(cast, set_id, now)
    service.report(cast.bo, promise.id, outcome="done", note="", now=now)

    with pytest.raises(RuleBroken):
        service.amend(cast.bo, promise.id, what="x", first_step="y", by_when=now.date(), now=now)
    with pytest.raises(RuleBroken):
        service.report(cast.bo, promise.id, outcome="done", note="", now=now)


def test_a_promise_needs_few_words_and_a_date_of_this_season(cast, now):
    set_id, other = a_set(cast.ada, [cast.bo], now=now), a_set(cast.ada, now=now, name="Other")
    foreign = queries.dates_of(other)[0].id
    own = queries.dates_of(set_id)[0].id
    values = {"first_step": "y", "by_when": now.date(), "now": now}

    with pytest.raises(RuleBroken):
        service.commit(cast.bo, set_id, season_date_id=own, what="x" * 1001, **values)
    with pytest.raises(NotVisible):
        service.commit(cast.bo, set_id, season_date_id=foreign, what="x", **values)


def test_mail_about_a_set_names_neither_it_nor_anybody(app, cast, now):
    set_id = a_set(cast.ada, [cast.bo], name="Thursday secrets", now=now)
    service.offer_seat(cast.ada, set_id, email=cast.jo.email, name="Jo Secret", now=now)
    service.write_agreement(cast.ada, set_id, confidentiality="closed", ground_rules="Hush", seen=1, now=now)
    jobs.run_all(now=now)

    sent = {message["To"]: message for message in app.extensions["cop_mailer"].sent}
    assert set(sent) == {cast.jo.email, cast.bo.email}
    assert sent[cast.bo.email]["Subject"] == "Something new in one of your sets"
    for message in sent.values():
        assert "http://127.0.0.1:8000/sets" in message.get_content()
        assert not any(word in str(message) for word in ("Thursday", "secret", "Secret", "Hush", "Ada"))


def test_a_seat_is_not_removed_by_its_own_facilitator(cast, now):
    set_id = a_set(cast.ada, [cast.bo], now=now)
    own = _seat(set_id, cast.ada)

    with pytest.raises(NotAllowed):
        service.remove(cast.ada, set_id, seat_id=own.id, now=now)
    assert db.session.get_one(Seat, own.id).state == "accepted"


def test_a_seat_that_was_given_up_is_no_seat(now):
    ada = a_user(name="Ada")
    learning_set = queries.set_for(ada, a_set(ada, now=now))

    with pytest.raises(NotVisible):
        queries.seat_in(learning_set, 424242)
