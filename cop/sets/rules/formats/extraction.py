"""The words of the documents, for translators: Babel calls it as `babel.cfg` says."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

WORDS = ("title", "purpose", "source")
Found = tuple[int, str, str, list[str]]


def extract(document: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:  # noqa: ARG001  Babel's signature
    """Every sentence with the line it stands on."""
    text = document.read().decode("utf-8")
    found = json.loads(text)
    for words in _words_in(found):
        yield _line_of(words, text), "_", words, [f"running order {found['key']}"]


def _words_in(document: dict[str, Any]) -> Iterator[str]:
    yield from (document[each] for each in WORDS)
    for phase in document["phases"]:
        yield from (phase["name"], phase["title"], *phase["cues"].values())


def _line_of(words: str, text: str) -> int:
    return text.count("\n", 0, text.index(json.dumps(words, ensure_ascii=False))) + 1
