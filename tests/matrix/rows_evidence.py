"""The rows of what conversations rest on."""

from tests.matrix import words as says
from tests.matrix.sweep import row

EVIDENCE = [
    row("GET /threads/<int:thread_id>/voices", "a thread", says.ASKS_FOR_VOICES_BY_PAGE),
    row("POST /threads/<int:thread_id>/voices", "a thread", says.ASKS_FOR_VOICES, evidence="lived"),
]
