"""What may climb, who is named in it, and whose yes is still missing. Nothing here guesses: names are looked for among
the people with whom the words were shared, and everything else is for their writer to look at."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cop.core.errors import RuleBroken

Answer = Literal["", "yes", "no"]
KINDS: Final = ("post", "learnt", "happened", "promise", "gained", "line", "answer")
"""Where words come from: a post; of a challenge at a meeting, what was learnt and what happened; of a commitment, what
was promised and what it taught; a line of a review sheet; an answer when a set looked back."""
CLOSED: Final = "closed"
MOST_BEGUN: Final = 20
MOST_ASKED: Final = 5
NOT_AGAIN: Final = timedelta(days=30)
BETWEEN_LETTERS: Final = timedelta(days=7)


_PIECE: Final = re.compile(r"([a-z]{4,8}):([1-9]\d{0,9})", re.ASCII)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_QUOTED: Final = re.compile(r"^\s{0,3}(?:[-*+]\s+|\d+[.)]\s+)*>", re.MULTILINE)
_WITHIN: Final = re.compile(
    r"(?<![\w.])/(?:posts|communities|stories|gatherings|rounds|challenges|ladder|people)/[\w-]"
    r"|/(?:sets|meetings|threads|spaces|visits)/[\w-]",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_NO_NAMES: Final = frozenset(("dr", "mr", "mrs", "ms", "miss", "prof", "sir", "de", "van", "von", "der", "la", "le"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could be named. Of whoever is `close` to the words every part of the name is looked for; of the
    many others who read a space, only the whole of it, or every Grace and Will would stop a sentence."""

    id: int
    name: str
    close: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked about these very sentences, and what they said."""

    person_id: int | None
    words: str
    answer: str


def piece(text: str) -> tuple[str, int] | None:
    """The kind and the number of a piece, from an address; None of what is none."""
    found = _PIECE.fullmatch(text)
    return (found[1], int(found[2])) if found and found[1] in KINDS else None


def own_words(source: str) -> str:
    """What is left of a text without the lines that quote somebody."""
    lines = [line for line in source.splitlines() if not _QUOTED.match(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def lets_out(confidentiality: str | None) -> bool:
    """Whether an agreement lets its people take their own learning out. One that nobody has made lets out nothing."""
    return confidentiality is not None and confidentiality != CLOSED


def is_wider(readers: int, *, than: int, by_anybody: bool = False) -> bool:
    """Whether more people read it there than now."""
    return by_anybody or readers > than


def check_clean(title: str, words: str, *, hidden: Collection[str] = ()) -> None:
    """Raise RuleBroken for what would carry somebody else's words along, or the way back: a quotation, an address of
    this site, or a name that only those know who are inside."""
    if _QUOTED.search(words):
        raise RuleBroken("Only your own words go further. Take out what quotes somebody, or say it yourself.")
    if _WITHIN.search(f"{title}\n{words}"):
        raise RuleBroken("An address in it leads back to where these words come from. Take it out.")
    whole = _plain(f"{title}\n{words}")
    for name in hidden:
        if name.strip() and re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", whole):
            raise RuleBroken("It names the place where it was said, of which only those know who are in it.")


def named_in(title: str, words: str, *, people: Iterable[Person]) -> dict[int, str]:
    """Who of these people is named, each with the sentences that do it, on a line each."""
    sentences = [each.strip() for each in (title, *_SENTENCE.split(words)) if each.strip()]
    found = {}
    for person in people:
        theirs = [each for each in dict.fromkeys(sentences) if _names(each, person)]
        if theirs:
            found[person.id] = "\n".join(theirs)
    return found


def missing(named: Mapping[int, str], asked: Sequence[Asked], *, title: str, words: str) -> set[int | None]:
    """Whose yes is not there: of those named, whoever has not said yes to these very sentences; and whoever was asked
    about a sentence that still stands, whatever they are called by now. Silence is no."""
    agreed = {(each.person_id, each.words) for each in asked if each.answer == "yes"}
    unnamed = {person for person, sentences in named.items() if (person, sentences) not in agreed}
    whole = f"{title}\n{words}"
    refused = (each for each in asked if each.answer != "yes")
    return unnamed | {each.person_id for each in refused if any(line in whole for line in each.words.splitlines())}


def refused_lately(answers: Iterable[tuple[str, datetime | None]], *, now: datetime) -> datetime | None:
    """When somebody last said no to the same writer, if that is not long ago: they are not asked again by beginning
    anew, and the writer does not learn of it."""
    refused = [at for said, at in answers if said == "no" and at is not None and at > now - NOT_AGAIN]
    return max(refused, default=None)


def had_letter(asked: Iterable[datetime], *, now: datetime) -> bool:
    """Whether the same writer had them written to a short while ago: what else they are asked waits on their page."""
    return any(each > now - BETWEEN_LETTERS for each in asked)


def digest(*parts: str) -> str:
    """Of every word of it: what is sent is what its writer looked at."""
    return hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def _names(sentence: str, person: Person) -> bool:
    parts = [each for each in _LETTERS.findall(_accentless(person.name)) if each.casefold() not in _NO_NAMES]
    said = _LETTERS.findall(_accentless(sentence))
    lowered, sought = [each.casefold() for each in said], [each.casefold() for each in parts]
    if len(sought) > 1 and any(lowered[at : at + len(sought)] == sought for at in range(len(lowered))):
        return True
    return person.close and any(not each[0].islower() and each.casefold() in sought for each in said)


def _plain(text: str) -> str:
    return " ".join(_accentless(text).casefold().split())


def _accentless(text: str) -> str:
    """Zoë as Zoe: people write each other's names without."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
