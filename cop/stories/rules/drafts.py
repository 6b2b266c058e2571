"""A story that is being written: its pages, and what it lacks before its teller can approve it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cop.core.errors import N_, RuleBroken
from cop.stories.rules.telling import LONGEST_BODY, LONGEST_TITLE
from cop.stories.rules.templates import Template

LONGEST_NOTE: Final = 200
LONGEST_WHO: Final = 80
MOST_OTHERS: Final = 20
BASES: Final[Mapping[str, str]] = {
    "unrecognisable": N_("Nobody could recognise them"),
    "agreed": N_("They have agreed to this"),
    "cannot": N_("They have died or cannot be asked, and I have the right to speak"),
}
Others = Sequence[Sequence[str]]
"""Who else is in it, each with the reason for which they may be: in the teller's words, and for the teller alone."""


def place_of_page(draft_id: int, page: int) -> str:
    """What one page of a story is called where words are kept while they are typed."""
    return f"story:{draft_id}:{page}"


@dataclass(frozen=True, slots=True)
class Text:
    """What readers will read, and what stands before it. `shown` says of each picture and recording which it is and
    what is said of it, and `waits` that something is not said yet."""

    title: str
    source: str
    note: str = ""
    shown: Sequence[str] = field(default=(), kw_only=True)
    waits: bool = field(default=False, kw_only=True)

    @property
    def whole(self) -> str:
        """Every word of it, as one text."""
        return f"{self.title}\n{self.note}\n{self.source}"

    @property
    def digest(self) -> str:
        """Of every word and picture of it: what was approved is this and no other text."""
        parts = (self.title, self.source, self.note, *self.shown)
        return hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def check_page(told: Template, page: int) -> int:
    """The number of a page of questions. Raises RuleBroken for one that this template has not."""
    if not 1 <= page <= len(told.prompts):
        raise RuleBroken("This way of telling a story has no such page.")
    return page


def check_answer(answer: str) -> str:
    """An answer as it is kept. Raises RuleBroken when it is too long."""
    if len(answer) > LONGEST_BODY:
        raise RuleBroken("A story has at most %(most)s characters here.", most=LONGEST_BODY)
    return answer.strip()


def check_heading(title: str, note: str) -> tuple[str, str]:
    """Title and note without stray blanks; a title may still be missing. Raises RuleBroken for what is too long."""
    title, note = " ".join(title.split()), " ".join(note.split())
    if len(title) > LONGEST_TITLE:
        raise RuleBroken("Give your story a title of at most %(most)s characters.", most=LONGEST_TITLE)
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("Say in at most %(most)s characters what the story speaks of.", most=LONGEST_NOTE)
    return title, note


def with_another(others: Others | None, who: str, *, basis: str) -> list[list[str]]:
    """The list with one more person in it. Raises RuleBroken when it is not said who, or why they may be there."""
    who = " ".join(who.split())
    if not who or len(who) > LONGEST_WHO:
        raise RuleBroken("Say who it is in a few words, for yourself: “the nurse”, “my sister”.")
    if basis not in BASES:
        raise RuleBroken("Say why this person may be in your story. If none of it is so, change what would show them.")
    if len(others or ()) >= MOST_OTHERS:
        raise RuleBroken("There is room for %(most)s people. Put some of them together.", most=MOST_OTHERS)
    return [*([*each] for each in others or ()), [who, basis]]


def check_ready(text: Text, *, others: Others | None) -> None:
    """Raise RuleBroken for what is missing before it can be approved."""
    if not text.source.strip():
        raise RuleBroken("Tell what happened first.")
    if not text.title:
        raise RuleBroken("Give your story a title; a plain one is fine.")
    if len(text.source) > LONGEST_BODY:
        raise RuleBroken("A story has at most %(most)s characters here.", most=LONGEST_BODY)
    if text.waits:
        raise RuleBroken("Say first what each picture shows, and what is said in your recording.")
    if others is None:
        raise RuleBroken("Say first whether anybody else is in it.")
