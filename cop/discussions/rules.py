"""What a conversation may hold."""

from typing import Final

from cop.core.errors import RuleBroken

LONGEST_TITLE: Final = 160
LONGEST_BODY: Final = 20_000
POSTS_ON_A_PAGE: Final = 50


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
