"""Airtime reckoned up over a season: what each member was due, what each used, and what is left between the two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Credit = Literal["full", "half"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One member's line for one meeting; `season_date` is its number in the set, which a new season goes on counting.

    `planned_seconds` is what the plan gave to their slot; nothing is reckoned with it.
    """

    member: int
    season_date: int
    credit_seconds: int
    used_seconds: int
    planned_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """A season added up, in seconds: `credited == debited + sum(balances) + sum(cut)`, exactly.

    `cut` is what the limit on balances took from each member: above zero where time due lapsed, below zero where time
    used beyond it was let go.
    """

    credited: int
    debited: int
    balances: Mapping[int, int]
    cut: Mapping[int, int]


def credits_due(planned_slot_seconds: int, present: Mapping[int, Credit]) -> dict[int, int]:
    """Seconds due to each member present: equal shares, and half of one for whoever came after the bids.

    Shares are rounded down alike, so that nobody is a second ahead.
    """
    return {
        member: planned_slot_seconds // (len(present) * (2 if credit == "half" else 1))
        for member, credit in present.items()
    }


def reckon(entries: Iterable[Entry], *, slot_seconds: int) -> Ledger:
    """Due minus used, kept within one and a half slots after each meeting, so that absence never piles up."""
    limit = slot_seconds * 3 // 2
    credited = debited = 0
    found: dict[int, int] = {}
    cut: dict[int, int] = {}
    for entry in sorted(entries, key=lambda each: each.season_date):
        full = found.get(entry.member, 0) + entry.credit_seconds - entry.used_seconds
        kept = max(-limit, min(limit, full))
        found[entry.member] = kept
        cut[entry.member] = cut.get(entry.member, 0) + full - kept
        credited, debited = credited + entry.credit_seconds, debited + entry.used_seconds
    return Ledger(credited, debited, found, cut)


def balances(entries: Iterable[Entry], *, slot_seconds: int) -> dict[int, int]:
    """What each member is still due, in seconds; below zero for whoever has had more than their part so far."""
    return dict(reckon(entries, slot_seconds=slot_seconds).balances)


def last_presented(entries: Iterable[Entry]) -> dict[int, int]:
    """The number of the last meeting in which each presented; whoever never did is not in it."""
    used = sorted((entry.season_date, entry.member) for entry in entries if entry.used_seconds > 0)
    return {member: season_date for season_date, member in used}
