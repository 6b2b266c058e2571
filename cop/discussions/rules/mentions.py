"""Whom a post mentions: typed by name, kept by number, drawn by the name that they have now.

In a text that is kept, `@{m7}` stands for the person with that number, if the post is known to mention them; for
Markdown these signs are nothing but words. A name counts where a page shows it as words: not in code, in a link or in
an address. What somebody types is looked through here, and whose names may be found in it is not decided here.
"""

import html as signs
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby, islice
from typing import Final, NamedTuple

from cop.core.errors import RuleBroken
from cop.discussions.rules.asking import own_words
from cop.discussions.rules.quotes import NOBODY, plainly

MOST: Final = 10
MOST_FOUND: Final = 200
MOST_OFFERED: Final = 8
LONGEST_ASKED: Final = 80
UNSEEN_FOR: Final = timedelta(minutes=10)
WAITS_FOR: Final = timedelta(days=30)
MARK: Final = re.compile(r"@\{m([1-9][0-9]{0,8})\}")
_BEGINS: Final = re.compile(r"(?<![^\s(\[{\"'*_~>|«“„:;,-])(?<!\w[{'*_~|-])@")
_GOES_ON: Final = re.compile(r"[.@_-]?[^\W_]")
_NUMBER: Final = re.compile(r"#([1-9][0-9]{0,8})(?!\w)")
_SHOWN: Final = re.compile(r"<(a|code|pre)\b.*?</\1>|@\{(\w+)\}", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")


class Spot(NamedTuple):
    """Where in a text somebody is named, from sign to sign; nobody in particular where several are called so."""

    begins: int
    ends: int
    name: str
    person_id: int | None


class Read(NamedTuple):
    """A text as it is kept, and whom it mentions; and the names in it that several people bear."""

    source: str
    people: frozenset[int] = frozenset()
    unclear: Sequence[str] = ()


def mark_of(person_id: int) -> str:
    """What stands for somebody in a text that is kept."""
    return f"@{{m{person_id}}}"


def spots_in(source: str, known: Mapping[int, str], *, near: Collection[int] = ()) -> Iterator[Spot]:
    """Where a text names one of these people. Of several with one name it is whoever is `near`, if only one is, or
    whose number is added: «@Ada King#7»."""
    bearers = _bearers(known)
    lengths = sorted({len(name) for name in known.values()}, reverse=True)
    for at in islice(_BEGINS.finditer(source), MOST_FOUND):
        for ends in (at.end() + length for length in lengths):
            name = source[at.end() : ends]
            theirs = bearers.get(_folded(name), ())
            if theirs and not _GOES_ON.match(source, ends):
                exact = [each for each in theirs if known[each] == name]
                yield _spot(at.start(), ends, source, theirs=exact or theirs, near=near)
                break


def _bearers(known: Mapping[int, str]) -> Mapping[str, Sequence[int]]:
    called = sorted((_folded(name), person_id) for person_id, name in known.items())
    return {name: [person_id for _, person_id in same] for name, same in groupby(called, key=lambda each: each[0])}


def _spot(begins: int, ends: int, source: str, *, theirs: Sequence[int], near: Collection[int]) -> Spot:
    name, number = source[begins + 1 : ends], _NUMBER.match(source, ends)
    if number and int(number[1]) in theirs:
        return Spot(begins, number.end(), name, int(number[1]))
    closest = [each for each in theirs if each in near]
    one = theirs if len(theirs) == 1 else closest
    return Spot(begins, ends, name, one[0] if len(one) == 1 else None)


def with_anchors(source: str, spots: Sequence[Spot], *, token: str) -> str:
    """The same text with a sign of its own in each of these places, to be drawn and looked at by `anchors_in`."""
    return _put(source, [(each, f"@{{{token}{place}}}") for place, each in enumerate(spots)])


def anchors_in(html: str, spots: Sequence[Spot], *, token: str) -> Sequence[Spot]:
    """Those of these places that a page shows as words."""
    shown = {found[2] for found in _SHOWN.finditer(html) if found[2]}
    return [each for place, each in enumerate(spots) if f"{token}{place}" in shown]


def marked(source: str, spots: Sequence[Spot]) -> Read:
    """The text with numbers in place of names."""
    sure = [(each, mark_of(each.person_id)) for each in spots if each.person_id is not None]
    unclear = dict.fromkeys(each.name for each in spots if each.person_id is None)
    people = frozenset(each.person_id for each in spots if each.person_id is not None)
    return Read(_put(source, sure), people, tuple(unclear))


def _put(source: str, places: Sequence[tuple[Spot, str]]) -> str:
    parts, done = [], 0
    for spot, instead in places:
        parts += [source[done : spot.begins], instead]
        done = spot.ends
    return "".join([*parts, source[done:]])


def people_in(source: str) -> set[int]:
    """Whose numbers stand in a text."""
    return {int(number) for number in MARK.findall(source)}


def called_in(source: str) -> set[int]:
    """The same without what it quotes. Raises RuleBroken where it calls more people than anybody should."""
    called = people_in(own_words(source))
    if len(called) > MOST:
        raise RuleBroken("A post mentions at most %(most)s people. Leave out some of them.", most=MOST)
    return called


def names_in(lines: str | None) -> Mapping[int, str]:
    """Who is mentioned, from lines of a number and a name."""
    told = (line.partition(" ") for line in (lines or "").split("\n") if line)
    return {int(number): name for number, _, name in told}


def named(source: str, names: Mapping[int, str]) -> str:
    """The text with names in place of numbers, as somebody would type it: of two with one name, with their numbers."""
    twice = {number for same in _bearers(names).values() if len(same) > 1 for number in same}

    def name_of(found: re.Match[str]) -> str:
        number = int(found[1])
        return f"@{names[number]}{f'#{number}' if number in twice else ''}" if number in names else found[0]

    return MARK.sub(name_of, source)


def named_plainly(source: str, names: Mapping[int, str]) -> str:
    """The text with names that Markdown takes for nothing else."""
    return MARK.sub(lambda found: f"@{plainly(names[n])}" if (n := int(found[1])) in names else found[0], source)


def nameless(text: str) -> str:
    """A text in which nobody is named: for whoever is not told who is here."""
    return MARK.sub(f"@{NOBODY}", text)


def drawn(html: str, names: Mapping[int, str], *, tells: bool = True) -> str:
    """The same for a page, where it shows words; for whoever is not told names, without any."""

    def draw(found: re.Match[str]) -> str:
        number = MARK.fullmatch(found[0])
        name = names.get(int(number[1])) if number else None
        if name is None:
            return found[0]
        return f'<bdi class="mention">@{signs.escape(name)}</bdi>' if tells else f"@{NOBODY}"

    return _SHOWN.sub(draw, html) if "@{m" in html else html


def struck(text: str, person_id: int) -> str:
    """The same without this person, who is gone."""
    return text.replace(mark_of(person_id), f"@{NOBODY}")


def offered(known: Mapping[int, str], typed: str) -> Sequence[tuple[int, str]]:
    """Those of these people of whose names a word begins so, by name; and what to type for each is `typed_as`."""
    asked = _folded(typed.strip()[:LONGEST_ASKED])
    found = [(name, person_id) for person_id, name in known.items() if asked and _begins(_folded(name), asked)]
    return [(person_id, name) for name, person_id in sorted(found, key=lambda each: (_folded(each[0]), each[1]))][
        :MOST_OFFERED
    ]


def typed_as(person_id: int, known: Mapping[int, str]) -> str:
    """What has to be typed for this one of these people."""
    shared = len(_bearers(known)[_folded(known[person_id])]) > 1
    return f"@{known[person_id]}#{person_id}" if shared else f"@{known[person_id]}"


def _begins(name: str, asked: str) -> bool:
    return any(name.startswith(asked, word.start()) for word in _WORD.finditer(name))


def _folded(name: str) -> str:
    """A name as it is compared: without capitals and accents."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return plain.casefold()
