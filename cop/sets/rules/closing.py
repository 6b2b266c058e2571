"""How a set ends: with notice, open to objection, and emptied some time after. Months and days are our defaults."""

from collections.abc import Collection
from datetime import datetime, timedelta

from cop.core.errors import RuleBroken

NOTICE = timedelta(days=14)
FEWEST_MONTHS, USUAL_MONTHS, MOST_MONTHS = 6, 24, 60
MONTH = timedelta(days=365.25 / 12)


def check_months(months: int) -> int:
    """How long what was said is kept after closing."""
    if not FEWEST_MONTHS <= months <= MOST_MONTHS:
        raise RuleBroken(
            "Choose how long it is kept: %(fewest)s to %(most)s months.", fewest=FEWEST_MONTHS, most=MOST_MONTHS
        )
    return months


def closes_after(said_at: datetime) -> datetime:
    """When a set closes that was announced to, or objected to, at this moment."""
    return said_at + NOTICE


def object_to(closes_at: datetime, *, person: int, objected: Collection[int], now: datetime) -> datetime:
    """When the set closes after this objection. One each, so that nobody can keep a set open for ever."""
    if now >= closes_at:
        raise RuleBroken("The time to object is over.")
    if person in objected:
        raise RuleBroken("You have asked for more time once. Talk to the facilitator.")
    return max(closes_at, closes_after(now))


def emptied_after(closed_at: datetime, *, months: int) -> datetime:
    """When what was said in a closed set is deleted."""
    return closed_at + months * MONTH
