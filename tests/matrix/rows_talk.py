"""The rows of what people have begun to write, and of how far they have read."""

from tests.matrix import words as says
from tests.matrix.sweep import row

TALK = [
    row("POST /threads/<int:thread_id>/readings", "a thread", says.NOTES_HOW_FAR, posts="1"),
    row("GET /drafts", "the place", says.SIGNED_IN),
    row("GET /drafts/at/<place>", "a draft", says.SIGNED_IN),
    row("POST /drafts/at/<place>", "a draft", says.SIGNED_IN, page="two", turn="1", body="More."),
    row("POST /drafts/<int:draft_id>/discards", "a draft", says.THE_OWNER_ACTS),
]
