"""A conversation as a document to keep: how much of it fits into one, and where its links lead."""

import re
from typing import Final

MOST_POSTS: Final = 500
MOST_CHARACTERS: Final = 3_000_000
"""Of their words and their HTML together: what a browser still opens, and prints."""


def fits(so_far: int, more: int, *, posts: int) -> bool:
    """Whether one more post of this length finds room after so many; the first one does."""
    return posts == 0 or (posts < MOST_POSTS and so_far + more <= MOST_CHARACTERS)


def leading_home(html: str, *, thread_id: int, site: str) -> str:
    """The HTML of a post with links that lead somewhere from a file too: to a post of the same conversation within the
    document, to anything else of this site to its whole address."""
    within = re.sub(rf'href="/threads/{thread_id}\?page=\d+#(post-\d+)"', r'href="#\1"', html)
    return re.sub(r'href="/(?!/)', f'href="{site.rstrip("/")}/', within)
