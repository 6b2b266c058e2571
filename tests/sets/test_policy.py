"""Person by question: who may do what in a set whose table is loaded."""

from types import SimpleNamespace

import pytest

from cop.sets import policy
from cop.sets.models import Commitment, LearningSet, Seat

ADA, BO, MINA, CY, DEE, ELI, JO = range(1, 8)


def _person(number):
    return SimpleNamespace(id=number, is_admin=number == ELI)


def _set(*, facilitator="accepted"):
    """Ada facilitates or has been asked to; Bo stands in; Mina sits; Dee was removed; Jo is asked."""
    return LearningSet(
        table=[
            Seat(id=1, user_id=ADA, role="facilitator", state=facilitator, is_deputy=False),
            Seat(id=2, user_id=BO, role="member", state="accepted", is_deputy=True),
            Seat(id=3, user_id=MINA, role="member", state="accepted", is_deputy=False),
            Seat(id=4, user_id=DEE, role="member", state="left", is_deputy=False),
            Seat(id=5, user_id=JO, role="member", state="invited", is_deputy=False),
        ]
    )


@pytest.mark.parametrize("person", [ADA, BO, MINA, CY, DEE, ELI, JO])
def test_who_sees_leaves_and_facilitates(person):
    user, learning_set = _person(person), _set()

    assert policy.can_see(user, learning_set) == (person in {ADA, BO, MINA})
    assert policy.can_leave(user, learning_set) == (person in {BO, MINA})
    assert policy.can_facilitate(user, learning_set) == (person == ADA)


@pytest.mark.parametrize("person", [ADA, BO, MINA, CY])
def test_the_deputy_facilitates_only_while_nobody_does(person):
    assert policy.can_facilitate(_person(person), _set(facilitator="invited")) == (person == BO)


@pytest.mark.parametrize(("person", "seat", "may"), [(ADA, 1, True), (ADA, 0, False), (BO, 2, False), (ELI, 2, False)])
def test_who_takes_a_seat_away(person, seat, may):
    learning_set = _set()

    assert policy.can_remove(_person(person), learning_set.table[seat], learning_set=learning_set) == may


@pytest.mark.parametrize(
    ("person", "report", "skip"),
    [(ADA, False, True), (BO, False, True), (MINA, True, True), (CY, False, False), (ELI, False, False)],
)
def test_who_tells_and_who_goes_on_without_hearing(person, report, skip):
    promise = Commitment(user_id=MINA)

    assert policy.can_report(_person(person), promise) == report
    assert policy.can_skip(_person(person), promise, learning_set=_set()) == skip


def test_another_member_does_not_go_on_without_hearing():
    assert not policy.can_skip(_person(MINA), Commitment(user_id=BO), learning_set=_set())
