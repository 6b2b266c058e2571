"""Opening a set from outside, for somebody's safety: two people, a reason, a day. Times are our defaults."""

from datetime import datetime, timedelta

from cop.core.errors import RuleBroken

OPEN_FOR = timedelta(hours=24)
WAITS_FOR = timedelta(days=7)
TOLD_AFTER = timedelta(days=6)  # within seven, also when a worker is late by hours
SHORTEST_REASON, LONGEST_REASON = 20, 1_000

KINDS = ("people", "agreement", "commitments", "brought")  # all that it shows; what is private has no kind here


def check_reason(reason: str) -> str:
    """The reason, which the set reads within a week."""
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise RuleBroken(
            "Write the reason in %(fewest)s to %(most)s characters. The set reads it.",
            fewest=SHORTEST_REASON, most=LONGEST_REASON,
        )  # fmt: skip
    return reason.strip()


def agree(*, asked_by: int, agreeing: int, asked_at: datetime, now: datetime) -> datetime:
    """Until when the set is open to the two."""
    if agreeing == asked_by:
        raise RuleBroken("Another administrator has to agree: nobody opens a set alone.")
    if now > asked_at + WAITS_FOR:
        raise RuleBroken("This was asked more than a week ago. Ask again, if it is still needed.")
    return now + OPEN_FOR


def is_open(ends_at: datetime | None, *, now: datetime) -> bool:
    """Whether the two may read at this moment."""
    return ends_at is not None and now < ends_at
