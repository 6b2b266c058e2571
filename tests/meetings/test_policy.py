"""What each person is offered, part by part."""

from dataclasses import replace

import pytest

from cop.meetings import policy, rules
from cop.meetings.models import HeardCommitment
from cop.meetings.rules.room import Person, Room
from cop.people.models import User
from tests.factories import progress as make
from tests.factories.progress import BEN, BO, JO, MINA, ROOM, SAM, STARTS, after, planned

ADA, CY = 1, 99
IN_A_SLOT = {"settle", "present", "clarify", "explore", "reflect", "act", "review"}
PEOPLE = tuple(Person(each, f"Person {each}", arrived_at=STARTS, came_in_at=STARTS) for each in (ADA, *ROOM))
EVERYBODY = Room(PEOPLE, ADA)


def reached(key):
    return make.reached(key, slot=1 if key in IN_A_SLOT else None)


def verbs(person, progress, room=EVERYBODY, now=STARTS):
    return policy.verbs(person, room, progress=progress, now=now)


@pytest.mark.parametrize(
    ("key", "ada", "bo"),
    [
        ("opening", {"advance", "extend", "stop", "give_floor"}, {"affirm", "pause", "raise"}),
        ("updates", {"skip", "report"}, {"report", "pass"}),
        ("bidding", {"hand_on"}, {"bid"}),
        ("agreed", {"order"}, {"bid"}),
        ("present", {"advance", "swap"}, {"pause"}),
        ("explore", {"return", "swap", "give_floor"}, {"pause"}),
        ("closing", {"close"}, {"pass"}),
    ],
)
def test_what_a_part_offers(key, ada, bo):
    progress = reached(key)

    assert ada <= verbs(ADA, progress)
    assert bo <= verbs(BO, progress)
    assert "steer" not in verbs(BO, progress)


@pytest.mark.parametrize(
    ("key", "not_ada"),
    [
        ("agreed", "advance"),
        ("closing", "advance"),
        ("present", "give_floor"),
        ("break", "give_floor"),
        ("opening", "return"),
    ],
)
def test_what_a_part_does_not_offer_even_the_facilitator(key, not_ada):
    assert not_ada not in verbs(ADA, reached(key))


def test_the_presenter_owns_the_slot():
    assert {"end_early"} <= verbs(BEN, reached("explore"))
    assert {"end_early", "commit"} <= verbs(BEN, reached("act"))
    assert "end_early" not in verbs(BEN, reached("review"))
    assert "commit" not in verbs(MINA, reached("act"))


def test_a_hand_is_raised_once_and_taken_down():
    progress = reached("act")
    raised = rules.raise_hand(progress, JO, now=after(40)).progress

    assert "raise" in verbs(JO, progress)
    assert "raise" not in verbs(JO, raised)
    assert "lower" in verbs(JO, raised)
    assert "raise" not in verbs(BEN, progress)


def test_whoever_has_the_floor_hands_it_on():
    progress = reached("check_in")
    holder = progress.floor.holder

    assert {"hand_on", "pass"} <= verbs(holder, progress)
    assert "hand_on" not in verbs(progress.floor.waiting[0], progress)


def test_a_slot_goes_back_to_facts_once():
    explored = reached("explore")
    back = rules.back_to_clarify(explored, seen=explored.step, now=after(30), room=ROOM).progress
    again = rules.advance(back, seen=back.step, now=after(31), room=ROOM).progress

    assert "return" not in verbs(ADA, again)


def test_a_held_clock_is_let_go_by_whoever_steers():
    held = rules.pause(reached("check_in"), reason="wellbeing", now=after(20)).progress

    assert "resume" in verbs(ADA, held)
    assert {"stop", "pause", "resume"}.isdisjoint(verbs(BO, held))


def test_before_the_lobby_opens_nobody_comes_in():
    room = Room((replace(PEOPLE[0], arrived_at=None, came_in_at=None), *PEOPLE[1:]), ADA)

    assert "come_in" not in verbs(ADA, planned(), room, now=after(-16))
    assert {"come_in", "start"} <= verbs(ADA, planned(), room, now=after(-15))


def test_whoever_waits_before_the_door_is_offered_nothing_but_to_wait():
    waits = replace(PEOPLE[1], came_in_at=None)
    room = Room((PEOPLE[0], waits, *PEOPLE[2:]), ADA)

    assert verbs(waits.id, reached("explore"), room) == frozenset()
    assert not policy.can_take_part(waits.id, room)


def test_whoever_has_no_seat_or_looks_at_the_past_is_offered_nothing():
    closing = reached("closing")
    closed = rules.close(closing, seen=closing.step, now=after(60)).progress

    assert verbs(CY, closing) == frozenset()
    assert verbs(ADA, closed) == frozenset()
    assert not policy.can_take_part(CY, EVERYBODY)


def test_the_deputy_steers_when_the_facilitator_has_been_gone_for_a_minute():
    gone = replace(PEOPLE[0], lease_until=STARTS)
    room = Room((gone, replace(PEOPLE[1], is_deputy=True), *PEOPLE[2:]), ADA)
    progress = reached("check_in")

    assert "advance" in verbs(BO, progress, room, now=after(1))
    assert "advance" not in verbs(SAM, progress, room, now=after(1))
    assert "advance" not in verbs(BO, progress, room, now=after(0, 59))


AWAY = replace(PEOPLE[0], lease_until=STARTS)
WITH_DEPUTY = Room((AWAY, replace(PEOPLE[1], is_deputy=True), *PEOPLE[2:]), ADA)
OFFERED = replace(EVERYBODY, offered_to=JO, timekeeper=SAM)


@pytest.mark.parametrize(
    ("room", "person", "offered", "never"),
    [
        (EVERYBODY, ADA, {"hand_over", "name_timekeeper"}, {"withdraw_offer", "answer", "stand_in"}),
        (EVERYBODY, BO, set(), {"hand_over", "answer", "stand_in", "keep_time", "name_timekeeper"}),
        (OFFERED, ADA, {"withdraw_offer"}, {"hand_over", "answer"}),
        (OFFERED, JO, {"answer"}, {"hand_over", "keep_time"}),
        (OFFERED, SAM, {"keep_time", "advance", "extend"}, {"steer", "close", "stop", "abandon", "answer"}),
        (WITH_DEPUTY, BO, {"steer", "advance", "keep_time"}, {"hand_over", "withdraw_offer", "stand_in"}),
        (WITH_DEPUTY, JO, set(), {"steer", "stand_in"}),
        (Room((AWAY, *PEOPLE[1:]), ADA), JO, {"stand_in"}, {"steer", "hand_over"}),
        (Room((AWAY, *PEOPLE[1:]), ADA, stand_in=JO), JO, {"steer"}, {"hand_over", "stand_in"}),
        (Room((AWAY, *PEOPLE[1:]), ADA, stand_in=JO), SAM, set(), {"steer", "stand_in"}),
    ],
)
def test_who_is_offered_which_part_two_minutes_after_the_facilitator_dropped_out(room, person, offered, never):
    found = verbs(person, reached("check_in"), room, now=after(2))

    assert offered <= found
    assert not never & found


def test_around_one_table_whoever_runs_the_screen_writes_for_the_others():
    table = replace(EVERYBODY, around_table=True)
    apart, together = reached("act"), {"write_for", "sit_apart", "commit_for", "end_early_for"}

    assert together <= verbs(ADA, apart, table)
    assert together.isdisjoint(verbs(ADA, apart) | verbs(BO, apart, table))
    assert "sit_together" in verbs(ADA, apart)
    assert [
        policy.can_write_for_others(who, room, progress=apart, now=STARTS)
        for who, room in ((ADA, table), (BO, table), (ADA, EVERYBODY))
    ] == [True, False, False]


def test_what_the_presenter_says_is_written_down_by_whoever_facilitates():
    act, unled = reached("act"), Room(PEOPLE, None, is_led=False)

    assert "write_down" in verbs(ADA, act)
    assert "write_down" not in verbs(ADA, reached("explore")) | verbs(ADA, reached("check_in"))
    assert "write_down" not in verbs(ADA, act, replace(EVERYBODY, around_table=True))
    assert "write_down" not in verbs(BEN, act) | verbs(BO, act) | verbs(BO, act, unled)
    assert [policy.can_write_down(BO, room, progress=act, now=STARTS) for room in (EVERYBODY, unled)] == [False, False]


def test_what_was_written_down_is_made_one_s_own_by_whoever_said_it():
    heard = HeardCommitment(user_id=BO, written_by_id=ADA)

    assert [policy.can_make_own(User(id=who), heard) for who in (BO, ADA, CY)] == [True, False, False]


def test_members_in_the_room_take_turns_and_one_of_them_presents():
    assert policy.can_take_turns(BO, EVERYBODY)
    assert not policy.can_take_turns(ADA, EVERYBODY)
    assert policy.is_presenting(BEN, reached("act"))


@pytest.mark.parametrize(
    ("room", "steers"),
    [
        (EVERYBODY, ADA), (WITH_DEPUTY, BO), (Room((AWAY, *PEOPLE[1:]), ADA), None),
        (Room(PEOPLE, None, is_led=False), None),
    ],
)  # fmt: skip
def test_who_has_the_controls_just_now(room: Room, steers: int | None) -> None:
    assert policy.who_steers(room, progress=reached("check_in"), now=after(2)) == steers
