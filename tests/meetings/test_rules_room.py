"""Who is in the room."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.meetings.rules.room import Person, Room
from cop.sets.rules import Entry, credits_due, reckon
from tests.factories.progress import STARTS, after

ADA, BO, MINA, JO = 1, 2, 3, 4


def a_person(person_id, **given):
    return Person(person_id, f"Person {person_id}", **({"arrived_at": STARTS, "came_in_at": STARTS} | given))


def a_room(*people, facilitator=ADA):
    return Room(people, facilitator)


def test_members_are_those_who_came_in_without_the_facilitator():
    waits = a_person(JO, came_in_at=None)
    room = a_room(a_person(ADA), a_person(BO), waits, a_person(MINA, arrived_at=None, came_in_at=None))

    assert room.members == (BO,)
    assert [each.id for each in room.people if each.waits] == [JO]


@pytest.mark.parametrize(
    ("lease_until", "away"), [(None, False), (after(1), False), (after(0, -4), False), (after(0, -5), True)]
)
def test_who_is_shown_as_away(lease_until, away):
    room = a_room(a_person(BO, lease_until=lease_until))

    assert (BO in room.away(now=STARTS)) is away


def test_whoever_never_had_a_socket_is_never_away():
    assert a_room(a_person(BO)).away_since(BO, now=after(60)) is None
    assert a_room(a_person(BO)).away_since(None, now=after(60)) is None


def test_a_facilitator_who_never_came_is_away_from_the_beginning():
    room = a_room(a_person(ADA, came_in_at=None), a_person(BO))

    assert room.facilitator_away_since(starts_at=STARTS, now=after(1)) == STARTS
    assert room.facilitator_away_since(starts_at=STARTS, now=after(-1)) is None
    assert a_room(a_person(BO), facilitator=None).facilitator_away_since(starts_at=STARTS, now=after(1)) == STARTS


def test_a_facilitator_who_is_there_is_not_away():
    there = a_room(a_person(ADA, lease_until=after(1)))
    gone = a_room(a_person(ADA, lease_until=after(1)))

    assert there.facilitator_away_since(starts_at=STARTS, now=STARTS) is None
    assert gone.facilitator_away_since(starts_at=STARTS, now=after(2)) == after(1)


def test_the_sets_facilitator_comes_first_then_the_deputy_then_whoever_took_it_on():
    bo, mina, jo = a_person(BO), a_person(MINA, is_deputy=True), a_person(JO)
    gone = replace(mina, lease_until=after(-1))

    assert Room((bo, mina, jo), ADA, own=JO).heir(presenter=None, now=STARTS) == JO
    assert Room((bo, mina, jo), ADA, own=JO).heir(presenter=JO, now=STARTS) == MINA
    assert Room((bo, gone, jo), ADA, stand_in=BO).heir(presenter=None, now=STARTS) == BO
    assert Room((bo, gone, jo), ADA).heir(presenter=None, now=STARTS) is None


def test_a_facilitator_who_left_is_away_from_then_on():
    left = a_room(a_person(ADA, left_at=after(20)))

    assert left.facilitator_away_since(starts_at=STARTS, now=after(30)) == after(20)
    assert not left.people[0].is_in
    assert not left.people[0].waits


def test_the_circle_changes_when_the_next_lease_runs_out():
    room = a_room(a_person(ADA), a_person(BO, lease_until=after(1)), a_person(MINA, lease_until=after(-1)))

    assert room.next_change_at(now=STARTS) == after(1) + timedelta(seconds=5)
    assert a_room(a_person(ADA)).next_change_at(now=STARTS) is None


@pytest.mark.parametrize(
    ("facilitator", "in_turn", "sharing"),
    [
        (ADA, None, {BO, MINA, JO}),
        (MINA, None, {BO, MINA, JO}),  # Ada has handed this one meeting over
        (BO, BO, {ADA, BO, MINA, JO}),  # it is Bo's turn, and Ada sits among the members
        (MINA, BO, {ADA, BO, MINA, JO}),
        (ADA, BO, {BO, MINA, JO}),  # Bo has handed it over to her
    ],
)
def test_whoever_facilitates_in_turn_is_a_member_and_has_a_part_in_the_airtime(facilitator, in_turn, sharing):
    room = Room(tuple(map(a_person, (ADA, BO, MINA, JO))), facilitator, own=ADA, in_turn=in_turn)

    assert {each.id for each in room.people if room.shares_airtime(each.id)} == sharing


def test_where_nobody_facilitates_everybody_has_a_part_in_the_airtime():
    room = Room(tuple(map(a_person, (ADA, BO, MINA))), None, is_led=False)

    assert all(room.shares_airtime(each.id) for each in room.people)


people = st.sampled_from((ADA, BO, MINA, JO))
days = st.tuples(people, st.none() | people, st.sets(people), st.dictionaries(people, st.integers(0, 5400), max_size=2))


@given(st.lists(days, min_size=1, max_size=8), st.integers(1, 7200))
def test_a_season_of_turns_at_facilitating_adds_up_and_credits_all_members_alike(season, planned):
    entries = []
    for number, (facilitator, turn, here, used) in enumerate(season, 1):
        in_turn = turn if turn != ADA else None
        room = Room(tuple(map(a_person, (ADA, BO, MINA, JO))), facilitator, own=ADA, in_turn=in_turn)
        shares = credits_due(planned, {each: "full" for each in sorted(here) if room.shares_airtime(each)})
        assert here - {ADA} <= shares.keys()
        assert len(set(shares.values())) <= 1
        entries += [Entry(each, number, shares.get(each, 0), used.get(each, 0)) for each in {*shares, *used}]

    found = reckon(entries, slot_seconds=2700)

    assert found.credited == found.debited + sum(found.balances.values()) + sum(found.cut.values())
