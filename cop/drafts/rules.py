"""What is begun and not sent yet: how it is kept, so that of two tabs neither writes over what the other holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol, TypeVar

from cop.core.errors import RuleBroken

LONGEST_TITLE: Final = 1_000
LONGEST_BODY: Final = 100_000
"""More than can be sent anywhere: what has grown too long is not lost either."""
LONGEST_PLACE: Final = 60
LONGEST_PAGE: Final = 32
MOST: Final = 100
KEPT: Final = timedelta(days=90)
PLACE: Final = re.compile(r"[a-z]{1,20}(:[a-z0-9]{1,12}){1,3}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one page in one tab says has been written there.

    `page` is that page's own name, and `turn` counts what was typed in it. `draft` and `seen` are the words that it
    wrote on from, and their revision. `more` is what stands in the form beside its words, as the page tells it: it is
    given back to a page, and read by nothing else.
    """

    page: str
    turn: int
    title: str
    body: str
    draft: int | None = None
    seen: int = 0
    more: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of one's own is in it (any more)."""
        return not self.title.strip() and not self.body.strip() and not self.more


class Kept(Protocol):
    """Words that are kept, as they stand now."""

    id: int
    page: str
    turn: int
    revision: int
    title: str
    body: str
    more: str


SomeKept = TypeVar("SomeKept", bound=Kept)


def check(place: str, letter: Letter) -> None:
    """Raises RuleBroken where it cannot be kept."""
    if not PLACE.fullmatch(place) or not letter.page or len(letter.page) > LONGEST_PAGE:
        raise RuleBroken("Words that you begin can only be kept where they can be sent.")
    if len(letter.title) > LONGEST_TITLE or len(letter.body) > LONGEST_BODY or len(letter.more) > LONGEST_BODY:
        raise RuleBroken("That is too long to be kept here while you write. Please keep a copy of your own.")


def check_room(kept: int) -> None:
    """Raises RuleBroken for whoever has begun very much."""
    if kept >= MOST:
        raise RuleBroken(
            "You have begun %(most)s things and sent none of them. Throw some away, so that there is room.", most=MOST
        )


def goes_on(letter: Letter, kept: Sequence[SomeKept]) -> SomeKept | None:
    """Which of the words at its place this letter goes on with: its own page's, those it was begun from if nobody has
    written on in them since, or the same words. None where it has to be kept beside them."""
    own = [each for each in kept if each.page == letter.page]
    begun_from = [each for each in kept if (each.id, each.revision) == (letter.draft, letter.seen)]
    same = [each for each in kept if says_the_same(letter, each)]
    return next(iter((*own, *begun_from, *same)), None)


def is_news(letter: Letter, kept: Kept) -> bool:
    """Whether it says what is not kept yet: of one page, a letter that was overtaken is none."""
    overtaken = kept.page == letter.page and letter.turn <= kept.turn
    return not overtaken and not says_the_same(letter, kept)


def says_the_same(letter: Letter, kept: Kept) -> bool:
    return (letter.title, letter.body, letter.more) == (kept.title, kept.body, kept.more)


def is_sent(kept: Kept, *, body: str) -> bool:
    """Whether these are the words that were sent."""
    return kept.body.strip() == body.strip()
