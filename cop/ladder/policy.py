"""Who may take which words further: whoever wrote them, and nobody else, whatever they administer."""

from typing import Any

from cop.communities import policy as communities
from cop.communities.models import Space
from cop.discussions import policy as discussions
from cop.discussions.models import Post
from cop.ladder.models import Climb, ClimbAsk


def is_writer(viewer: Any, climb: Climb) -> bool:
    """Wrote the words."""
    return climb.user_id == communities.person_id(viewer)


def is_asked(viewer: Any, ask: ClimbAsk) -> bool:
    """Is asked whether they may be named."""
    return ask.user_id == communities.person_id(viewer)


def can_take(viewer: Any, post: Post) -> bool:
    """May take the words of a post further: one's own, where one reads them, as long as they stand there. Elsewhere
    they would stand by name, and say whose they are here."""
    own = post.author_id is not None and post.author_id == communities.person_id(viewer)
    stands = post.hidden_at is None and bool(post.source) and not post.unnamed
    return own and stands and discussions.can_read(viewer, post.thread)


def can_count(viewer: Any, space: Space) -> bool:
    """May know how many people read a space: whoever reads it."""
    return communities.can_read_space(viewer, space)
