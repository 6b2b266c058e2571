"""Whatever people press: turns have one order, everybody who wants one has it, and nobody has one too many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Line, Progress
from tests.meetings.test_rules_asking import BEN, ROOM, after, slot

MEMBERS = ROOM[:4]
Press = tuple[str, int]
PRESSES = st.lists(
    st.tuples(
        st.sampled_from(["next", "next", "pass", "hand", "lower", "give", "leave", "come", "drop", "back"]),
        st.sampled_from(MEMBERS),
    ),
    max_size=40,
)
WAYS = st.sampled_from(["round", "balanced", "open"])


class Played:
    """A slot's Explore in which these were pressed, one a second; what the rules refuse changes nothing."""

    def __init__(self, asking: rules.Asking, presses: Sequence[Press]) -> None:
        self.progress: Progress = slot(2, asking=asking)
        self.lines: list[Line] = []
        self.away: set[int] = set()
        self.gone: set[int] = set()
        for seconds, (verb, person) in enumerate(presses):
            self.press(verb, person, at=seconds / 60)

    def press(self, verb: str, person: int, *, at: float) -> None:
        try:
            move = self._move(verb, person, at=at)
        except RuleBroken:
            return
        self.progress = move.progress
        self.lines += move.lines

    def _move(self, verb: str, person: int, *, at: float) -> rules.Move:
        progress, now = self.progress, after(at)
        if verb in {"leave", "come"}:
            (self.gone.add if verb == "leave" else self.gone.discard)(person)
            return (rules.leave_floor if verb == "leave" else rules.join_floor)(progress, person, now=now)
        if verb in {"drop", "back"}:
            (self.away.add if verb == "drop" else self.away.discard)(person)
            return rules.Move(progress) if verb == "drop" else rules.join_floor(progress, person, now=now)
        if person in self.gone | self.away and verb != "next":
            return rules.Move(progress)
        moves = {
            "next": lambda: rules.hand_on(progress, holder=progress.floor.holder, now=now, away=self.away),
            "pass": lambda: rules.pass_turn(progress, person, now=now, away=self.away),
            "hand": lambda: rules.raise_hand(progress, person, now=now),
            "lower": lambda: rules.lower_hand(progress, person),
            "give": lambda: rules.give_floor(progress, person, now=now),
        }
        return moves[verb]()


@settings(deadline=None)
@given(WAYS, PRESSES)
def test_the_order_is_one_and_the_same_and_leaves_nobody_out(asking: rules.Asking, presses: list[Press]) -> None:
    first, second = Played(asking, presses), Played(asking, presses)
    progress = replace(first.progress)

    seen = []
    while first.progress.floor.waiting or first.progress.floor.hands:
        line = {*first.progress.floor.waiting, *first.progress.floor.hands}
        seen.append(rules.next_up(first.progress))
        assert set(seen[-1]) <= set(MEMBERS)
        first.away.clear()
        first.press("next", 0, at=60)
        assert first.progress.floor.holder == seen[-1][0] in line
        if first.progress.rounds != progress.rounds:
            break

    assert second.progress == progress
    assert rules.from_json(rules.to_json(progress)) == progress


@settings(deadline=None)
@given(WAYS, PRESSES, st.sampled_from(MEMBERS))
def test_nobody_who_wants_a_turn_is_passed_over_for_ever(
    asking: rules.Asking, presses: list[Press], person: int
) -> None:
    """Even when everybody else raises a hand again as soon as their turn is over."""
    played = Played(asking, presses)
    played.away.clear()
    for each in MEMBERS:
        played.press("come", each, at=1)
    played.press("hand", person, at=1)
    most = len(MEMBERS) * (len(played.progress.floor.asked) + 3)
    for count in range(most):
        if played.progress.floor.holder == person:
            return
        before = played.progress.floor.holder
        played.press("next", 0, at=2 + count)
        if before:
            played.press("hand", before, at=2 + count)
    pytest.fail(f"{person} was passed over {most} times")


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 3), st.sampled_from(MEMBERS), st.sampled_from(["leave", "drop"]))
def test_leaving_and_coming_back_neither_gains_nor_loses_a_turn(
    before: int, between: int, person: int, how: str
) -> None:
    played = Played("round", [("next", 0)] * before)
    if played.progress.floor.holder == person:
        played.press("next", 0, at=2)
    undisturbed = Counter(Played("round", [("next", 0)] * 40).progress.floor.asked[:24])
    rounds = played.progress.rounds

    played.press(how, person, at=2)
    for _ in range(between):
        played.press("next", 0, at=3)
    played.press("come" if how == "leave" else "back", person, at=4)
    came_back_in_the_same_round = played.progress.rounds == rounds
    while len(played.progress.floor.asked) < 24:
        played.press("next", 0, at=5)

    turns = Counter(played.progress.floor.asked[:24])
    assert set(undisturbed.values()) == {6}
    assert turns[person] == 6 or not (came_back_in_the_same_round or how == "drop")
    assert max(turns.values()) <= 7


@settings(deadline=None)
@given(PRESSES)
def test_nobody_has_more_turns_of_their_own_than_rounds_have_begun(presses: list[Press]) -> None:
    played = Played("round", [press for press in presses if press[0] not in {"give", "hand"}])

    rounds = played.progress.rounds - slot(2).rounds + 1

    assert all(turns <= rounds for turns in Counter(played.progress.floor.asked).values())


@settings(deadline=None)
@given(WAYS, PRESSES)
def test_of_two_presses_one_hands_on(asking: rules.Asking, presses: list[Press]) -> None:
    played = Played(asking, presses)
    seen = played.progress.floor.holder
    played.press("next", 0, at=2)

    if played.progress.floor.holder != seen:
        with pytest.raises(Stale):
            rules.hand_on(played.progress, holder=seen, now=after(3), away=played.away)


@settings(deadline=None)
@given(WAYS, PRESSES)
def test_the_record_and_the_floor_count_the_same_turns(asking: rules.Asking, presses: list[Press]) -> None:
    played = Played(asking, presses)

    told = rules.balance(played.progress, played.lines, now=after(5))

    assert dict(told.turns) == Counter(played.progress.floor.asked)
    assert told.presenting == 0 or BEN not in told.turns
