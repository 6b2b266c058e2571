"""Roles of those who lead a part of a community for a while: each has one holder at a time, and ends by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cop.core.errors import RuleBroken

KINDS: Final = (
    "agenda_activist",
    "community_keeper",
    "critical_friend",
    "social_reporter",
    "external_messenger",
    "value_detective",
)
USUALLY: Final = timedelta(weeks=13)
SHORTEST: Final = timedelta(days=6)
LONGEST: Final = timedelta(days=366)
SOON: Final = timedelta(days=14)

Stage = Literal["asked", "declined", "lapsed", "next", "held", "over"]
WAITING: Final = frozenset({"asked", "next"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn in a role, from when until when. `accepted` is empty until they have answered."""

    begins: datetime
    ends: datetime
    answered_at: datetime | None = None
    accepted: bool | None = None
    given_back_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """Since when they hold it, once they have said yes: nobody holds a role before."""
        return max(self.begins, self.answered_at or self.begins)

    @property
    def until(self) -> datetime:
        """When it ends, or ended."""
        return min(self.ends, self.given_back_at or self.ends)


def stage(turn: Turn, *, now: datetime) -> Stage:
    """Where a turn is now. Nothing has to happen for a role to begin or to end."""
    if turn.accepted is None:
        return "asked" if now < turn.ends else "lapsed"
    if not turn.accepted:
        return "declined"
    if now >= turn.until:
        return "over"
    return "next" if now < turn.begins else "held"


def ends_soon(turn: Turn, *, now: datetime) -> bool:
    """Whether it is time to think about who comes next."""
    return stage(turn, now=now) == "held" and now >= turn.ends - SOON


def begins_at(turns: Iterable[Turn], *, now: datetime) -> datetime:
    """From when a role would be the next one's: now, or when its holder's turn ends."""
    return max((each.ends for each in turns if stage(each, now=now) == "held"), default=now)


def check_offer(kind: str, turns: Iterable[Turn], *, until: datetime, now: datetime) -> datetime:
    """From when the role is theirs, should they say yes. Raises RuleBroken for what cannot be offered."""
    turns = list(turns)
    if kind not in KINDS:
        raise RuleBroken("Choose one of the six roles.")
    if any(stage(each, now=now) in WAITING for each in turns):
        raise RuleBroken("Somebody is asked already, or comes next. One after the other.")
    begins = begins_at(turns, now=now)
    if not SHORTEST <= until - begins <= LONGEST:
        raise RuleBroken("A role lasts for a week at least and a year at most. Choose another day.")
    return begins


def check_answer(turn: Turn, *, now: datetime) -> None:
    """Raises RuleBroken when there is nothing to answer any more."""
    if stage(turn, now=now) != "asked":
        raise RuleBroken("This offer is answered already, or its time has passed.")


def check_giving_back(turn: Turn, *, now: datetime) -> None:
    """Raises RuleBroken for a role that is not theirs now, and will not be."""
    if stage(turn, now=now) not in {"held", "next"}:
        raise RuleBroken("This role is not yours any more.")
