"""The rows of what conversations rest on."""

from tests.matrix import words as says
from tests.matrix.sweep import row

EVIDENCE = [
    row("GET /threads/<int:thread_id>/voices", "a thread", says.ASKS_FOR_VOICES_BY_PAGE),
    row("POST /threads/<int:thread_id>/voices", "a thread", says.ASKS_FOR_VOICES, evidence="lived"),
    row("GET /claims/at/<place>", "a place to write", says.REPLIES_BY_PAGE, q="birds"),
    row("GET /mentions/at/<place>", "a place to write", says.REPLIES_BY_PAGE, q="b"),
    row("GET /posts/<int:post_id>/disagreements", "claims that disagree", says.REPLIES_BY_PAGE),
    row("POST /posts/<int:post_id>/disagreements", "claims that disagree", says.REPLIES, other="1"),
    row("POST /disagreements/<int:disagreement_id>/endings", "claims that disagree", says.ASKS_FOR_VOICES),
]
