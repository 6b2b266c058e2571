"""What happens in a season, written down before it is played, and what its ledger must then say.

Nothing here asks the app: lengths are those that a set of eight reads in its plan, and the rest is adding up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

MEETINGS, MEMBERS, PHASES = 6, 8, 7
SLOT = 45 * 60
MOST_DUE = 4050  # seconds: a slot and a half, either way
BIDDING = 8  # minutes, one for each member
FRAME = 3 + 12 + 16 + BIDDING + 3 + 5 + 12  # minutes: opening, check-in, updates, bids, order, set review, closing
BREAK = {180: 10, 120: 0}

Seconds = dict[tuple[int, int], int]
"""By member and number of the meeting."""


@dataclass(frozen=True)
class Day:
    """One meeting: who comes, who would like time and how pressing it is, who passes, and the seconds of every phase.

    `wishes` are orders in which the set would rather have everybody, were it asked.
    """

    in_time: tuple[int, ...]
    late: tuple[int, ...]
    urgency: Mapping[int, int]
    passing: frozenset[int]
    wishes: tuple[tuple[int, ...], ...]
    lengths: tuple[tuple[int, ...], ...]

    @property
    def here(self) -> tuple[int, ...]:
        return (*self.in_time, *self.late)

    def willing(self, way: str) -> frozenset[int]:
        """In a rotation everybody who does not pass; else who is there when the bids are and asks."""
        return frozenset(self.here) - self.passing if way == "rotation" else frozenset(self.urgency)


@dataclass(frozen=True)
class Script:
    """A whole season of a set of eight that meets for so many minutes and shares its time this way."""

    way: str
    minutes: int
    days: Mapping[int, Day]

    @property
    def slots(self) -> int:
        """How many fit into one meeting; evenly shared, one has ten minutes at least."""
        return min(self._room // (SLOT // 60 if self.way == "bid" else 10), MEMBERS)

    def planned(self, presenters: int) -> int:
        """Seconds of all slots of a meeting in which so many present."""
        each = SLOT // 60 if self.way == "bid" else min(self._room // max(presenters, 1), 60)
        return 60 * each * presenters

    def credit(self, orders: Mapping[int, Sequence[int]]) -> Seconds:
        """An even part of the day's slots for everybody who came, and half of one for whoever came late."""
        return {
            (member, number): self.planned(len(orders[number])) // (len(day.here) * (2 if member in day.late else 1))
            for number, day in self.days.items()
            for member in day.here
        }

    def used(self, orders: Mapping[int, Sequence[int]]) -> Seconds:
        """All phases of each presenter's slot, as long as they went on."""
        return {
            (member, number): sum(day.lengths[place])
            for number, day in self.days.items()
            for place, member in enumerate(orders[number])
        }

    def outlook(self, orders: Mapping[int, Sequence[int]], *, before: int) -> tuple[int, int, int, int]:
        """Before this meeting: meetings and slots left, who has not presented, and for how many there is no slot."""
        presented = {member for number in range(1, before) for member in orders[number]}
        left = MEETINGS - before + 1
        waiting = MEMBERS - len(presented)
        return left, left * self.slots, waiting, max(waiting - left * self.slots, 0)

    @property
    def _room(self) -> int:
        return self.minutes - FRAME - BREAK[self.minutes] + (BIDDING if self.way == "rotation" else 0)


def due(credit: Seconds, used: Seconds) -> dict[int, int]:
    """What each member is due at the end, kept within a slot and a half after each meeting."""
    found: dict[int, int] = {}
    for member, number in sorted(credit, key=lambda each: each[1]):
        so_far = found.get(member, 0) + credit[member, number] - used.get((member, number), 0)
        found[member] = max(-MOST_DUE, min(MOST_DUE, so_far))
    return found


def written(way: str, minutes: int, members: Sequence[int], *, random: Random) -> Script:
    """A season as it may come: absences, late arrivals, passes, and every other time an order of the set's own."""
    return Script(way, minutes, dict(_days(way, members, random)))


def _days(way: str, members: Sequence[int], random: Random) -> Iterator[tuple[int, Day]]:
    for number in range(1, MEETINGS + 1):
        chance = {each: random.random() for each in members}
        in_time = tuple(each for each in members if chance[each] <= 0.75)
        late = tuple(each for each in members if 0.75 < chance[each] <= 0.85)
        mood = {each: random.random() for each in members}
        asks, passes = (0.0, 0.2) if way == "rotation" else (0.6, 0.8)
        takes_part = (*in_time, *late) if way == "rotation" else in_time
        yield number, Day(
            in_time, late,
            urgency={each: random.randint(1, 3) for each in in_time if mood[each] < asks},
            passing=frozenset(each for each in takes_part if asks <= mood[each] < passes),
            wishes=tuple(tuple(random.sample(members, len(members))) for _ in range(4 * (number % 2))),
            lengths=tuple(tuple(random.randint(20, 900) for _ in range(PHASES)) for _ in range(MEMBERS)),
        )  # fmt: skip
