"""What has come to a page of a conversation since it was drawn."""

from typing import NamedTuple

from cop.discussions.rules.conversations import POSTS_ON_A_PAGE


class Arrived(NamedTuple):
    """A page shows its first so many posts; since then so many have come to the conversation, of which so many stand
    on this page."""

    shown: int
    new: int
    here: int


def arrived(page: int, after: int, *, posts: int) -> Arrived:
    """`after` posts of a page are shown, of a conversation that has this many now; pages count from 1."""
    before = (page - 1) * POSTS_ON_A_PAGE
    shown = min(max(after, 0), POSTS_ON_A_PAGE, max(posts - before, 0))
    new = max(posts - before - shown, 0)
    return Arrived(shown, new, min(new, POSTS_ON_A_PAGE - shown))
