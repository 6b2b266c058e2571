"""What a conversation may hold."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Final, NamedTuple

from cop.communities import rules as places
from cop.communities.rules import Axes
from cop.communities.rules.silences import SILENCED
from cop.core.errors import RuleBroken

LONGEST_TITLE: Final = 160
LONGEST_BODY: Final = 20_000
POSTS_ON_A_PAGE: Final = 50
NEW_FOR: Final = timedelta(days=30)
NODS: Final = ("thanks", "same", "question", "tried")
"""What can be said to a post in one press, in the order in which it is shown."""


def new_edition() -> str:
    """A name for what the pages of a conversation show now, like no other."""
    return secrets.token_hex(8)


class Conversation(NamedTuple):
    """A conversation as its page needs it: what it is, where it stands, its reader's role there, how many guests
    sit in it, until when its reader is one, whether they have begun an answer,
    how many posts they have read: None where they have not been there; until when they read and do not write; which
    kinds of voice are asked for, and who began it; whether it is asked privately; what its community uses; when it was
    moved last; its poll; and when posts came to it from another last, or went to one: moments, by their numbers."""

    id: int
    title: str
    post_count: int
    edition: str
    space_id: int
    space: str
    space_door: int
    space_read: int
    space_join: int
    community_id: int
    community: str
    community_door: int
    community_read: int
    community_join: int
    is_closed: bool
    role: str | None
    bound: int
    guests: int
    guest_until: datetime | None
    people: int
    organisations: int
    named: str | None
    begun: bool
    read: int | None
    silent_until: datetime | None
    asks: str
    author_id: int | None
    privately: bool
    modules: str
    move_id: int | None
    poll_id: int | None
    shape: int | None

    @property
    def read_by(self) -> tuple[int, int, str | None]:
        """How many people of how many organisations, and the first few of those, a line each."""
        return self.people, self.organisations, self.named

    @property
    def as_guest(self) -> bool:
        """Whether its reader is let in by a guest seat."""
        return self.guest_until is not None

    @property
    def axes(self) -> Axes:
        """Who reads it: the tightest of its community, its space and itself."""
        community = (self.community_door, self.community_read, self.community_join)
        return _stands(community, (self.space_door, self.space_read, self.space_join), self.bound)


@cache
def _stands(community: tuple[int, int, int], space: tuple[int, int, int], bound: int) -> Axes:
    """There are few, and every page of a conversation asks."""
    return places.bounded(places.tighter(places.stored(community), places.stored(space)), bound)


def may_answer(conversation: Conversation) -> bool:
    """Whether its reader, who passed its door, may write there too: in an archive nobody does."""
    return not conversation.is_closed and (conversation.as_guest or conversation.role in places.WRITERS)


def answer_place(thread_id: int) -> str:
    """Where an answer is kept while it is written."""
    return f"thread:{thread_id}"


def start_place(space_id: int) -> str:
    """The same for what begins a conversation."""
    return f"space:{space_id}:new"


def change_place(post_id: int) -> str:
    """The same for other words in place of one's own."""
    return f"post:{post_id}"


def may_nod(conversation: Conversation) -> bool:
    """Whether its reader may say something to a post in one press: whoever belongs there, who only reads too."""
    belongs = conversation.role is not None and conversation.role != SILENCED
    return not conversation.is_closed and (conversation.as_guest or belongs)


def is_inside(conversation: Conversation) -> bool:
    """Whether its reader belongs there or is its guest: others are not told where a guest comes from."""
    return conversation.as_guest or conversation.role is not None


def check_nod(kind: str) -> str:
    """Raises RuleBroken for what cannot be said in one press."""
    if kind not in NODS:
        raise RuleBroken("Choose one of the short answers.")
    return kind


def check_noddable(*, is_own: bool, is_removed: bool) -> None:
    """Raises RuleBroken where there is nobody to say it to."""
    if is_own:
        raise RuleBroken("These are your own words. A short answer is for somebody else's.")
    if is_removed:
        raise RuleBroken("These words were removed, so there is nothing to answer.")


def nods_in(lines: str | None) -> Mapping[str, Sequence[str]]:
    """Who said what, from lines of a number, a kind and a name: kinds in their one order, and in each whoever said it
    first. How many said it changes nothing."""
    said = sorted((int(number), kind, name) for number, kind, name in _split(lines))
    return {kind: names for kind in NODS if (names := [name for _, each, name in said if each == kind])}


def _split(lines: str | None) -> list[list[str]]:
    return [line.split(" ", 2) for line in (lines or "").split("\n") if line]


def check_title(title: str) -> str:
    """The title on one line, without stray blanks. Raises RuleBroken when it is missing or too long."""
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise RuleBroken("Give the conversation a title of at most %(most)s characters.", most=LONGEST_TITLE)
    return title


def check_body(body: str) -> str:
    """The text without blanks around it. Raises RuleBroken when nothing was written; its length is the renderer's."""
    body = body.strip()
    if not body:
        raise RuleBroken("Write something first.")
    return body


def pages(posts: int) -> int:
    """How many pages this many posts fill; an empty conversation has one."""
    return max(1, -(-posts // POSTS_ON_A_PAGE))


def read_so_far(before: int, now: int, *, of: int) -> int:
    """How many posts are read once somebody says that they have read so many `of` those that there are."""
    return max(before, min(max(now, 0), of))


def read_by_writing(before: int, *, of: int) -> int:
    """The same once they have written the last of them themself: whoever had read all before it has read all."""
    return of if before >= of - 1 or before == 0 else before


class Unread(NamedTuple):
    """What of a page is new to its reader: posts up to `read` were read before, and its last post is number `last`.
    `first` are on the pages before."""

    read: int
    first: int
    last: int

    @property
    def begins(self) -> int | None:
        """Before which post of the page stands the line that says so; nowhere for whoever has not been there."""
        return self.read - self.first if self.read and self.read >= self.first else None


def opens_on(read: int | None, *, posts: int) -> int:
    """The page with the first post that is new to somebody, and the last where none is."""
    return 1 + min(read or 0, max(posts - 1, 0)) // POSTS_ON_A_PAGE


def unread_on(page: int, *, read: int | None, posts: int) -> Unread | None:
    """What of a page is new to somebody; None where nothing is."""
    last = min(page * POSTS_ON_A_PAGE, posts)
    return Unread(read or 0, (page - 1) * POSTS_ON_A_PAGE, last) if last > (read or 0) else None
