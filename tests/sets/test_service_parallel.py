"""Many at once: seats are counted by one person at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from cop.core.errors import CopError
from cop.sets import queries, service
from tests.factories.people import a_user
from tests.factories.sets import a_set, an_offered_seat


def _attempt(app, action):
    with app.app_context():
        try:
            action()
        except CopError as refusal:
            return refusal.status
        return 200


def test_no_more_people_sit_down_than_there_are_seats(app, now):
    with app.app_context():
        ada = a_user("Ada")
        people = [a_user(f"Person {letter}") for letter in "ABCDEFGHIJ"]
        set_id = a_set(ada, seats=5, now=now)
        for person in people:
            an_offered_seat(set_id, person, by=ada, now=now)

    with ThreadPoolExecutor(10) as threads:
        answers = list(
            threads.map(lambda person: _attempt(app, lambda: service.accept_seat(person, set_id, now=now)), people)
        )

    with app.app_context():
        assert len(queries.people_in(set_id)) == 6
    assert sorted(answers) == [200] * 5 + [422] * 5


def test_abuse_45_the_last_seat_is_offered_once(app, now):
    with app.app_context():
        ada = a_user("Ada")
        set_id = a_set(ada, [a_user(f"Person {letter}") for letter in "ABCD"], seats=5, now=now, agreed=False)
    addresses = [f"{letter}@example.org" for letter in "uvwxyz"]

    with ThreadPoolExecutor(6) as threads:
        answers = list(
            threads.map(
                lambda one: _attempt(app, lambda: service.offer_seat(ada, set_id, email=one, now=now)), addresses
            )
        )

    assert sorted(answers) == [200] + [422] * 5


def test_an_objection_and_the_seat_that_it_is_about_do_not_both_come_through(app, now):
    with app.app_context():
        ada, bo, gil = a_user("Ada"), a_user("Bo"), a_user("Gil")
        set_id = a_set(ada, [bo], now=now)
        told_at = now - timedelta(days=7)
        seat_id = an_offered_seat(set_id, gil, by=ada, now=now, told_at=told_at)
    actions = [
        lambda: service.accept_seat(gil, set_id, now=now),
        lambda: service.answer_newcomer(bo, set_id, seat_id=seat_id, yes=False, now=now),
    ]

    with ThreadPoolExecutor(2) as threads:
        answers = tuple(threads.map(lambda action: _attempt(app, action), actions))

    assert answers in {(200, 404), (422, 200)}


def test_abuse_45_the_eighth_seat_is_taken_by_one_of_thirty(app, now):
    with app.app_context():
        ada = a_user("Ada")
        seated = [a_user(f"Seated {number}") for number in range(7)]
        crowd = [a_user(f"Person {number}") for number in range(30)]
        set_id = a_set(ada, seated, seats=8, now=now)
        for person in crowd:
            an_offered_seat(set_id, person, by=ada, now=now, told_at=now - timedelta(days=7))

    with ThreadPoolExecutor(30) as threads:
        answers = list(
            threads.map(lambda person: _attempt(app, lambda: service.accept_seat(person, set_id, now=now)), crowd)
        )

    with app.app_context():
        assert len(queries.people_in(set_id)) == 9
    assert sorted(answers) == [200] + [422] * 29
