"""Once a year: is this still useful? Everybody says what they wish; a coordinator decides and says why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

WISHES: Final = ("renew", "change", "merge", "close")
EVERY: Final = timedelta(days=365)
ASKED_FOR: Final = timedelta(days=14)
LONGEST_DECISION: Final = 1_000


def is_due(last: datetime, *, now: datetime) -> bool:
    """Whether a year has passed since it was founded, or was last asked."""
    return now >= last + EVERY


def answered_until(asked_at: datetime) -> datetime:
    """How long everybody may say it, and say otherwise."""
    return asked_at + ASKED_FOR


def check_wish(wish: str, *, until: datetime, now: datetime) -> None:
    """Raises RuleBroken for a wish that was not offered, and for one that comes too late."""
    if wish not in WISHES:
        raise RuleBroken("Choose one of the four answers.")
    if now >= until:
        raise RuleBroken("The answers are counted already. A coordinator decides now.")


def check_decision(outcome: str, words: str, *, until: datetime, now: datetime) -> str:
    """The words without stray blanks. Raises RuleBroken before everybody had their time, and without a reason."""
    words = words.strip()
    if outcome not in WISHES:
        raise RuleBroken("Choose one of the four answers.")
    if now < until:
        raise RuleBroken("Everybody has their fourteen days first.")
    if not words or len(words) > LONGEST_DECISION:
        raise RuleBroken("Say what you decide and why, in at most %(most)s characters.", most=LONGEST_DECISION)
    return words


def totals(wishes: Iterable[str]) -> Mapping[str, int]:
    """How many wish what, in the order of the answers; never who."""
    counted = Counter(wishes)
    return {each: counted[each] for each in WISHES}
