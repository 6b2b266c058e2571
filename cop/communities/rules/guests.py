"""A guest seat: somebody from outside is in one conversation or one gathering until a day, and nowhere else."""

from datetime import datetime, timedelta
from typing import Final

from cop.communities.rules.axes import Axes, Read
from cop.core.errors import RuleBroken

MOST_DAYS: Final = 90
USUAL_DAYS: Final = 14


def may_be_given(axes: Axes) -> bool:
    """Whether there are guests at all: never where what is said is sealed."""
    return axes.read != Read.SEALED


def stands(*, until: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a seat is held now: it ends on its day by itself."""
    return ended_at is None and now < until


def check_until(until: datetime, *, now: datetime) -> None:
    """Raises RuleBroken for a day that is over, or further away than a seat may last."""
    if until <= now:
        raise RuleBroken("Choose a day that is still to come.")
    if until - now >= timedelta(days=MOST_DAYS + 1):
        raise RuleBroken("A guest seat is for at most %(most)s days. It can be given anew.", most=MOST_DAYS)
