"""Many at once: seats are counted by one person at a time."""

from concurrent.futures import ThreadPoolExecutor

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


def test_the_last_seat_is_offered_once(app, now):
    with app.app_context():
        ada = a_user("Ada")
        set_id = a_set(ada, [a_user(f"Person {letter}") for letter in "ABCD"], seats=5, now=now)
    addresses = [f"{letter}@example.org" for letter in "uvwxyz"]

    with ThreadPoolExecutor(6) as threads:
        answers = list(
            threads.map(
                lambda one: _attempt(app, lambda: service.offer_seat(ada, set_id, email=one, now=now)), addresses
            )
        )

    assert sorted(answers) == [200] + [422] * 5
