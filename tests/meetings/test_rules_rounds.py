"""A round of a gathering: everybody who came has one turn, and nobody is left alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken, Stale
from cop.meetings import rules
from cop.meetings.rules import Progress, rounds
from cop.meetings.rules.pairs import joined, paired, parted
from cop.meetings.rules.rounds import Gathered, Sitter
from cop.sets.rules import Format
from cop.sets.rules.formats import ROUNDS
from tests.factories.formats import gatherings

OPENED = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
CHECK_IN, ONE_TWO_ALL = ROUNDS["check_in"], ROUNDS["one_two_all"]


def at(seconds: float = 0) -> datetime:
    return OPENED + timedelta(seconds=seconds)


def begun(running_order: Format, *room: int) -> Progress:
    return rounds.begin(rounds.opened(running_order, now=OPENED), running_order, room=room, seen=0, now=OPENED)


def moved(progress: Progress, *room: int, seconds: float = 0) -> Progress:
    return rounds.move_on(progress, room=room, seen=progress.step, now=at(seconds))


def handed_on(progress: Progress, *, seconds: float = 0) -> Progress:
    return rounds.hand_on(progress, holder=progress.floor.holder, now=at(seconds))


@dataclass
class Evening:
    """A check-in that people come to and go from, and who has had a turn so far."""

    room: list[int]
    progress: Progress = field(init=False)
    had: Counter[int] = field(default_factory=Counter)
    came: set[int] = field(default_factory=set)
    seconds: int = 0

    def __post_init__(self) -> None:
        self.progress, self.came = begun(CHECK_IN, *self.room), set(self.room)
        self.had[self.room[0]] += 1

    def does(self, deed: str, person: int) -> None:
        self.seconds += 1
        before, floor = self.progress.floor.holder, self.progress.floor
        if deed == "next" and floor.holder is not None:
            self.progress = handed_on(self.progress, seconds=self.seconds)
        elif deed == "pass" and (person == floor.holder or person in floor.waiting):
            self.had[person] += person != floor.holder
            self.progress = rounds.pass_turn(self.progress, person, now=at(self.seconds))
        elif deed == "come" and person not in self.room:
            self.room.append(person)
            self.came.add(person)
            self.progress = rounds.come_in(self.progress, person, now=at(self.seconds))
        elif deed == "go" and person in self.room:
            self.room.remove(person)
            self.progress = rounds.go(self.progress, person, now=at(self.seconds))
        holder = self.progress.floor.holder
        if holder is not None and holder != before:
            self.had[holder] += 1


DEEDS = st.lists(st.tuples(st.sampled_from(("next", "pass", "come", "go")), st.integers(1, 7)), max_size=40)


@given(st.integers(2, 5), DEEDS)
def test_everybody_who_came_has_exactly_one_turn(people: int, deeds: list[tuple[str, int]]) -> None:
    evening = Evening(list(range(1, people + 1)))

    for deed, person in deeds:
        evening.does(deed, person)
    while evening.progress.floor.holder is not None:
        evening.does("next", 0)

    assert all(evening.had[person] == 1 for person in evening.room)
    assert all(evening.had[person] <= 1 for person in evening.came)
    assert rules.from_json(rules.to_json(evening.progress)) == evening.progress


def test_turns_go_in_the_order_in_which_people_came_and_two_are_seen_ahead() -> None:
    progress = begun(CHECK_IN, 5, 3, 4, 9)

    assert (progress.floor.holder, rules.next_up(progress)) == (5, (3, 4))
    assert rules.next_up(handed_on(progress)) == (4, 9)


def test_whoever_is_late_has_the_last_turn_and_has_it_at_once_when_all_are_through() -> None:
    late = rounds.come_in(begun(CHECK_IN, 1, 2), 3, now=at(10))
    through = handed_on(handed_on(begun(CHECK_IN, 1, 2)))

    assert late.floor.waiting == (2, 3)
    assert through.floor.holder is None
    assert rounds.come_in(through, 3, now=at(90)).floor.holder == 3


def test_a_second_press_skips_nobody() -> None:
    progress = begun(CHECK_IN, 1, 2, 3)

    with pytest.raises(Stale):
        rounds.hand_on(handed_on(progress), holder=1, now=at(1))
    with pytest.raises(Stale):
        rounds.begin(progress, CHECK_IN, room=(1, 2), seen=0, now=at(1))


def test_whoever_has_no_turn_waiting_cannot_pass() -> None:
    with pytest.raises(RuleBroken, match="no turn waiting"):
        rounds.pass_turn(begun(CHECK_IN, 1, 2), 9, now=at(1))


def test_a_round_takes_two() -> None:
    with pytest.raises(RuleBroken, match="takes 2 of you"):
        begun(CHECK_IN, 1)


def test_the_clock_is_of_the_turn_where_each_has_one() -> None:
    progress = handed_on(begun(CHECK_IN, 1, 2), seconds=50)

    assert rounds.soft_clock(progress, CHECK_IN, now=at(70)) == rounds.SoftClock(timedelta(seconds=40), 60)
    assert rounds.soft_clock(progress, CHECK_IN, now=at(120)) == rounds.SoftClock(timedelta(seconds=-10), 60)
    assert rounds.soft_clock(handed_on(progress, seconds=80), CHECK_IN, now=at(90)) is None


def test_elsewhere_the_clock_is_of_the_part() -> None:
    alone = begun(ONE_TWO_ALL, 1, 2)
    pairs = moved(alone, 1, 2, seconds=70)

    assert rounds.soft_clock(alone, ONE_TWO_ALL, now=at(10)) == rounds.SoftClock(timedelta(seconds=50), 60)
    assert rounds.soft_clock(pairs, ONE_TWO_ALL, now=at(70)) == rounds.SoftClock(timedelta(seconds=120), 120)
    assert rounds.soft_clock(rounds.opened(CHECK_IN, now=OPENED), CHECK_IN, now=OPENED) is None


def test_one_two_all_goes_from_alone_by_pairs_to_all() -> None:
    alone = begun(ONE_TWO_ALL, 1, 2, 3, 4, 5)
    pairs = moved(alone, 1, 2, 3, 4, 5)
    together = moved(pairs, 1, 2, 3, 4, 5)

    assert [part.seconds for part in alone.order] == [60, 120, 300]
    assert (alone.floor.mode, alone.floor.pairs) == ("none", ())
    assert pairs.floor.pairs == ((1, 2), (3, 4, 5))
    assert (together.floor.mode, together.floor.pairs) == ("hands", ())
    with pytest.raises(RuleBroken, match="This is the last part"):
        moved(together, 1, 2)


def test_people_come_to_and_go_from_pairs_while_they_talk() -> None:
    pairs = moved(begun(ONE_TWO_ALL, 1, 2, 3, 4), 1, 2, 3, 4)

    late = rounds.come_in(pairs, 5, now=at(1))
    gone = rounds.go(late, 1, now=at(2))

    assert late.floor.pairs == ((1, 2), (3, 4, 5))
    assert gone.floor.pairs == ((3, 4), (5, 2))
    assert rounds.come_in(gone, 3, now=at(3)) == gone
    assert rules.from_json(rules.to_json(gone)) == gone


def is_fair(pairs: Sequence[Sequence[int]]) -> bool:
    """Twos, and three together once when the number is odd; alone is only who is there alone."""
    sizes = sorted(len(pair) for pair in pairs)
    return sizes in ([], [1]) or (set(sizes) <= {2, 3} and sizes.count(3) <= 1)


@given(st.lists(st.integers(1, 30), unique=True, max_size=12), st.lists(st.integers(1, 30), max_size=30))
def test_nobody_is_ever_left_alone_and_most_stay_with_whom_they_are(people: list[int], changes: list[int]) -> None:
    pairs, there = paired(people), set(people)
    assert is_fair(pairs)

    for person in changes:
        before = pairs
        pairs = parted(pairs, person) if person in there else joined(pairs, person)
        there ^= {person}

        assert is_fair(pairs)
        assert Counter(each for pair in pairs for each in pair) == Counter(there)
        assert len(set(before) - set(pairs)) <= 2


@given(gatherings(), st.integers(2, 24))
def test_any_gathering_runs_to_its_end(running_order: Format, people: int) -> None:
    room = tuple(range(1, people + 1))
    progress = begun(running_order, *room)
    keys = [*(part.key for part in running_order.before), *(phase.key for phase in running_order.phases)]

    while not progress.is_at_its_last_part:
        assert rounds.soft_clock(progress, running_order, now=at(1)) is not None
        progress = moved(progress, *room)
    over = rounds.finish(progress, seen=progress.step, now=at(9))

    assert [part.key for part in over.order] == [*keys, *(part.key for part in running_order.after)]
    assert sum(part.seconds for part in over.order) == sum(
        [part.length(people) for part in running_order.frame] + [60 * minutes for minutes in running_order.lengths]
    )
    assert (over.state, over.ended_at, over.floor.holder) == ("closed", at(9), None)


def test_a_round_can_be_over_before_it_has_begun() -> None:
    over = rounds.finish(rounds.opened(CHECK_IN, now=OPENED), seen=0, now=at(5))

    assert (over.state, over.ended_at) == ("closed", at(5))
    assert rounds.go(over, 1, now=at(6)) == over
    with pytest.raises(RuleBroken, match="is over"):
        rounds.come_in(over, 2, now=at(6))
    with pytest.raises(RuleBroken, match="is over"):
        rounds.finish(over, seen=over.step, now=at(6))


def test_nothing_moves_in_a_lobby() -> None:
    lobby = rounds.opened(CHECK_IN, now=OPENED)

    assert rounds.come_in(lobby, 1, now=at(1)) == lobby
    with pytest.raises(RuleBroken, match="has not begun"):
        rounds.pass_turn(lobby, 1, now=at(1))


def test_a_keeper_is_gone_when_nobody_has_heard_of_them_for_a_minute() -> None:
    ada = Sitter(1, "Ada Obi", "Ada", heard_at=OPENED)
    kept = Gathered((ada,), keeper=1)

    assert not kept.is_without_keeper(now=at(59))
    assert kept.is_without_keeper(now=at(60))
    assert kept.keeper_gone_at() == at(60)
    assert replace(kept, keeper=None).is_without_keeper(now=OPENED)
    assert replace(kept, people=()).keeper_gone_at() is None
