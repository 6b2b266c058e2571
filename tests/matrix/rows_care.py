"""The rows of care: what is reported, who looks at it and decides, and what its writer is told."""

from tests.matrix import words as says
from tests.matrix.sweep import row

POST, STORY = "/posts/<int:post_id>", "/stories/<int:story_id>"
RESPONSE, ISSUE = "/responses/<int:response_id>", "/issues/<int:issue_id>"
GATHERING, POLL = "/gatherings/<int:gathering_id>", "/polls/<int:poll_id>"
SILENCED = {"person": "{mina}", "days": "1", "reason": "New."}
ANSWERED = {"decision": "granted", "reason": "New."}
ASKED, DECIDED = {"why": "else", "words": "New."}, {"decision": "held", "reason": "New."}
CARE = [
    row(f"GET {POST}/reports", "a post of Bo's", says.REPORTS_POST_BY_PAGE),
    row(f"POST {POST}/reports", "a post of Bo's", says.REPORTS_POST, **ASKED),
    row(f"GET {STORY}/reports", "a story", says.REPORTS_STORY_BY_PAGE),
    row(f"POST {STORY}/reports", "a story", says.REPORTS_STORY, **ASKED),
    row("GET /reports/<int:report_id>", "a report", says.OWNS_DRAFT_BY_PAGE),
    row("GET /communities/<int:community_id>/care", "a community", says.INVITES_BY_PAGE),
    row(f"GET {POST}/care", "a post of Bo's", says.LOOKS_AT_POST),
    row(f"POST {POST}/care/decisions", "a post of Bo's", says.DECIDES_ON_POST, **DECIDED),
    row(f"GET {STORY}/care", "a story", says.LOOKS_AT_STORY),
    row(f"POST {STORY}/care/decisions", "a story", says.DECIDES_ON_STORY, **DECIDED),
    row(f"GET {RESPONSE}/reports", "a response", says.REPORTS_RESPONSE_BY_PAGE),
    row(f"POST {RESPONSE}/reports", "a response", says.REPORTS_RESPONSE, **ASKED),
    row(f"GET {RESPONSE}/care", "a response", says.LOOKS_AT_RESPONSE),
    row(f"POST {RESPONSE}/care/decisions", "a response", says.DECIDES_ON_RESPONSE, **DECIDED),
    row(f"GET {ISSUE}/reports", "an issue", says.REPORTS_ISSUE_BY_PAGE),
    row(f"POST {ISSUE}/reports", "an issue", says.REPORTS_ISSUE, **ASKED),
    row(f"GET {ISSUE}/care", "an issue, hidden or not", says.LOOKS_AT_ISSUE),
    row(f"POST {ISSUE}/care/decisions", "an issue", says.DECIDES_ON_ISSUE, **DECIDED),
    row(f"GET {GATHERING}/reports", "a gathering", says.REPORTS_GATHERING_BY_PAGE),
    row(f"POST {GATHERING}/reports", "a gathering", says.REPORTS_GATHERING, **ASKED),
    row(f"GET {GATHERING}/care", "a gathering, hidden or not", says.LOOKS_AT_GATHERING),
    row(f"POST {GATHERING}/care/decisions", "a gathering", says.DECIDES_ON_GATHERING, **DECIDED),
    row(f"GET {POLL}/reports", "a poll", says.REPORTS_POLL_BY_PAGE),
    row(f"POST {POLL}/reports", "a poll", says.REPORTS_POLL, **ASKED),
    row(f"GET {POLL}/care", "a poll, hidden or not", says.LOOKS_AT_POLL),
    row(f"POST {POLL}/care/decisions", "a poll", says.DECIDES_ON_POLL, **DECIDED),
    row("GET /communities/<int:community_id>/care/log", "a community", says.COORDINATES_BY_PAGE),
    row("POST /care/acts/<int:act_id>/appeals", "a decision", says.OWNS_DRAFT, words="New."),
    row("GET /care/appeals/<int:appeal_id>", "an appeal", says.READS_APPEAL),
    row("POST /care/appeals/<int:appeal_id>/answers", "an appeal", says.ANSWERS_APPEAL, **ANSWERED),
    row("GET /communities/<int:community_id>/care/silences", "a community", says.COORDINATES_BY_PAGE),
    row("POST /communities/<int:community_id>/care/silences", "a community", says.COORDINATES, **SILENCED),
    row("GET /communities/<int:community_id>/care/own", "a community", says.BELONGS_BY_PAGE),
    row("GET /care/silences/<int:silence_id>/endings", "a silence", says.ENDS_SILENCE_BY_PAGE),
    row("POST /care/silences/<int:silence_id>/endings", "a silence", says.ENDS_SILENCE, reason="New."),
    row("GET /signposts", "the place", says.ANYBODY),
]
