"""The rows of what people have begun to write, of how far they have read, and of what is said in one press."""

from tests.matrix import words as says
from tests.matrix.sweep import row

TALK = [
    row("POST /threads/<int:thread_id>/readings", "a thread", says.NOTES_HOW_FAR, posts="1"),
    row("POST /posts/<int:post_id>/nods", "a post of Bo's", says.NODS, kind="thanks"),
    row("GET /drafts", "the place", says.SIGNED_IN),
    row("GET /drafts/at/<place>", "begun words", says.SIGNED_IN),
    row("POST /drafts/at/<place>", "begun words", says.SIGNED_IN, page="two", turn="1", body="More."),
    row("POST /drafts/<int:begun_id>/discards", "begun words", says.THE_OWNER_ACTS),
]
