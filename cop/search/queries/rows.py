"""One thing that was found, as a list needs it."""

from datetime import datetime
from typing import Final, NamedTuple

from cop.communities.rules import Read
from cop.stories.rules import shown_name

PLACES: Final = frozenset({"community", "space", "organisation"})
ALONE: Final = {"me": "me", "public": "anybody", "community": "members"}
"""Audiences of stories that say by themselves who reads them."""


class Found(NamedTuple):
    """What it is, where it stands, and how far it is read; its numbers, and how many posts stand before it,
    are for its address. Without a moment for what has none."""

    kind: str
    id: int
    titled: bool
    thread_id: int | None
    title: str
    text: str
    at: datetime | None
    author: str | None
    author_id: int | None
    named: str
    space: str | None
    community: str | None
    community_id: int | None
    reads: int
    for_everyone: bool
    audience: str
    earlier: int = 0

    @property
    def who(self) -> tuple[str, int | None]:
        """What others are told of its author, and their number, unless they chose to be told of by less."""
        name = shown_name(self.author or "", self.named) if self.author else ""
        return name, self.author_id if self.named == "full" else None

    @property
    def readers(self) -> str:
        """Who reads it, in a word: anybody, signed_in, members, inside or me."""
        if self.kind == "organisation":
            return "signed_in"
        if self.audience in ALONE:
            return ALONE[self.audience]
        if self.reads == Read.ANYONE and not self.audience:
            return "anybody"
        if self.reads <= Read.NEARBY or self.for_everyone:
            return "signed_in" if self.kind == "community" and self.reads == Read.NEARBY else "members"
        return "inside"

    @property
    def order(self) -> tuple[int, float]:
        """Places of that name, titles, and texts; the latest of each first."""
        tier = (0 if self.kind in PLACES else 1) if self.titled else 2
        return tier, -self.at.timestamp() if self.at else 0.0
