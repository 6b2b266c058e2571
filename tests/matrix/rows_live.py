"""The rows of what came to conversations later: what posts said before, what arrives, and documents to keep."""

from tests.matrix import words as says
from tests.matrix.sweep import row

LIVE = [
    row("GET /posts/<int:post_id>/history", "a changed post", says.READS_SPACE),
    row("GET /threads/<int:thread_id>/arrivals", "a thread", says.READS_SPACE_SIGNED_IN),
    row("GET /threads/<int:thread_id>/document", "a thread", says.READS_SPACE_SIGNED_IN),
    row("GET /threads/<int:thread_id>/document.md", "a thread", says.READS_SPACE_SIGNED_IN),
]
