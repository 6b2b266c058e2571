"""The rows of the ladder: words of one's own, on their way to more people, and whoever is named in them."""

from tests.matrix import words as says
from tests.matrix.sweep import row

CLIMB, ASK, PIECE = "/ladder/<int:climb_id>", "/ladder/questions/<int:ask_id>", "/ladder/from/<piece>"
LADDER = [
    row("GET /ladder", "the place", says.SIGNED_IN),
    row(f"GET {PIECE}", "a piece", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {PIECE}", "a piece", says.OWNS_DRAFT, space="{space_id}"),
    row(f"GET {CLIMB}", "words on their way", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {CLIMB}", "words on their way", says.OWNS_DRAFT, title="New", body="New."),
    row(f"POST {CLIMB}/questions", "words on their way", says.OWNS_DRAFT),
    row(f"POST {CLIMB}/sendings", "words on their way", says.OWNS_DRAFT, seen="x", way="thread", sure="y"),
    row(f"POST {CLIMB}/removals", "words on their way", says.OWNS_DRAFT),
    row(f"POST {CLIMB}/withdrawals", "words on their way", says.OWNS_DRAFT),
    row(f"GET {ASK}", "a question about a name", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {ASK}", "a question about a name", says.OWNS_DRAFT, seen="x", answer="yes"),
]
