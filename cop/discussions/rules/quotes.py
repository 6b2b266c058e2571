"""Words of a post in an answer to it. They say in their first line whose they are, and where they stand, so that they
can be found again when their writer takes them away."""

import re
from collections.abc import Collection
from typing import Final

NOBODY: Final = "…"
SPECIAL: Final = re.compile(r"([\\\[\]*_`<>~])")
DEEP: Final = re.compile(r"(?:> ?)*")
HEAD: Final = re.compile(
    r"(?P<before>(?:> ?)+\[)(?:\\.|[^\]\\])*(?P<after>\]\(/threads/\d+\?page=\d+#post-(?P<post>[1-9][0-9]{0,8})\):?\s*)"
)
"""Of a number longer than any post has, it is nobody's quotation: none is too large to be asked for."""


def quoted(words: str, *, name: str, thread_id: int, page: int, post_id: int) -> str:
    """These words as the beginning of an answer: a script of the page writes the same."""
    head = f"> [{plainly(name)}](/threads/{thread_id}?page={page}#post-{post_id}):"
    return "\n".join((head, ">", *(f"> {line}".rstrip() for line in words.strip().split("\n")), "", ""))


def quoted_in(source: str) -> set[int]:
    """The posts that a text quotes."""
    return {int(head["post"]) for line in source.split("\n") if (head := HEAD.fullmatch(line))}


def relabelled(source: str, posts: Collection[int], *, name: str = NOBODY, keeps_words: bool = True) -> str:
    """The same text with another name over what it quotes of these posts, or with nothing but the way to them."""
    kept, gone = [], 0  # how deep the quotation is that is being left out
    for line in source.split("\n"):
        head, depth = HEAD.fullmatch(line), _depth(line)
        if gone and depth >= gone and not (head and depth == gone):
            continue
        gone = 0
        if head and int(head["post"]) in posts:
            gone = 0 if keeps_words else depth
            line = f"{head['before']}{plainly(name)}{head['after']}"  # noqa: PLW2901  it says whose words they are
        kept.append(line)
    return "\n".join(kept)


def _depth(line: str) -> int:
    opening = DEEP.match(line)
    return opening.group().count(">") if opening else 0


def plainly(name: str) -> str:
    """A name that Markdown takes for nothing else."""
    return SPECIAL.sub(r"\\\1", name)
