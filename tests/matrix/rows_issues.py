"""The rows of issues: read, printed, followed, gathered, what a teller says to a place in one; of what a community
asks of tellers, of other words, and of families."""

from tests.matrix import words as says
from tests.matrix.sweep import row

HERE, ISSUE = "/communities/<int:community_id>/issues", "/issues/<int:issue_id>"
ASKED = {"name": "New", "about": "New.", "asked-0-question": "New?", "seen": "1"}
READING = [
    row(f"GET {HERE}", "a community", says.KNOWS_COMMUNITY),
    row(f"GET {HERE}/subjects", "a community", says.KNOWS_COMMUNITY),
    row(f"GET {HERE}.atom", "a community", says.WINDOW),
    row(f"GET {ISSUE}", "an issue", says.READS_ISSUE),
    row(f"GET {ISSUE}/paper", "an issue", says.PRINTS_ISSUE),
]
EDITING = [
    row(f"GET {HERE}/new", "a community", says.INVITES_BY_PAGE),
    row(f"POST {HERE}/new", "a community", says.INVITES, title="New", note="", audience="community"),
    row(f"GET {ISSUE}/edit", "an issue", says.EDITS_ISSUE_BY_PAGE),
    row(f"POST {ISSUE}/edit", "an issue", says.EDITS_ISSUE, title="New", note="New."),
    row(f"POST {ISSUE}/stories", "an issue", says.EDITS_ISSUE, story_id="{story_id}"),
    row(f"POST {ISSUE}/stories/removals", "an issue", says.EDITS_ISSUE, story_id="{story_id}"),
    row(f"GET {ISSUE}/stories/<int:story_id>", "an issue", says.EDITS_ISSUE_BY_PAGE),
    row(f"POST {ISSUE}/stories/<int:story_id>", "an issue", says.EDITS_ISSUE, subjects="nights", place="1"),
    row(f"POST {ISSUE}/publications", "an issue", says.EDITS_ISSUE, seen="x"),
    row(f"POST {ISSUE}/narrowings", "an issue", says.EDITS_ISSUE),
    row(f"POST {ISSUE}/removals", "an issue", says.EDITS_ISSUE),
]
ASKING = [
    row("GET /communities/<int:community_id>/ways", "a community", says.INVITES_BY_PAGE),
    row("GET /communities/<int:community_id>/ways/new", "a community", says.INVITES_BY_PAGE),
    row("POST /communities/<int:community_id>/ways/new", "a community", says.INVITES, **ASKED),
    row("GET /ways/<int:way_id>/edit", "a way to tell", says.ASKS_BY_PAGE),
    row("POST /ways/<int:way_id>/edit", "a way to tell", says.ASKS, **ASKED),
    row("POST /ways/<int:way_id>/removals", "a way to tell", says.ASKS),
]
ANSWERS = [
    row(
        "POST /stories/<int:story_id>/issues", "a story in an issue", says.ANSWERS_AN_ISSUE,
        issue_id="{issue_id}", answer="yes",
    ),
]  # fmt: skip
STORY, DRAFT = "/stories/<int:story_id>", "/stories/drafts/<int:draft_id>"
WORDS = [
    row(f"GET {STORY}/words", "a story", says.TELLER_OPENS_WIDER),
    row(f"POST {STORY}/words", "a story", says.TELLER_NARROWS, title="New", note="", text="New."),
    row(f"GET {DRAFT}/replacements", "other words", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/replacements", "other words", says.OWNS_DRAFT),
]
FAMILIES = [
    row(f"GET {STORY}/family", "a story", says.READS_FAMILY),
    row(f"GET {STORY}/changes", "an adaptation", says.SAYS_WHAT_CHANGED_BY_PAGE),
    row(f"POST {STORY}/changes", "an adaptation", says.SAYS_WHAT_CHANGED, words="New."),
]
ISSUES = [*READING, *EDITING, *ASKING, *ANSWERS, *WORDS, *FAMILIES]
