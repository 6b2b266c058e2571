"""The rows of rights over one's data: copies, accounts to be deleted, complaints and the register of what is kept."""

from tests.matrix import words as says
from tests.matrix.sweep import row

COMPLAINT = "/complaints/<int:complaint_id>"
SAID = {"kind": "other", "email": "bo@example.org", "words": "It is slow."}
RIGHTS = [
    row("GET /people/me/data", "the place", says.SIGNED_IN),
    row("POST /people/me/copies", "the place", says.SIGNED_IN_ACT),
    row("POST /people/me/copies/downloads", "a copy", says.TAKES_THEIR_OWN),
    row("GET /people/me/erasure", "the place", says.SIGNED_IN),
    row("POST /people/me/erasure", "the place", says.SIGNED_IN_ACT, choice="remove"),
    row("POST /people/me/erasure/withdrawals", "a wish to go", says.THE_OWNER_ACTS),
    row("GET /people/me/corrections", "the place", says.SIGNED_IN),
    row("POST /people/me/corrections", "the place", says.SIGNED_IN_ACT, kind="correction", words="My name."),
    row("GET /kept", "the place", says.ANYBODY),
    row("GET /complaints", "the place", says.ANYBODY),
    row("POST /complaints", "the place", says.ANYBODY_ACTS, **SAID),
    row("GET /complaints/thanks", "the place", says.ANYBODY),
    row("GET /complaints/register", "the place", says.ADMINISTRATORS_BY_PAGE),
    row(f"GET {COMPLAINT}", "a complaint", says.ANSWERS_COMPLAINTS_BY_PAGE),
    row(f"POST {COMPLAINT}", "a complaint", says.ANSWERS_COMPLAINTS, outcome="We have mended it."),
]
