"""What was asked for, what is shown of what was found, and which word may have been meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, NamedTuple

from cop.core import markup

Kind = Literal["", "conversation", "poll", "story", "issue", "gathering", "community", "space", "organisation"]
KINDS: Final[tuple[Kind, ...]] = (
    "conversation", "poll", "story", "issue", "gathering", "community", "space", "organisation",
)  # fmt: skip
LONGEST_ASKED: Final = 200
MOST_WORDS: Final = 10
LONGEST_WORD: Final = 40
ON_A_PAGE: Final = 20
MOST_PAGES: Final = 10
LONGEST_EXCERPT: Final = 220
BEFORE: Final = 70
SHORTEST_GUESSED: Final = 4
TWO_SLIPS: Final = 8
_common = (
    "i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves what which who whom this that these those am is are "
    "was were be been being have has had having do does did doing a an the and but if or because as until while "
    "of at by for with about against between into through during before after above below to from up down in out "
    "on off over under again further then once here there when where why how all any both each few more most "
    "other some such no nor not only own same so than too very s t can will just don should now"
)
COMMON: Final = frozenset(_common.split())
"""Words that PostgreSQL keeps in no index of English, because they are in nearly everything."""

_word = re.compile(r"[^\W_]+")
_marks = re.compile(r"[\u0300-\u036f]")
_endings = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "ly", "s", "y", "e")
_SHORTEST_ROOT: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, each of which has to be there if it is `telling`, and what narrows them down; `until` itself is left out,
    and `evidence` is one of the six kinds that a post speaks from."""

    words: tuple[str, ...]
    kind: Kind = ""
    community_id: int | None = None
    person_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    evidence: str = ""

    @property
    def text(self) -> str:
        """The words, as they could be typed again."""
        return " ".join(self.words)


class Piece(NamedTuple):
    """A part of a text, and whether it is a word that was asked for."""

    text: str
    is_hit: bool


def words_in(typed: str) -> tuple[str, ...]:
    """The words of whatever was typed, each once. Signs mean nothing, so nothing typed is a language of its own."""
    found = (each[:LONGEST_WORD] for each in _word.findall(typed[:LONGEST_ASKED]))
    return tuple({folded(each): each for each in reversed(list(found))}.values())[::-1][:MOST_WORDS]


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Those of them that tell one text from another, on either database; the others need not be in it."""
    return tuple(each for each in words if folded(each) not in COMMON)


def folded(word: str) -> str:
    """Without accents and capitals."""
    return _marks.sub("", unicodedata.normalize("NFKD", word)).lower()


def root(word: str) -> str:
    """What a word shares with its other forms, roughly: for marking words, and for not guessing at a plural."""
    plain = folded(word)
    cut = (plain.removesuffix(each) for each in _endings if plain.endswith(each))
    return next((each for each in cut if len(each) >= _SHORTEST_ROOT), plain)


def marked(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text, in pieces."""
    return tuple(_pieces(text, {root(each) for each in words}))


def excerpt(source: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """Where a text says what was asked for, or how it begins."""
    text, roots = markup.plain(source), {root(each) for each in words}
    first = next((each.start() for each in _word.finditer(text) if root(each[0]) in roots), 0)
    begin = text.find(" ", first - BEFORE) + 1 if first > BEFORE else 0
    cut = text[begin : begin + LONGEST_EXCERPT]
    if begin + LONGEST_EXCERPT < len(text):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return tuple(_pieces(("… " if begin else "") + cut, roots))


def meant(asked: Asked, known: Iterable[str]) -> Asked | None:
    """The same question with each word that nobody wrote replaced by one near to it, out of these texts; None where
    there is no other question."""
    there = {folded(each): each for text in known for each in _word.findall(text)}
    roots = {root(each) for each in there}
    near = [each if root(each) in roots else _nearest(each, there) for each in asked.words]
    words = tuple(each for each in near if each)
    return replace(asked, words=words) if len(words) == len(near) and words != asked.words else None


def _pieces(text: str, roots: set[str]) -> Iterator[Piece]:
    end = 0
    for found in _word.finditer(text):
        if root(found[0]) in roots:
            if found.start() > end:
                yield Piece(text[end : found.start()], is_hit=False)
            yield Piece(found[0], is_hit=True)
            end = found.end()
    if end < len(text):
        yield Piece(text[end:], is_hit=False)


def _nearest(word: str, there: dict[str, str]) -> str | None:
    plain = folded(word)
    if len(plain) < SHORTEST_GUESSED:
        return None
    most = 2 if len(plain) >= TWO_SLIPS else 1
    near = [(_slips(plain, each), each, there[each]) for each in there if _is_likely(each, plain, most=most)]
    slips, _, found = min(near, default=(most + 1, "", ""))
    return found if slips <= most else None


def _is_likely(other: str, word: str, *, most: int) -> bool:
    """Worth counting slips for: of nearly the same length, and right at one of its ends."""
    right_at_an_end = other[0] == word[0] or other[-1] == word[-1]
    return right_at_an_end and len(other) >= SHORTEST_GUESSED and abs(len(other) - len(word)) <= most


def _slips(one: str, other: str) -> int:
    """Letters left out, put in, mistaken, or two of them exchanged, between one word and another."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]
