"""Whose turn it is: who is asked first, which order the ledger suggests, and what no order may do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from typing import Final, Literal

from cop.core.errors import RuleBroken
from cop.sets.rules.ledger import Entry, balances, last_presented

Reason = Literal["not_yet", "waited", "balance", "urgency", "longest", "lot", ""]
REASONS: Final[tuple[Reason, ...]] = ("not_yet", "waited", "balance", "urgency", "longest", "lot")


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


def offered(members: Collection[int], *, entries: Sequence[Entry], slots: int) -> dict[int, int]:
    """Who is asked first next time, each with the meetings they have gone without presenting.

    Those who did not present for as many meetings as it takes to go round the table, and one more. Meetings count from
    the first that somebody came to, whether or not they came to the others.
    """
    patience = -(-len(members) // max(slots, 1)) + 1
    held, last, came = {entry.season_date for entry in entries}, last_presented(entries), first_came(entries)
    waits = {
        member: sum(each > last[member] if member in last else each >= came[member] for each in held)
        for member in members
        if member in came
    }
    return {member: wait for member, wait in waits.items() if wait >= patience}


def suggested_order(
    bids: Iterable[Bid],
    *,
    entries: Sequence[Entry],
    slot_seconds: int,
    seed: str,
    asked_first: Mapping[int, int] | None = None,
    numbers: Mapping[int, int] | None = None,
) -> tuple[Place, ...]:
    """Who might present first, and why; the set decides.

    Those who have not presented yet; those who were asked first (as `offered` gives them), the longest wait before the
    others; more time due; more pressing; longest since they presented; and else a lot. A member's lot is drawn with
    their number in `numbers`, so that everybody can draw it again from the `seed`.
    """
    balance, last = balances(entries, slot_seconds=slot_seconds), last_presented(entries)
    waits, number = asked_first or {}, numbers or {}
    ranked = sorted(
        (
            (
                bid.member in last,
                -waits.get(bid.member, 0),
                -balance.get(bid.member, 0),
                -bid.urgency,
                last.get(bid.member, 0),
                lot(number.get(bid.member, bid.member), seed=seed),
            ),
            bid.member,
        )
        for bid in bids
    )
    return tuple(
        Place(member, _first_difference(rank, following[0]) if following else "")
        for (rank, member), following in zip_longest(ranked, ranked[1:])
    )


def lot(number: int, *, seed: str) -> str:
    """The SHA-256 of seed, colon and number, as any tool writes it; the one that sorts first goes first."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def check_order(presenters: Sequence[int], *, willing: Collection[int], entries: Iterable[Entry]) -> None:
    """Raises RuleBroken when somebody would present again before every willing member has presented once."""
    presented = set(last_presented(entries))
    again = [at for at, each in enumerate(presenters) if each in presented]
    before = presenters[: again[0]] if again else presenters
    if again and not {*willing, *presenters} - presented <= set(before):
        raise RuleBroken(
            "Somebody who has not presented yet would like a slot. Everyone presents once before anyone does twice."
        )


def due(members: Sequence[int], *, entries: Sequence[Entry], slot_seconds: int, slots: int) -> frozenset[int]:
    """Whose turn is to come: all who have not presented, else as many as there are slots, with whoever ties.

    Nobody before the first meeting, when it is everybody's turn; everybody where there is a slot for each.
    """
    if not entries or slots >= len(members):
        return frozenset(members if entries else ())
    last, balance = last_presented(entries), balances(entries, slot_seconds=slot_seconds)
    waiting = frozenset(members) - last.keys()
    if waiting or not slots:
        return waiting
    rank = {member: (-balance.get(member, 0), last[member]) for member in members}
    enough = sorted(rank.values())[:slots]
    return frozenset(member for member in members if rank[member] <= enough[-1])


def left_without(members: Collection[int], *, entries: Iterable[Entry], meetings_left: int, slots: int) -> int:
    """How many cannot present once this season any more, even if all who have not yet are given every slot left."""
    waiting = set(members) - last_presented(entries).keys()
    return max(len(waiting) - meetings_left * slots, 0)


def first_came(entries: Iterable[Entry]) -> dict[int, int]:
    """The number of the first meeting each came to."""
    return {entry.member: entry.season_date for entry in sorted(entries, key=lambda each: -each.season_date)}


def _first_difference(one: Sequence[object], other: Sequence[object]) -> Reason:
    return next(reason for reason, mine, theirs in zip(REASONS, one, other, strict=True) if mine != theirs)
