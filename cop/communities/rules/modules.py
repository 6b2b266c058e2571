"""What a community uses beyond conversations, and how its members decide about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

MODULES: Final = ("gatherings", "stories", "sets", "rounds", "unnamed")
USUAL: Final = MODULES[:4]
"""What somebody uses who decides nothing: to write without one's name is never usual, the members decide it."""
AT_FIRST: Final = ("gatherings",)
"""What a community begins with. The rest waits until its members want it."""
VOTING_DAYS: Final = (3, 7, 14)
LONGEST_REASON: Final = 300


def kept_as(modules: Iterable[str]) -> str:
    """The modules in one line of words, in the order of `MODULES`."""
    chosen = set(modules)
    return " ".join(each for each in MODULES if each in chosen)


def turned(kept: str, module: str, *, on: bool) -> str:
    """The line after one module was switched on or off."""
    others = [each for each in kept.split() if each != module]
    return kept_as([*others, module] if on else others)


def check_vote(module: str, *, days: int, why: str, under_way: bool) -> str:
    """The reason without stray blanks. Raises RuleBroken for what cannot be voted on, or is being voted on already."""
    why = " ".join(why.split())
    if module not in MODULES:
        raise RuleBroken("Choose one of the parts that a community can use.")
    if days not in VOTING_DAYS:
        raise RuleBroken("Let people vote for three, seven or fourteen days.")
    if not why or len(why) > LONGEST_REASON:
        raise RuleBroken("Say why, in at most %(most)s characters.", most=LONGEST_REASON)
    if under_way:
        raise RuleBroken("The members are voting on that already.")
    return why


def closes(opened_at: datetime, *, days: int) -> datetime:
    """When the votes are counted."""
    return opened_at + timedelta(days=days)


def check_voting(*, closes_at: datetime, now: datetime) -> None:
    """Raises RuleBroken when the votes are counted."""
    if now >= closes_at:
        raise RuleBroken("This vote is over.")


def is_carried(voices: Iterable[bool]) -> bool:
    """More said yes than no, among those who voted. Nobody's voice weighs more than another's."""
    said = list(voices)
    return sum(said) * 2 > len(said)
