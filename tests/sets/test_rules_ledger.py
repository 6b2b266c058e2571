"""Airtime over a season, and the commitments that come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import Bid, Entry, Place

ADA, BO, MINA, JO = 1, 2, 3, 4
SLOT = 45 * 60
TODAY = date(2026, 11, 26)
STATES = ["done", "partly", "not_done", "moved", "dropped", "skipped"]
entries = st.builds(Entry, st.integers(1, 6), st.integers(1, 6), st.integers(0, 9000), st.integers(0, 9000))
histories = st.lists(entries, unique_by=lambda entry: (entry.member, entry.season_date))
bids = st.lists(st.builds(Bid, st.integers(1, 8), st.integers(1, 3)), unique_by=lambda bid: bid.member)


def order(*places: Place) -> list[int]:
    return [place.member for place in places]


def test_planned_minutes_are_shared_equally_and_a_late_comer_gets_half() -> None:
    assert rules.credits_due(5400, {ADA: "full", BO: "full", MINA: "half"}) == {ADA: 1800, BO: 1800, MINA: 900}
    assert rules.credits_due(5400, {}) == {}


@given(st.integers(0, 20000), st.dictionaries(st.integers(1, 8), st.sampled_from(["full", "half"])))
def test_everybody_has_an_even_share_and_a_late_comer_half_of_one(
    planned: int, present: dict[int, rules.Credit]
) -> None:
    shared = rules.credits_due(planned, present)

    assert sum(shared.values()) <= planned
    assert shared.keys() == present.keys()
    for member, seconds in shared.items():
        parts = len(present) * (2 if present[member] == "half" else 1)
        assert seconds * parts <= planned < (seconds + 1) * parts


def test_a_balance_is_what_was_due_minus_what_was_used() -> None:
    found = rules.balances([Entry(ADA, 1, 900, 2700), Entry(BO, 1, 900, 0), Entry(ADA, 2, 900, 0)], slot_seconds=SLOT)

    assert found == {ADA: -900, BO: 900}


def test_a_balance_stops_at_one_and_a_half_slots_after_each_meeting() -> None:
    passing = [Entry(BO, number, 3000, 0) for number in (1, 2, 3)]

    assert rules.balances(passing, slot_seconds=SLOT) == {BO: 4050}
    assert rules.balances([*passing, Entry(BO, 4, 0, 2700)], slot_seconds=SLOT) == {BO: 1350}
    assert rules.balances([Entry(BO, 1, 0, 9000)], slot_seconds=SLOT) == {BO: -4050}


@given(histories, st.integers(0, 4000))
def test_no_balance_is_ever_beyond_its_limit(history: list[Entry], slot: int) -> None:
    assert all(abs(each) <= slot * 3 // 2 for each in rules.balances(history, slot_seconds=slot).values())


@pytest.mark.parametrize(
    ("history", "bidding", "first", "reason"),
    [
        ([Entry(ADA, 1, 2000, 1)], [Bid(ADA, 3), Bid(BO, 1)], BO, "not_yet"),
        ([Entry(ADA, 1, 10, 0), Entry(BO, 1, 20, 0)], [Bid(ADA, 3), Bid(BO, 1)], BO, "balance"),
        ([], [Bid(ADA, 1), Bid(BO, 3)], BO, "urgency"),
        ([Entry(BO, 1, 5, 5), Entry(ADA, 2, 5, 5)], [Bid(ADA), Bid(BO)], BO, "longest"),
    ],
)
def test_who_is_suggested_first_and_why(history: list[Entry], bidding: list[Bid], first: int, reason: str) -> None:
    places = rules.suggested_order(bidding, entries=history, slot_seconds=SLOT, seed="meeting 3")

    assert (places[0].member, places[0].reason) == (first, reason)
    assert places[-1].reason == ""


def test_a_lot_decides_between_equals_and_says_so() -> None:
    drawn = {
        seed: rules.suggested_order([Bid(ADA), Bid(BO), Bid(MINA)], entries=[], slot_seconds=SLOT, seed=seed)
        for seed in map(str, range(30))
    }

    assert {places[0].reason for places in drawn.values()} == {"lot"}
    assert {places[0].member for places in drawn.values()} == {ADA, BO, MINA}


@given(bids, histories, st.text(), st.randoms())
def test_the_order_is_total_and_the_same_however_the_bids_came_in(bidding, history, seed, random) -> None:
    shuffled = random.sample(bidding, len(bidding))

    one = rules.suggested_order(bidding, entries=history, slot_seconds=SLOT, seed=seed)

    assert one == rules.suggested_order(shuffled, entries=history[::-1], slot_seconds=SLOT, seed=seed)
    assert sorted(order(*one)) == sorted(bid.member for bid in bidding)


def test_nobody_presents_twice_before_each_willing_member_once() -> None:
    history = [Entry(ADA, 1, 900, 2700), Entry(BO, 1, 900, 0)]

    rules.check_order([BO, ADA], willing=[ADA, BO], entries=history)
    rules.check_order([JO], willing=[BO, JO], entries=history)
    rules.check_order([ADA], willing=[ADA], entries=history)

    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        rules.check_order([ADA], willing=[ADA, BO], entries=history)


def test_how_pressing_a_bid_is_goes_from_one_to_three() -> None:
    with pytest.raises(RuleBroken, match="1, 2 or 3"):
        Bid(ADA, 4)


def a_commitment(**values: object) -> rules.Commitment:
    asked = {"made_at": 1, "what": " Ask HR ", "first_step": "Ring Sam", "by_when": TODAY, "today": TODAY}
    return rules.commit(BO, **(asked | values))  # type: ignore[arg-type]


def test_a_commitment_says_what_the_first_step_and_by_when() -> None:
    assert a_commitment() == rules.Commitment(BO, 1, TODAY, "Ask HR", "Ring Sam")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"what": " "}, "what you will do"),
        ({"first_step": ""}, "first step"),
        ({"by_when": TODAY - timedelta(days=1)}, "date has passed"),
    ],
)
def test_a_commitment_that_lacks_something_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        a_commitment(**change)


@pytest.mark.parametrize(("state", "again"), [(each, each in ("moved", "skipped")) for each in STATES])
def test_a_commitment_comes_back_until_it_is_reported_for_good(state: rules.Report, *, again: bool) -> None:
    made = a_commitment()
    assert rules.due_for_update([made], at_meeting=1) == ()
    assert rules.due_for_update([made], at_meeting=2) == (made,)

    told = rules.report(made, state, at_meeting=2, outcome="Sam was away", by_when=TODAY, today=TODAY)

    assert (told.state, told.reported_at) == (state, 2)
    assert rules.due_for_update([told], at_meeting=2) == ()
    assert bool(rules.due_for_update([told], at_meeting=3)) == again


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        ("not_done", {}, "few words"),
        ("dropped", {"outcome": " "}, "few words"),
        ("skipped", {}, "few words"),
        ("moved", {}, "new date"),
        ("moved", {"by_when": TODAY - timedelta(days=1)}, "date has passed"),
        ("done", {"at_meeting": 1}, "later meeting"),
    ],
)
def test_a_report_that_lacks_something_is_refused(state: rules.Report, values: dict[str, object], words: str) -> None:
    asked = {"at_meeting": 2, "today": TODAY} | values

    with pytest.raises(RuleBroken, match=words):
        rules.report(a_commitment(), state, **asked)  # type: ignore[arg-type]


def test_a_commitment_that_is_done_is_not_reported_on_again() -> None:
    done = rules.report(a_commitment(), "done", at_meeting=2, today=TODAY)

    with pytest.raises(RuleBroken, match="already been reported"):
        rules.report(done, "partly", at_meeting=3, today=TODAY)
