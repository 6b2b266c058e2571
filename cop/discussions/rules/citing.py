"""What is claimed already and fits what somebody is writing, so that they can name it as a source.

Words are compared, and nothing else: not who wrote, nor how often a kind of evidence was heard, nor who agreed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

MOST_OFFERED: Final = 8
MOST_WORDS: Final = 20
LONGEST_ASKED: Final = 600
SHORTEST_WORD: Final = 3
LONGEST_PLAIN: Final = 5
ENDING: Final = 2
"""Letters in which two forms of a longer word may differ."""
ENOUGH: Final = 2
_WORD: Final = re.compile(r"[^\W_]+")

Known = TypeVar("Known")


def fitting(claims: Sequence[Known], typed: str, *, says: Callable[[Known], str]) -> Sequence[Known]:
    """Those of these claims that share two words with what was typed, or its only one: most in common first, and of
    what has as much in common what came first before. What many claims say, says little of each."""
    wanted = _roots(typed[-LONGEST_ASKED:])[-MOST_WORDS:]
    shared = [{root for root in wanted if _has(_folded(says(claim)), root)} for claim in claims]
    often = Counter(root for roots in shared for root in roots)
    least = min(ENOUGH, len(wanted))
    found = [
        (sum(1 / often[root] for root in roots), -place)
        for place, roots in enumerate(shared)
        if wanted and len(roots) >= least
    ]
    return [claims[-place] for _, place in sorted(found, reverse=True)[:MOST_OFFERED]]


def _roots(text: str) -> list[str]:
    """Its words, each once and without its last letters: the last one may not be whole yet."""
    words = [word for word in _folded(text) if len(word) >= SHORTEST_WORD]
    return list(dict.fromkeys(word[:-ENDING] if len(word) > LONGEST_PLAIN else word for word in words))


def _has(words: Sequence[str], root: str) -> bool:
    return any(word.startswith(root) for word in words)


def _folded(text: str) -> list[str]:
    """Its words, without accents and capitals."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return _WORD.findall(plain.casefold())
