"""Airtime shared fairly over a season: what each member was due, what each used, and who might present next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from typing import Final, Literal

from cop.core.errors import RuleBroken

Credit = Literal["full", "half"]
Reason = Literal["not_yet", "balance", "urgency", "longest", "lot", ""]
REASONS: Final[tuple[Reason, ...]] = ("not_yet", "balance", "urgency", "longest", "lot")


@dataclass(frozen=True, slots=True)
class Entry:
    """One member's line for one meeting; `season_date` is its number in the season, from 1."""

    member: int
    season_date: int
    credit_seconds: int
    used_seconds: int


@dataclass(frozen=True, slots=True)
class Bid:
    """`urgency` is what the member says: 1 can wait, 2 soon, 3 pressing."""

    member: int
    urgency: int = 2

    def __post_init__(self) -> None:
        if self.urgency not in (1, 2, 3):
            raise RuleBroken("Say how pressing it is: 1, 2 or 3.")


@dataclass(frozen=True, slots=True)
class Place:
    """`reason` is what put this member before the next one; the last needs none."""

    member: int
    reason: Reason


def credits_due(planned_slot_seconds: int, present: Mapping[int, Credit]) -> dict[int, int]:
    """Seconds due to each member present: equal shares, and half of one for whoever came after the bids.

    Shares are rounded down alike, so that nobody is a second ahead.
    """
    return {
        member: planned_slot_seconds // (len(present) * (2 if credit == "half" else 1))
        for member, credit in present.items()
    }


def balances(entries: Iterable[Entry], *, slot_seconds: int) -> dict[int, int]:
    """Due minus used, kept within one and a half slots after each meeting, so that absence never piles up."""
    limit = slot_seconds * 3 // 2
    found: dict[int, int] = {}
    for entry in sorted(entries, key=lambda each: each.season_date):
        balance = found.get(entry.member, 0) + entry.credit_seconds - entry.used_seconds
        found[entry.member] = max(-limit, min(limit, balance))
    return found


def suggested_order(
    bids: Iterable[Bid], *, entries: Sequence[Entry], slot_seconds: int, seed: str
) -> tuple[Place, ...]:
    """Who might present first, and why; the set decides. `seed` makes the lot one that everybody can draw again."""
    balance = balances(entries, slot_seconds=slot_seconds)
    last = _last_presented(entries)
    ranked = sorted(
        (
            (
                bid.member in last,
                -balance.get(bid.member, 0),
                -bid.urgency,
                last.get(bid.member, 0),
                lot(bid.member, seed=seed),
            ),
            bid.member,
        )
        for bid in bids
    )
    return tuple(
        Place(member, _first_difference(rank, following[0]) if following else "")
        for (rank, member), following in zip_longest(ranked, ranked[1:])
    )


def lot(member: int, *, seed: str) -> int:
    return int.from_bytes(sha256(f"{seed}:{member}".encode()).digest())


def check_order(presenters: Sequence[int], *, willing: Collection[int], entries: Iterable[Entry]) -> None:
    """Raises RuleBroken when somebody would present again while a willing member who never did is left out."""
    presented = set(_last_presented(entries))
    left_out = set(willing) - presented - set(presenters)
    if left_out and presented & set(presenters):
        raise RuleBroken(
            "Somebody who has not presented yet would like a slot. Everyone presents once before anyone does twice."
        )


def _last_presented(entries: Iterable[Entry]) -> dict[int, int]:
    used = sorted((entry.season_date, entry.member) for entry in entries if entry.used_seconds > 0)
    return {member: season_date for season_date, member in used}


def _first_difference(one: Sequence[int], other: Sequence[int]) -> Reason:
    return next(reason for reason, mine, theirs in zip(REASONS, one, other, strict=True) if mine != theirs)
