"""What somebody says to a teller, in words: no counts, and nothing to rank by."""

from collections.abc import Mapping
from typing import Final

from cop.core.errors import N_, RuleBroken

LONGEST_RESPONSE: Final = 1000
MOST_OF_ONE: Final = 20
RESPONSES: Final[Mapping[str, str]] = {
    "thanks": N_("Thank you"),
    "true": N_("This is true for us too"),
    "question": N_("A question to the teller"),
}


def check_response(kind: str, words: str, *, said_before: int) -> str:
    """The words without stray blanks. Raises RuleBroken for what cannot be said, or for too much of it."""
    words = words.strip()
    if kind not in RESPONSES:
        raise RuleBroken("Choose what you would like to say.")
    if not words or len(words) > LONGEST_RESPONSE:
        raise RuleBroken("Say it in your own words, in at most %(most)s characters.", most=LONGEST_RESPONSE)
    if said_before >= MOST_OF_ONE:
        raise RuleBroken("You have said a good deal to this teller. A conversation in the community is a better place.")
    return words
