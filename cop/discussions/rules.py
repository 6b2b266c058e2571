"""What a conversation may hold."""

import secrets
from typing import Final, NamedTuple

from cop.communities import rules as places
from cop.communities.rules import Bounds, Standing
from cop.core.errors import RuleBroken

LONGEST_TITLE: Final = 160
LONGEST_BODY: Final = 20_000
POSTS_ON_A_PAGE: Final = 50


def new_edition() -> str:
    """A name for what the pages of a conversation show now, like no other."""
    return secrets.token_hex(8)


class Conversation(NamedTuple):
    """A conversation as its page needs it: what it is, where it stands, and how its reader stands to that place.

    `people` of so many `organisations` read that place.
    """

    id: int
    title: str
    post_count: int
    edition: str
    space_id: int
    space: str
    preset: str
    for_everyone: bool
    community_id: int
    community: str
    community_preset: str
    is_closed: bool
    role: str | None
    named_in_space: bool
    people: int
    organisations: int


def may_answer(conversation: Conversation) -> bool:
    """Whether its reader may write there too."""
    bounds = Bounds(conversation.community_preset, conversation.preset, conversation.for_everyone)
    standing = Standing(conversation.role is not None, conversation.role, conversation.named_in_space)
    return not conversation.is_closed and places.writes_in_space(bounds, standing)


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
