"""Whole seasons, as they may come: people join and leave, stay away, come late, pass, and choose their own order."""

from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import Bid, Entry

SLOT = 45 * 60
days = st.fixed_dictionaries(
    {
        "there": st.sampled_from([True, True, True, False]),
        "late": st.sampled_from([False, False, False, True]),
        "asks": st.booleans(),
        "urgency": st.integers(1, 3),
        "used": st.integers(1, 2 * SLOT),
    }
)


class Season(RuleBasedStateMachine):
    """Plays meetings by the rules, and keeps its own books of who has presented beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.seated = [1, 2, 3, 4, 5]
        self.newest = 5
        self.meeting = 0
        self.entries: list[Entry] = []
        self.presented: set[int] = set()

    @rule()
    def somebody_joins(self) -> None:
        if len(self.seated) < 8:
            self.newest += 1
            self.seated.append(self.newest)

    @rule(which=st.integers(0, 7))
    def somebody_leaves(self, which: int) -> None:
        if len(self.seated) > 2:
            self.seated.pop(which % len(self.seated))

    @rule(
        each=st.lists(days, min_size=8, max_size=8), way=st.sampled_from(rules.WAYS), random=st.randoms(),
        minutes=st.sampled_from([90, 120, 150, 180]), own_order=st.booleans(),
    )  # fmt: skip
    def the_set_meets(self, each, way, random, minutes, own_order) -> None:
        self.meeting += 1
        here = {member: day for member, day in zip(self.seated, each, strict=False) if day["there"]}
        bids = [Bid(member, day["urgency"]) for member, day in here.items() if day["asks"] and not day["late"]]
        share = rules.share_of(way, len(self.seated), meeting_minutes=minutes, slot_minutes=45)
        order = self.suggested(bids, here=list(here), slots=share.slots, random=random)
        presenters = order[: share.slots]
        if own_order:
            presenters = self.overridden(presenters, order, random=random)
        self.check_once_each(presenters, willing=set(order))
        self.enter(presenters, here)

    def suggested(self, bids, *, here, slots, random) -> list[int]:
        asked_first = rules.offered(here, entries=self.entries, slots=slots)
        order = partial(rules.suggested_order, slot_seconds=SLOT, seed=str(self.meeting), asked_first=asked_first)
        places = order(bids, entries=self.entries)
        shuffled, mixed = random.sample(bids, len(bids)), random.sample(self.entries, len(self.entries))
        assert order(shuffled, entries=mixed) == places
        assert sorted(place.member for place in places) == sorted(bid.member for bid in bids)
        return [place.member for place in places]

    def overridden(self, presenters: list[int], willing: list[int], *, random: Random) -> list[int]:
        """What the set would rather do, where the rules let it."""
        wish = random.sample(willing, random.randint(0, len(presenters)))
        try:
            rules.check_order(wish, willing=willing, entries=self.entries)
        except RuleBroken:
            return presenters
        return wish

    def check_once_each(self, presenters: list[int], *, willing: set[int]) -> None:
        before = set(self.presented)
        for member in presenters:
            if member in before:
                assert willing <= before, "somebody presents again before each willing member has once"
            before.add(member)

    def enter(self, presenters: list[int], here: dict[int, dict[str, int]]) -> None:
        credit = rules.credits_due(
            SLOT * len(presenters), {member: "half" if day["late"] else "full" for member, day in here.items()}
        )
        used = {member: here[member]["used"] for member in presenters}
        self.presented |= used.keys()
        self.entries += [Entry(member, self.meeting, credit[member], used.get(member, 0)) for member in here]

    @invariant()
    def the_ledger_adds_up_to_the_second(self) -> None:
        found = rules.reckon(self.entries, slot_seconds=SLOT)
        assert found.credited == sum(entry.credit_seconds for entry in self.entries)
        assert found.debited == sum(entry.used_seconds for entry in self.entries)
        assert found.credited == found.debited + sum(found.balances.values()) + sum(found.cut.values())
        assert all(abs(each) <= SLOT * 3 // 2 for each in found.balances.values())

    @invariant()
    def the_rules_and_the_books_agree_who_has_presented(self) -> None:
        assert set(rules.last_presented(self.entries)) == self.presented


TestSeason = Season.TestCase
TestSeason.settings = settings(max_examples=80, stateful_step_count=14, deadline=None)


entries = st.builds(Entry, st.integers(1, 6), st.integers(1, 6), st.integers(0, 9000), st.integers(0, 9000))
histories = st.lists(entries, unique_by=lambda entry: (entry.member, entry.season_date))


@given(histories, st.integers(0, 4000))
def test_what_was_credited_was_used_or_is_due_or_has_lapsed(history: list[Entry], slot: int) -> None:
    found = rules.reckon(history, slot_seconds=slot)

    assert found.credited == found.debited + sum(found.balances.values()) + sum(found.cut.values())
    assert found.balances == rules.balances(history, slot_seconds=slot)


@given(histories, st.permutations(range(1, 7)), st.sets(st.integers(1, 6)))
def test_an_order_is_refused_exactly_when_somebody_would_present_again_too_soon(history, presenters, willing) -> None:
    presented = {entry.member for entry in history if entry.used_seconds}
    chosen = presenters[:3]
    waiting = (willing | set(chosen)) - presented
    again = [at for at, member in enumerate(chosen) if member in presented]
    too_soon = bool(again) and not waiting <= set(chosen[: again[0]])

    if too_soon:
        with pytest.raises(RuleBroken, match="once before anyone does twice"):
            rules.check_order(chosen, willing=willing, entries=history)
    else:
        rules.check_order(chosen, willing=willing, entries=history)
