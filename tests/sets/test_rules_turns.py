"""Whose turn it is: who is asked first, what is due, and lots that anybody can draw again."""

from hashlib import sha256

import pytest

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import Bid, Entry

ADA, BO, MINA, JO, SAM, IFE = 1, 2, 3, 4, 5, 6
SLOT = 45 * 60


def meetings(count: int, *members: int, presenting: dict[int, int] | None = None) -> list[Entry]:
    """So many meetings with everybody there; `presenting` gives the one meeting in which somebody had a slot."""
    had = presenting or {}
    return [
        Entry(member, number, 900, SLOT if had.get(member) == number else 0)
        for number in range(1, count + 1)
        for member in members
    ]


def test_whoever_has_waited_a_round_of_the_table_and_one_meeting_is_asked_first() -> None:
    six = (ADA, BO, MINA, JO, SAM, IFE)
    history = meetings(4, *six, presenting={ADA: 1, BO: 1, MINA: 2, JO: 2, SAM: 3})
    three = [entry for entry in history if entry.season_date < 4]

    assert rules.offered(six, entries=three, slots=2) == {}
    assert rules.offered(six, entries=history, slots=2) == {IFE: 4}
    assert rules.offered(six, entries=history, slots=3) == {ADA: 3, BO: 3, IFE: 4}


def test_somebody_who_joined_waits_from_the_first_meeting_they_came_to() -> None:
    history = [*meetings(4, ADA, BO), Entry(MINA, 3, 900, 0)]

    assert rules.offered((ADA, BO, MINA, JO), entries=history, slots=2) == {ADA: 4, BO: 4}
    assert rules.offered((MINA,), entries=history, slots=1) == {MINA: 2}


def test_whoever_was_asked_first_comes_before_a_larger_balance_and_after_those_who_never_presented() -> None:
    history = [Entry(ADA, 1, 0, 60), Entry(BO, 2, 5000, 60)]
    bids = [Bid(ADA), Bid(BO, 3), Bid(MINA, 1)]

    places = rules.suggested_order(bids, entries=history, slot_seconds=SLOT, seed="s", asked_first={ADA: 5})

    assert [(place.member, place.reason) for place in places] == [(MINA, "not_yet"), (ADA, "waited"), (BO, "")]


def test_a_lot_is_the_sha_256_of_the_seed_and_the_seat() -> None:
    seats = {ADA: 7, BO: 3, MINA: 4}
    by_hand = sorted(seats, key=lambda member: sha256(f"9f3a:{seats[member]}".encode()).hexdigest())

    places = rules.suggested_order(
        [Bid(ADA), Bid(BO), Bid(MINA)], entries=[], slot_seconds=SLOT, seed="9f3a", numbers=seats
    )

    assert [place.member for place in places] == by_hand


def test_nobody_presents_again_ahead_of_somebodys_first_time_in_the_same_meeting() -> None:
    history = meetings(1, ADA, BO, presenting={ADA: 1})

    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        rules.check_order([ADA, BO], willing=[ADA, BO], entries=history)


@pytest.mark.parametrize(
    ("history", "slots", "expected"),
    [
        ([], 2, set()),
        (meetings(1, ADA, BO, MINA, presenting={ADA: 1}), 1, {BO, MINA}),
        (meetings(1, ADA, BO, MINA, presenting={ADA: 1, BO: 1}), 0, {MINA}),
        (meetings(3, ADA, BO, MINA, presenting={ADA: 1, BO: 2, MINA: 3}), 1, {ADA}),
        (meetings(3, ADA, BO, MINA, presenting={ADA: 1, BO: 1, MINA: 3}), 1, {ADA, BO}),
        (meetings(1, ADA, BO, MINA, presenting={ADA: 1}), 3, {ADA, BO, MINA}),
    ],
)
def test_who_is_due_a_slot(history: list[Entry], slots: int, expected: set[int]) -> None:
    assert rules.due([ADA, BO, MINA], entries=history, slot_seconds=SLOT, slots=slots) == expected


def test_how_many_cannot_present_any_more_this_season() -> None:
    history = meetings(1, ADA, BO, MINA, JO, presenting={ADA: 1})

    assert rules.left_without([ADA, BO, MINA, JO], entries=history, meetings_left=1, slots=1) == 2
    assert rules.left_without([ADA, BO, MINA, JO], entries=history, meetings_left=3, slots=1) == 0
    assert rules.left_without(range(7), entries=[], meetings_left=4, slots=1) == 3
