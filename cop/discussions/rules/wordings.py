"""When words that are changed leave what they said before, how long that is kept, and what was changed between two."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal, NamedTuple

MENDING: Final = timedelta(minutes=5)
"""Whoever mends a slip at once has changed nothing that others must be told of."""
KEPT_FOR: Final = timedelta(days=30)
CHANGES_ON_A_PAGE: Final = 10
MOST_WORK: Final = 4_000_000
"""Two texts that differ in so much, words by words, are shown whole one after the other: nobody could read more."""
WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")

Span = tuple[str, int, int, int, int]
Kind = Literal["same", "removed", "added"]


class Part(NamedTuple):
    """Words that two wordings share, or that only one of them has."""

    kind: Kind
    text: str


def leaves_wording(before: Sequence[str], after: Sequence[str], *, written_at: datetime, now: datetime) -> bool:
    """Whether others are told that these words were changed, and what they said before."""
    return before != after and now - written_at >= MENDING


def changed_between(before: str, after: str) -> Sequence[Part]:
    """The words of both in order: what is gone stands before what has come in its place."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    middle = _middle(old[first : len(old) - last], new[first : len(new) - last])
    parts = [Part("same", "".join(old[:first])), *middle, Part("same", "".join(old[len(old) - last :]))]
    return [part for part in parts if part.text]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words from their beginning two texts share."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    spans: Sequence[Span] = [("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= MOST_WORK:
        spans = SequenceMatcher(None, old, new).get_opcodes()
    for is_same, run in groupby(spans, key=lambda span: _shares_words(span, old)):
        first, *_, last = [*run] * 2
        (_, a, _, c, _), (_, _, b, _, d) = first, last
        before, after = "".join(old[a:b]), "".join(new[c:d])
        yield from [Part("same", before)] if is_same else [Part("removed", before), Part("added", after)]


def _shares_words(span: Span, old: Sequence[str]) -> bool:
    """A blank between two words that were changed is changed with them: nobody reads words one by one."""
    kind, a, b, _, _ = span
    return kind == "equal" and not "".join(old[a:b]).isspace()
