"""What the coach works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal[0, 1, 2]
Place = Literal["opening", "asked", "hedged", "alone", "inside", "said", "plain", "anywhere"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the coach sees in one question. For its author alone: never counted in public, never a reason to block.

    `nudge` and `rewrites` are message ids: translate them where they are shown. Severity 2 is worth a look before asking,
    1 a quiet sign, 0 nothing to show, or a mention.
    """

    text: str
    kind: str
    advice: bool = False
    severity: Severity = 0
    nudge: str = ""
    rewrites: tuple[str, ...] = ()
    """Open questions that may be asked in its place, for the phase; for a suggestion: past, present, future."""
    parts: tuple[str, ...] = ()
    """M1: the questions it splits into, as they were typed."""
    last: str = ""
    """N1 to N3: the question at the end, as it was typed, for "keep the last sentence"."""

    @property
    def is_mention(self) -> bool:
        """Held against nobody, and still worth a word now and then."""
        return self.severity == 0 and bool(self.nudge)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of putting something, and the class that it shows.

    A pattern is a regular expression over lower case words without hesitations and apostrophes ("you're" reads "you are",
    "don't" reads "dont"); `{groups}` are words of the vocabulary. It is tried where `place` says: at the opening of a
    clause ("alone": of an entry that asks nothing openly), inside one that is not a question ("said": the same, alone), or
    anywhere in the whole text with every small word kept ("plain": the same, alone).
    """

    kind: str
    pattern: str
    says: str
    """An example that this rule finds."""
    why: str
    source: str = "our default"
    place: Place = "opening"
    advice: bool = False
    """Advice, although its class is not one of advice."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach says to one class of questions."""

    kind: str
    name: str
    severity: Severity
    nudge: str = ""
    why: str = ""
    rewrites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By phase; "" is for every phase that is not named."""
    welcome_in: frozenset[str] = frozenset()
    """Phases in which the class is nothing to show."""
