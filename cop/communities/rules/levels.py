"""How much somebody took part lately: a picture for themself, and for those who look after a community in total only.

Reading leaves no mark, and is taking part: most people in a community read most of the time, and learn.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

Level = Literal["core", "active", "occasional", "peripheral"]
LEVELS: Final[tuple[Level, ...]] = ("core", "active", "occasional", "peripheral")
WEEK: Final = timedelta(weeks=1)
PERIOD: Final = 13 * WEEK
CORE_WEEKS: Final = 6
ACTIVE_WEEKS: Final = 3
ACTIVE_GATHERINGS: Final = 2
FEWEST: Final = 5
BROUGHT: Final = frozenset({"wrote", "told"})

Total = int | Literal["few", "hidden"]


class Mark(NamedTuple):
    """Something that somebody did here, and when."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody's last thirteen weeks come to: how often they brought something, in how many weeks; to how many
    gatherings they meant to come; and whether they helped to run something."""

    times: int
    weeks: int
    gatherings: int
    helped: bool


def taken(marks: Iterable[Mark], *, now: datetime) -> Taken:
    """The marks of one person, added up. Older ones, and what is still to come, do not count."""
    lately = [each for each in marks if now - PERIOD < each.at <= now]
    brought = [each for each in lately if each.kind in BROUGHT]
    return Taken(
        times=len(brought),
        weeks=len({(now - each.at) // WEEK for each in brought}),
        gatherings=sum(each.kind == "came" for each in lately),
        helped=any(each.kind == "ran" for each in lately),
    )


def level(part: Taken) -> Level:
    """The level of somebody who took that much part."""
    if part.helped or part.weeks >= CORE_WEEKS:
        return "core"
    if part.gatherings >= ACTIVE_GATHERINGS or part.weeks >= ACTIVE_WEEKS:
        return "active"
    return "occasional" if part.times or part.gatherings else "peripheral"


def totals(parts: Iterable[Taken]) -> Mapping[Level, Total]:
    """How many are at each level, and nothing from which anybody could be singled out.

    Fewer than five are «few». The number of all is no secret: where those few could be found by subtraction, the next
    smallest number is kept back too, and with it which of them was small.
    """
    counted = Counter(level(each) for each in parts)
    small = [each for each in LEVELS if counted[each] < FEWEST]
    larger = sorted((each for each in LEVELS if each not in small), key=lambda each: counted[each])
    together, most = sum(counted[each] for each in small), len(small) * (FEWEST - 1)
    is_found_out = len(small) == 1 or together < FEWEST or together == most
    kept_back = {*small, *larger[:1]} if small and is_found_out else set(small)
    name: Literal["few", "hidden"] = "few" if len(kept_back) == len(small) and together < most else "hidden"
    return {each: name if each in kept_back else counted[each] for each in LEVELS}
