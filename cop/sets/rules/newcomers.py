"""Who joins a set that is under way: after notice, and not while anybody who sits in it objects."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from cop.core.errors import RuleBroken

NOTICE: Final = timedelta(days=7)  # our default: long enough for everybody to read of it
LONGEST_NAME: Final = 120

Standing = Literal["open", "held", "ready"]


def standing(
    *, told_at: datetime | None, has_met: bool, seated: Collection[int], voices: Mapping[int, bool], now: datetime
) -> Standing:
    """`ready` to be taken, `held` by an objection, or still `open`. `told_at` is when the set learnt of the offer.

    What was offered while a set formed needs no notice until the set has met. Any one objection holds, and somebody
    whose seat is gone has no voice any more.
    """
    if told_at is None:
        return "open" if has_met else "ready"
    said = [voices[person] for person in seated if person in voices]
    if not all(said):
        return "held"
    return "ready" if len(said) == len(seated) or now >= ready_on(told_at) else "open"


def ready_on(told_at: datetime) -> datetime:
    """When the seat can be taken if nobody objects."""
    return told_at + NOTICE


def check_name(name: str) -> str:
    """The name by which a set that is under way learns who is asked."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise RuleBroken("Give the name by which the set knows who it is.")
    return name.strip()
