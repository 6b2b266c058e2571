"""What became of something that was tried: asked once, when there is something to tell."""

from datetime import timedelta
from typing import Final

from cop.core.errors import RuleBroken

ASKED_AFTER: Final = timedelta(days=60)
LONGEST_CHANGE: Final = 1000


def check_change(words: str) -> str:
    """The words without stray blanks. Raises RuleBroken where there are none, or too many."""
    words = words.strip()
    if not words or len(words) > LONGEST_CHANGE:
        raise RuleBroken("Say in at most %(most)s characters what changed, or that nothing did.", most=LONGEST_CHANGE)
    return words
