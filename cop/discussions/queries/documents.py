"""A conversation from its beginning, for a document. Callers have passed its door."""

from collections.abc import Sequence
from typing import NamedTuple

from cop.core.database import db
from cop.discussions.models import Post
from cop.discussions.queries.conversations import POSTS, ShownPost, page_asked
from cop.discussions.rules import POSTS_ON_A_PAGE
from cop.discussions.rules.documents import fits


class KeptPost(NamedTuple):
    """A post as it is shown, and as it was typed."""

    post: ShownPost
    source: str


def document_of(thread_id: int, *, after: int, most: int) -> Sequence[KeptPost]:
    """As many of its posts as one document holds, from the first that comes after so many. It is read in small pieces,
    so that a conversation of very long posts fills no memory."""
    kept, size = list[KeptPost](), 0
    for skip in range(after, most, POSTS_ON_A_PAGE):
        asked = {**page_asked(thread_id, page=1), "skip": skip}
        for *shown, source in db.session.execute(POSTS_AND_SOURCES, asked).all():
            post = ShownPost(*shown)
            length = len(post.html) + len(source) + len(post.claimed)
            if not fits(size, length, posts=len(kept)):
                return kept
            kept.append(KeptPost(post, source if post.html else ""))
            size += length
    return kept


POSTS_AND_SOURCES = POSTS.add_columns(Post.source)
