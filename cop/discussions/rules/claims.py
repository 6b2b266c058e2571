"""What a post rests on: the kinds of evidence, what we know, how, for whom and where, and what would change it."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from cop.core.errors import RuleBroken

EVIDENCE: Final = ("lived", "practice", "research", "evaluation", "local", "policy")
"""In the order in which they are always shown. It says nothing of their worth: none is above another."""
LONGEST_LINE: Final = 300
LINES: Final = 4


class Claim(NamedTuple):
    """What somebody speaks from, and what they claim by it: without its first line it is a voice alone."""

    kinds: tuple[str, ...] = ()
    known: str = ""
    how: str = ""
    holds: str = ""
    doubt: str = ""

    @property
    def evidence(self) -> str:
        """Its kinds as they are kept."""
        return " ".join(self.kinds)

    @property
    def words(self) -> str:
        """Its lines as they are kept: one each, in their order."""
        return "\n".join(self[1:]).rstrip("\n")


NO_CLAIM: Final = Claim()


def check_claim(kinds: Collection[str], lines: Sequence[str]) -> Claim:
    """What was given, each line on one line. Raises RuleBroken where it is half a claim."""
    known, *others = (" ".join(line.split()) for line in lines)
    if any(len(line) > LONGEST_LINE for line in (known, *others)):
        raise RuleBroken("Each line of what this rests on has at most %(most)s characters.", most=LONGEST_LINE)
    if any(others) and not known:
        raise RuleBroken("Say in a line what we know: the lines below it are about that.")
    claim = Claim(kinds_in(" ".join(kinds)), known, *others)
    if known and not claim.kinds:
        raise RuleBroken("Choose what you speak from: what we know rests on at least one of the six.")
    return claim


def claim_in(evidence: str, words: str) -> Claim:
    """What is kept of a claim."""
    lines = [*words.split("\n"), *[""] * LINES]
    return Claim(kinds_in(evidence), *lines[:LINES])


def kinds_in(evidence: str) -> tuple[str, ...]:
    """The kinds of evidence that are named, each once and in their one order."""
    named = set(evidence.split())
    return tuple(kind for kind in EVIDENCE if kind in named)


class Heard(NamedTuple):
    """One of the six kinds in a conversation: whether somebody has spoken from it, and whether it was asked for."""

    kind: str
    is_there: bool
    is_asked: bool


def blend_of(spoken: str, asked: str) -> Sequence[Heard]:
    """All six, where anybody has said what they speak from or a voice was asked for. How often each was heard is not
    in it: it is no score."""
    there, wanted = kinds_in(spoken), kinds_in(asked)
    return [Heard(kind, kind in there, kind in wanted) for kind in EVIDENCE] if there or wanted else []


def with_claim(source: str, words: str) -> str:
    """Everything that a post says."""
    return f"{source}\n\n{words}" if words else source
