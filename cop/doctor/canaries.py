"""Words like no others, each with where it stands and who may read it: declared by hand, never asked of the app."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LENGTH = 24
SHAPE = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
WORD = "canarybird"
"""Stands before every canary, so that a search has something to find that is no canary itself."""


@dataclass(slots=True)
class Canary:
    """One word, what it is in plain words, and the page on which it was written; `within` which addresses it is looked
    for, or everywhere."""

    word: str
    label: str
    readers: frozenset[str]
    address: str = ""
    seen: bool = False
    within: tuple[str, ...] = ()

    def counts_at(self, address: str) -> bool:
        """Whether it is a secret there: a name, which stands in many places, is one at these addresses alone."""
        plain = address.partition("?")[0] + "/"
        return not self.within or any(plain.startswith(f"{each}/") for each in self.within)


@dataclass(frozen=True, slots=True)
class Find:
    """Somebody was shown what they may not read."""

    who: str
    address: str
    canary: Canary


class Canaries:
    """All that was planted, and what was not."""

    def __init__(self) -> None:
        self.planted: dict[str, Canary] = {}
        self.refused: list[str] = []
        self.finds: list[Find] = []

    def word_for(self, label: str, readers: Iterable[str], *, within: Iterable[str] = ()) -> Canary:
        """A word to be written somewhere; it counts once it is `settled`."""
        return Canary(secrets.token_hex(LENGTH // 2), label, frozenset(readers), within=tuple(within))

    def settled(self, *canaries: Canary, address: str) -> None:
        """They stand at this address now; an empty one says that the form was refused."""
        for each in canaries:
            if address:
                each.address = address
                self.planted[each.word] = each
            else:
                self.refused.append(each.label)

    def look(self, text: str, *, who: str, address: str) -> None:
        """Note whatever stands in this text although this person may not read it."""
        for canary in self._in(text):
            if not canary.counts_at(address):
                continue
            if who in canary.readers:
                canary.seen = True
            elif not any((each.who, each.canary) == (who, canary) for each in self.finds):
                self.finds.append(Find(who, address, canary))

    def addresses(self) -> list[str]:
        """Where everything was written, each once."""
        return sorted({each.address for each in self.planted.values()})

    def unseen(self) -> list[str]:
        """What not even its own readers came across: the search has been blind there."""
        return sorted(each.label for each in self.planted.values() if each.readers and not each.seen)

    def _in(self, text: str) -> Iterator[Canary]:
        return (self.planted[word] for word in sorted(set(SHAPE.findall(text))) if word in self.planted)


def said(canary: Canary) -> str:
    """The canary as it is typed into a form."""
    return f"{WORD} {canary.word}"
