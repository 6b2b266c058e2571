"""Who may do what in a conversation: whoever reads its space reads it, unless it is older than its openness."""

from typing import Any

from cop.communities import policy as communities
from cop.communities import rules as bounds
from cop.discussions.models import Post, Thread


def can_read(viewer: Any, thread: Thread) -> bool:
    """May read the conversation; in a Confidential space only one that began after they came."""
    standing = communities.standing_in_space(viewer, thread.space)
    return bounds.reads_item(thread.space.bounds, standing, created_at=thread.created_at, beyond=thread.bound)


def can_reply(viewer: Any, thread: Thread) -> bool:
    """May answer."""
    return can_read(viewer, thread) and communities.can_post(viewer, thread.space)


def can_open(viewer: Any, post: Post) -> bool:
    """May let these words be read more widely: whoever wrote them, and nobody else."""
    lives = communities.is_alive(post.thread.space.community)
    return lives and can_read(viewer, post.thread) and post.author_id == communities.person_id(viewer)


def can_edit(viewer: Any, post: Post) -> bool:
    """May change these words: one's own, as long as one may write here."""
    return can_reply(viewer, post.thread) and post.author_id == communities.person_id(viewer)
