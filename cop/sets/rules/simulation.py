"""Invented seasons, played with the rules that real ones follow: what each way of sharing time does to airtime."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any, Final

from cop.core.errors import RuleBroken
from cop.sets.rules import ledger, sharing, turns
from cop.sets.rules.ledger import Entry
from cop.sets.rules.sharing import Sharing

LENGTHS: Final = (120, 150, 180)
SLOTS: Final = (35, 45, 60)
ABSENT, LATE, PASSES, LEAVES, JOINS, OVERRIDDEN = 0.12, 0.06, 0.30, 0.02, 0.05, 0.15
USES: Final = (0.75, 1.1)  # of the minutes that were planned


@dataclass(frozen=True, slots=True)
class Day:
    """How one member meets one meeting: with how much of a slot they would make do, and how pressing it is."""

    is_there: bool
    is_late: bool
    asks: bool
    urgency: int
    uses: float


@dataclass(frozen=True, slots=True)
class World:
    """What befalls a set in a season, whatever its way of sharing. `stays` has the first and last meeting of each."""

    meetings: int
    meeting_minutes: int
    slot_minutes: int
    stays: dict[int, tuple[int, int]]
    days: dict[tuple[int, int], Day]
    overridden: dict[int, int]

    def seated(self, meeting: int) -> list[int]:
        return [member for member, (first, last) in self.stays.items() if first <= meeting <= last]


@dataclass(slots=True)
class Played:
    """A season as it went: its ledger, who asked for time, who had some, and whether the page had warned."""

    world: World
    entries: list[Entry] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)
    warned: bool = False

    @property
    def stayed(self) -> list[int]:
        """Who sits in the set when the season ends."""
        return self.world.seated(self.world.meetings)

    @property
    def without_slot(self) -> set[int]:
        """Who would have liked a slot at some meeting, sits there at the end, and never had one."""
        return (self.asked & set(self.stayed)) - ledger.last_presented(self.entries).keys()

    @property
    def airtime(self) -> list[int]:
        """Seconds of each who sits there at the end."""
        used = dict.fromkeys(self.stayed, 0)
        for entry in self.entries:
            if entry.member in used:
                used[entry.member] += entry.used_seconds
        return list(used.values())


def simulate(seasons: int, *, seed: int) -> dict[Sharing, dict[str, Any]]:
    """So many random seasons, the same ones for each way of sharing; the same figures for the same seed."""
    worlds = [world_of(Random(f"{seed}:{number}")) for number in range(seasons)]  # noqa: S311  invented, not secret
    return {way: _figures([play(world, way) for world in worlds]) for way in sharing.WAYS}


def world_of(random: Random) -> World:
    meetings, members = random.randint(4, 6), random.randint(5, 8)
    stays = dict.fromkeys(range(1, members + 1), (1, meetings))
    for meeting in range(2, meetings + 1):
        for member in [each for each, (first, last) in stays.items() if first < meeting <= last]:
            if random.random() < LEAVES:
                stays[member] = (stays[member][0], meeting - 1)
        if random.random() < JOINS:
            stays[len(stays) + 1] = (meeting, meetings)
    days = {(meeting, member): _day(random) for meeting in range(1, meetings + 1) for member in stays}
    overridden = {each: random.getrandbits(32) for each in range(1, meetings + 1) if random.random() < OVERRIDDEN}
    return World(meetings, random.choice(LENGTHS), random.choice(SLOTS), stays, days, overridden)


def play(world: World, way: Sharing) -> Played:
    played = Played(world)
    for meeting in range(1, world.meetings + 1):
        _meet(played, way, meeting=meeting)
    return played


def gini(amounts: Sequence[float]) -> float:
    """0 when everybody has the same, towards 1 when one has all."""
    total, ranked = sum(amounts), sorted(amounts)
    if not total:
        return 0.0
    weighted = sum(rank * amount for rank, amount in enumerate(ranked, start=1))
    return 2 * weighted / (len(ranked) * total) - (len(ranked) + 1) / len(ranked)


def _meet(played: Played, way: Sharing, *, meeting: int) -> None:
    world, seated = played.world, played.world.seated(meeting)
    share = sharing.share_of(way, len(seated), meeting_minutes=world.meeting_minutes, slot_minutes=world.slot_minutes)
    left = world.meetings - meeting + 1
    played.warned |= turns.left_without(seated, entries=played.entries, meetings_left=left, slots=share.slots) > 0
    days = {member: world.days[meeting, member] for member in seated if world.days[meeting, member].is_there}
    bids = [turns.Bid(member, day.urgency) for member, day in days.items() if day.asks and not day.is_late]
    played.asked |= {bid.member for bid in bids}
    presenters = _presenters(played, bids, present=list(days), slots=share.slots, way=way, meeting=meeting)
    room = sharing.room_for_slots(way, len(seated), meeting_minutes=world.meeting_minutes)
    seconds = 60 * sharing.minutes_each(
        way, room_minutes=room, slot_minutes=world.slot_minutes, presenters=len(presenters)
    )
    due = ledger.credits_due(
        seconds * len(presenters), {member: "half" if day.is_late else "full" for member, day in days.items()}
    )
    used = {member: int(seconds * days[member].uses) for member in presenters}
    played.entries += [Entry(member, meeting, due[member], used.get(member, 0)) for member in days]


def _presenters(
    played: Played, bids: Sequence[turns.Bid], *, present: list[int], slots: int, way: Sharing, meeting: int
) -> list[int]:
    world, entries = played.world, played.entries
    asked_first = turns.offered(present, entries=entries, slots=slots)
    places = turns.suggested_order(
        bids, entries=entries, slot_seconds=60 * world.slot_minutes, seed=f"{meeting}", asked_first=asked_first
    )
    willing = [place.member for place in places]
    suggested = willing[:slots]
    if meeting not in world.overridden:
        return suggested
    chosen = Random(world.overridden[meeting]).sample(willing, len(suggested))  # noqa: S311  as above
    try:
        turns.check_order(chosen, willing=willing, entries=entries)
        sharing.check_shares(way, chosen, willing=willing, fitting=slots)
    except RuleBroken:
        return suggested
    return chosen


def _day(random: Random) -> Day:
    return Day(
        is_there=random.random() >= ABSENT, is_late=random.random() < LATE, asks=random.random() >= PASSES,
        urgency=random.randint(1, 3), uses=random.uniform(*USES),
    )  # fmt: skip


def _figures(played: Sequence[Played]) -> dict[str, Any]:
    minutes = [seconds / 60 for season in played for seconds in season.airtime]
    ginis = [gini(season.airtime) for season in played]
    willing = sum(len(season.asked & set(season.stayed)) for season in played)
    without = [season for season in played if season.without_slot]
    left_out = sum(len(season.without_slot) for season in without)
    return {
        "airtime_minutes": {
            "least": round(min(minutes)),
            "median": round(median(minutes)),
            "most": round(max(minutes)),
        },
        "gini": {"mean": round(sum(ginis) / len(ginis), 3), "most": round(max(ginis), 3)},
        "willing_members": willing,
        "without_a_slot": left_out,
        "without_a_slot_share": round(left_out / willing, 4) if willing else 0.0,
        "seasons_with_somebody_without": len(without),
        "of_these_said_beforehand": sum(season.warned for season in without),
    }
