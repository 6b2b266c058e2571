"""Whole seasons, as they may come: people join and leave, stay away, come late, pass, and choose their own order."""

from functools import partial
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import Bid, Entry

SLOT = 45 * 60
FACILITATOR = 0
days = st.fixed_dictionaries(
    {
        "there": st.sampled_from([True, True, True, True, False]),
        "comes": st.sampled_from(["in time"] * 5 + ["after the bids", "after the order"]),
        "asks": st.booleans(),
        "urgency": st.sampled_from([2, 2, 1, 3]),  # alike more often than not, so that the keys behind have their say
        "used": st.sampled_from([SLOT, SLOT, SLOT, 1, SLOT * 3 // 4, 2 * SLOT]),
        "is put off": st.sampled_from([False, False, False, True]),
        "is away": st.sampled_from([False, False, True]),  # when somebody would change places with them
    }
)


class Books:
    """Reckons a season anew, from what a watcher sees: who came, who presented for how long, and what was planned."""

    def __init__(self) -> None:
        self.meetings = 0
        self.came: dict[int, int] = {}
        self.presented: dict[int, int] = {}
        self.due: dict[int, int] = {}

    def credit(self, here: dict[int, dict[str, Any]], *, planned: int) -> dict[int, int]:
        """An even share each, and half of one for whoever came after the bids."""
        whole, half = planned // len(here), planned // (2 * len(here))
        return {member: whole if day["comes"] == "in time" else half for member, day in here.items()}

    def rank(self, bid: Bid, *, table: int, slots: int, seed: str) -> tuple[object, ...]:
        """What comes before what, as it is written down in the decision about airtime."""
        member = bid.member
        since = self.presented.get(member, self.came.get(member, self.meetings + 1) - 1)
        waited = self.meetings - since
        patience = -(-table // max(slots, 1)) + 1
        return (
            member in self.presented,
            -waited if member in self.came and waited >= patience else 0,
            -self.due.get(member, 0),
            -bid.urgency,
            self.presented.get(member, 0),
            sha256(f"{seed}:{member}".encode()).hexdigest(),
        )

    def begin_anew(self) -> None:
        """Only the meetings go on being counted."""
        self.came, self.presented, self.due = {}, {}, {}

    def enter(self, credit: dict[int, int], used: dict[int, int]) -> None:
        self.meetings += 1
        for member in {*credit, *used}:
            self.came.setdefault(member, self.meetings)
            due = self.due.get(member, 0) + credit.get(member, 0) - used.get(member, 0)
            self.due[member] = max(-SLOT * 3 // 2, min(SLOT * 3 // 2, due))
        self.presented |= {member: self.meetings for member, seconds in used.items() if seconds}


class Season(RuleBasedStateMachine):
    """Plays meetings by the rules, and keeps its own books of who has presented beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.seated = [1, 2, 3, 4, 5]
        self.newest = 5
        self.entries: list[Entry] = []
        self.books = Books()

    @rule()
    def somebody_joins(self) -> None:
        if len(self.seated) < 8:
            self.newest += 1
            self.seated.append(self.newest)

    @rule(which=st.integers(0, 7))
    def somebody_leaves(self, which: int) -> None:
        if len(self.seated) > 2:
            self.seated.pop(which % len(self.seated))

    @rule()
    def another_season_begins(self) -> None:
        """As `ledger_of` cuts it: the numbers of the meetings run on, and everybody is fresh."""
        self.entries = []
        self.books.begin_anew()

    @rule(
        each=st.lists(days, min_size=9, max_size=9), way=st.sampled_from(rules.WAYS), random=st.randoms(),
        minutes=st.sampled_from([90, 120, 150, 180]), own_order=st.booleans(),
        handed_to=st.sampled_from([None, None, None, 0, 1, 2]), is_turn=st.booleans(),
    )  # fmt: skip
    def the_set_meets(self, each, way, random, minutes, own_order, handed_to, is_turn) -> None:
        here = {member: day for member, day in zip(self.seated, each, strict=False) if day["there"]}
        if not here:
            return
        takers, sharing = self.roles(here, own=each[-1], handed_to=handed_to, is_turn=is_turn)
        bids = [
            Bid(who, day["urgency"]) for who, day in takers.items() if day["asks"] and day["comes"] != "after the order"
        ]
        share = rules.share_of(way, len(self.seated), meeting_minutes=minutes, slot_minutes=45)
        order = self.suggested(bids, here=list(takers), slots=share.slots, random=random)
        presenters = order[: share.slots]
        if own_order:
            presenters = self.overridden(presenters, order, random=random)
        self.check_once_each(presenters, willing=set(order))
        presenters = self.places_changed(presenters, takers, random=random)
        self.enter(presenters, takers, sharing=sharing)

    def roles(self, here, *, own, handed_to, is_turn) -> tuple[dict[int, Any], dict[int, Any]]:
        """Who takes turns, and who shares the time: somebody who leads today has no turn, and their part of the time.

        Whoever leads the set takes turns that day, and has a part only where a member has their turn at leading.
        """
        if handed_to is None:
            return here, here
        heir = list(here)[handed_to % len(here)]
        takers = {member: day for member, day in here.items() if member != heir} | {FACILITATOR: own}
        return takers, here | {FACILITATOR: own} if is_turn else here

    def suggested(self, bids, *, here, slots, random) -> list[int]:
        seed = str(self.books.meetings + 1)
        asked_first = rules.offered(here, entries=self.entries, slots=slots)
        order = partial(rules.suggested_order, slot_seconds=SLOT, seed=seed, asked_first=asked_first)
        places = order(bids, entries=self.entries)
        shuffled, mixed = random.sample(bids, len(bids)), random.sample(self.entries, len(self.entries))
        assert order(shuffled, entries=mixed) == places
        by_hand = sorted(bids, key=lambda bid: self.books.rank(bid, table=len(here), slots=slots, seed=seed))
        assert [place.member for place in places] == [bid.member for bid in by_hand]
        return [place.member for place in places]

    def overridden(self, presenters: list[int], willing: list[int], *, random: Random) -> list[int]:
        """What the set would rather do, where the rules let it."""
        wish = random.sample(willing, random.randint(0, len(presenters)))
        try:
            rules.check_order(wish, willing=willing, entries=self.entries)
        except RuleBroken:
            return presenters
        return wish

    def places_changed(self, presenters: list[int], here: dict[int, dict[str, Any]], *, random: Random) -> list[int]:
        """As a meeting lets a slot change places with the next one: nobody who is there is overtaken by it."""
        order = list(presenters)
        for at in range(len(order) - 1):
            wish = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
            if random.random() < 0.5 and (here[order[at]]["is away"] or self.is_let(wish)):
                overtaken = {each for each in order if here[each]["is away"]}
                self.check_once_each(wish, willing=set(order) - overtaken)
                order = wish
        return order

    def is_let(self, order: list[int]) -> bool:
        try:
            rules.check_order(order, willing=order, entries=self.entries)
        except RuleBroken:
            return False
        return True

    def check_once_each(self, presenters: list[int], *, willing: set[int]) -> None:
        before = set(self.books.presented)
        for member in presenters:
            if member in before:
                assert willing <= before, "somebody presents again before each willing member has once"
            before.add(member)

    def enter(self, presenters: list[int], here: dict[int, dict[str, Any]], *, sharing: dict[int, Any]) -> None:
        """A slot put off in its first half counts as not begun; of one put off later the rest is credited."""
        planned = SLOT * len(presenters)
        present: dict[int, rules.Credit] = {
            member: "full" if day["comes"] == "in time" else "half" for member, day in sharing.items()
        }
        used = {member: here[member]["used"] for member in presenters}
        put_off = {member: spent for member, spent in used.items() if here[member]["is put off"]}
        owed = {member: max(SLOT - spent, 0) for member, spent in put_off.items() if 2 * spent >= SLOT}
        used |= {member: 0 for member in put_off if member not in owed}
        shares = rules.credits_due(planned, present)
        assert shares == self.books.credit(sharing, planned=planned)
        credit = {member: shares.get(member, 0) + owed.get(member, 0) for member in {*shares, *owed}}
        self.books.enter(credit, used)
        self.entries += [
            Entry(member, self.books.meetings, credit.get(member, 0), used.get(member, 0))
            for member in {*credit, *used}
        ]

    @invariant()
    def the_ledger_adds_up_to_the_second(self) -> None:
        found = rules.reckon(self.entries, slot_seconds=SLOT)
        assert found.credited == sum(entry.credit_seconds for entry in self.entries)
        assert found.debited == sum(entry.used_seconds for entry in self.entries)
        assert found.credited == found.debited + sum(found.balances.values()) + sum(found.cut.values())
        assert found.balances == self.books.due

    @invariant()
    def the_rules_and_the_books_agree_who_has_presented(self) -> None:
        assert rules.last_presented(self.entries) == self.books.presented


TestSeason = Season.TestCase
TestSeason.settings = settings(max_examples=80, stateful_step_count=16, deadline=None)


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
