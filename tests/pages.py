"""What a reader is told by a page, without the tokens in it, which by chance may spell any short word."""

from tests.core.brackets import Words


def words_of(page: str) -> str:
    """All that is read or heard of a page, in its order; no addresses, no hidden fields, no scripts."""
    words = Words()
    words.feed(page)
    return " ".join(" ".join(words.found).split())
