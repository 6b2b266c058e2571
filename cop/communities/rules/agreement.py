"""How a community works together, in the words of its members: what a version holds, and what changed between two."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from cop.core.errors import RuleBroken

LONGEST_AGREEMENT: Final = 10_000
LONGEST_WHY: Final = 300

Kind = Literal["kept", "taken_out", "new"]


class Line(NamedTuple):
    """One line of a text that became another: whether it stands in both, in the old one or in the new one."""

    kind: Kind
    words: str


def check_agreement(text: str, why: str, *, before: str | None) -> tuple[str, str]:
    """Text and reason without stray blanks. Raises RuleBroken when one is missing, or when nothing is changed."""
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().splitlines())
    why = " ".join(why.split())
    if not text or len(text) > LONGEST_AGREEMENT:
        raise RuleBroken("Say how you work together, in at most %(most)s characters.", most=LONGEST_AGREEMENT)
    if text == before:
        raise RuleBroken("Nothing is changed yet.")
    if before is not None and not why:
        raise RuleBroken("Say why it changes: everybody is asked to accept it anew.")
    if len(why) > LONGEST_WHY:
        raise RuleBroken("Say why in at most %(most)s characters.", most=LONGEST_WHY)
    return text, why


def changes(before: str, after: str) -> list[Line]:
    """The new text, line by line, with what was taken out where it stood."""
    old, new = before.splitlines(), after.splitlines()
    return [
        line for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() for line in _told(step, old, new)
    ]


def check_current(seen: int, *, current: int) -> None:
    """Raises RuleBroken for an agreement that has changed since it was read."""
    if seen != current:
        raise RuleBroken("How you work together has changed in the meantime. Read it once more.")


def _told(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Line]:
    tag, old_from, old_to, new_from, new_to = step
    if tag == "equal":
        yield from (Line("kept", each) for each in new[new_from:new_to])
        return
    yield from (Line("taken_out", each) for each in old[old_from:old_to])
    yield from (Line("new", each) for each in new[new_from:new_to])
