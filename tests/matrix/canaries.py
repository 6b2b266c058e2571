"""Words like no others, each with those who may read them: declared by hand, beside where they are written."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

LENGTH = 24
SHAPE = re.compile(r"zq[0-9a-f]{22}")


class Canaries:
    """What was planted, and for whom."""

    def __init__(self) -> None:
        self._readers: dict[str, frozenset[str]] = {}
        self._labels: dict[str, str] = {}

    def plant(self, label: str, *, readers: Iterable[str]) -> str:
        """A word of 24 characters that these people alone may ever be shown."""
        word = "zq" + sha256(label.encode()).hexdigest()[: LENGTH - 2]
        self._readers[word], self._labels[word] = frozenset(readers), label
        return word

    def readable(self) -> list[str]:
        """The labels of all that anybody may read."""
        return [label for word, label in self._labels.items() if self._readers[word]]

    def planted(self) -> list[tuple[str, str, frozenset[str]]]:
        """Each word with its label and its readers."""
        return [(word, label, self._readers[word]) for word, label in self._labels.items()]

    def leaks(self, text: str, *, reader: str) -> Iterator[str]:
        """The labels of what stands in this text although this person may not read it."""
        for word in sorted(set(SHAPE.findall(text))):
            if reader not in self._readers.get(word, frozenset()):
                yield self._labels.get(word, f"{word}, which nobody planted")

    def seen(self, text: str) -> set[str]:
        """The labels of all that stands in this text."""
        return {self._labels[word] for word in SHAPE.findall(text) if word in self._labels}
