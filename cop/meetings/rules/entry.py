"""Coming in late: at once before the slots, at the next part within one, and never into silence."""

from datetime import datetime, timedelta
from typing import Literal

from cop.meetings.rules.clock import time_left
from cop.meetings.rules.speaking import UP_TO_BIDDING
from cop.meetings.rules.values import Progress


def may_come_in(progress: Progress, *, arrived_at: datetime, let_in: bool = False) -> bool:
    """`arrived_at` is when the person reached the lobby; `let_in` that the facilitator asked them in."""
    if progress.state == "lobby":
        return True
    if not progress.is_live or progress.part.speaking.quiet:
        return False
    return progress.part.slot is None or let_in or arrived_at < progress.began


def waits_until(progress: Progress, *, now: datetime) -> datetime:
    """About when the next part begins that somebody waiting may come into."""
    if not progress.is_live:
        return max(now, progress.starts_at)
    begins = now + max(time_left(progress, now=now), timedelta())
    for part in progress.order[progress.at + 1 :]:
        if not part.speaking.quiet:
            break
        begins += timedelta(seconds=part.planned)
    return begins


def credit_on_arrival(progress: Progress) -> Literal["full", "half"]:
    """Who comes after the bids gets half of the airtime due."""
    before = progress.state == "lobby" or progress.part.key in UP_TO_BIDDING
    return "full" if before else "half"


def share_on_leaving(progress: Progress, credit: Literal["full", "half"]) -> Literal["full", "half", "none"]:
    """Who leaves before the first slot has no part in the airtime due, who leaves before the last one half of it.

    That half is our default, as it is for coming late.
    """
    begun = [part for part in progress.order[: progress.at + 1] if part.slot is not None]
    if not begun:
        return "none"
    to_come = any(part.slot not in {None, progress.part.slot} for part in progress.order[progress.at + 1 :])
    return "half" if to_come else credit
