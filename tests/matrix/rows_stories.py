"""The rows of stories: written, read, opened to more people, narrowed, renewed and taken back."""

from tests.matrix import words as says
from tests.matrix.sweep import row

STORY, DRAFT = "/stories/<int:story_id>", "/stories/drafts/<int:draft_id>"
AGREED = {"named": "full", "months": "12"}
READING = [
    row("GET /stories", "the place", says.ANYBODY),
    row(f"GET {STORY}", "a story", says.READS_STORY),
]
WRITING = [
    row("GET /stories/new", "the place", says.SIGNED_IN),
    row("GET /stories/new/<reach>", "a reach", says.TELLS_BY_PAGE),
    row("POST /stories/new/<reach>", "a reach", says.TELLS, template="free"),
    row(f"GET {DRAFT}/pages/<int:page>", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/pages/<int:page>", "a draft", says.OWNS_DRAFT, answer="New.", go="on"),
    row(f"GET {DRAFT}/title", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/title", "a draft", says.OWNS_DRAFT, title="New", note=""),
    row(f"GET {DRAFT}/people", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/people", "a draft", says.OWNS_DRAFT, who="a nurse", basis="agreed"),
    row(f"POST {DRAFT}/people/removals", "a draft", says.OWNS_DRAFT, number="0"),
    row(f"POST {DRAFT}/people/all", "a draft", says.OWNS_DRAFT),
    row(f"GET {DRAFT}/support", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/support", "a draft", says.OWNS_DRAFT, decides="supported", supporter="my aunt"),
    row(f"GET {DRAFT}/reading", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/approvals", "a draft", says.OWNS_DRAFT, seen="x"),
    row(f"GET {DRAFT}/consent", "a draft", says.OWNS_DRAFT_BY_PAGE),
    row(f"POST {DRAFT}/consent", "a draft", says.OWNS_DRAFT, reach="community:{community_id}", **AGREED),
    row(f"POST {DRAFT}/removals", "a draft", says.OWNS_DRAFT),
]
CONSENTS = [
    row(f"GET {STORY}/openings", "a story", says.TELLER_OPENS_WIDER),
    row(f"POST {STORY}/openings", "a story", says.TELLER_NARROWS, reach="me", **AGREED),
    row(f"POST {STORY}/audiences", "a story", says.TELLER_NARROWS, reach="me", seen="community"),
    row(f"POST {STORY}/stops", "a story", says.TELLER_NARROWS),
    row(f"POST {STORY}/renewals", "a story", says.TELLER_NARROWS, months="12"),
    row(f"GET {STORY}/withdrawals", "a story", says.TELLER_OPENS_WIDER),
    row(f"POST {STORY}/withdrawals", "a story", says.TELLER_WITHDRAWS),
    row(f"POST {STORY}/confirmations", "a story", says.TELLER_WITHDRAWS),
    row("POST /communities/<int:community_id>/stories/widenings", "a community", says.KNOWS_COMMUNITY_ACT),
    row("POST /communities/<int:community_id>/stories/<int:story_id>/widenings", "a story", says.NOBODY),
    row(f"POST {STORY}/showings", "a proposed story", says.SHOWS_STORY),
]
FAMILIES = [
    row(f"POST {STORY}/adaptations", "a story", says.ADAPTS),
    row(f"GET {STORY}/responses", "a story", says.RESPONDS_BY_PAGE),
    row(f"POST {STORY}/responses", "a story", says.RESPONDS, kind="thanks", words="New."),
    row("POST /stories/responses/<int:response_id>/removals", "a response", says.OWNS_DRAFT),
]
STORIES = [*READING, *WRITING, *CONSENTS, *FAMILIES]
