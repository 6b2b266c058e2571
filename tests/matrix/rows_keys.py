"""The rows of signing in with more than one thing. What is sent here is never right: tests/people say what follows."""

from tests.matrix import words as says
from tests.matrix.sweep import row

OWN = "/people/me/second-step"
PASSKEYS = "/people/me/passkeys"
KEYS = [
    row("POST /sign-in/passkeys/challenges", "the place", says.ANYBODY),
    row("POST /sign-in/passkeys", "the place", says.ANYBODY_ACTS, answer="{{}}"),
    row(f"GET {PASSKEYS}", "the place", says.SIGNED_IN),
    row(f"POST {PASSKEYS}", "the place", says.SIGNED_IN_ACT, answer="{{}}"),
    row(f"POST {PASSKEYS}/challenges", "the place", says.SIGNED_IN),
    row(f"POST {PASSKEYS}/<int:passkey_id>/removals", "a passkey", says.THE_OWNER_ACTS),
    row("GET /sign-in/sso", "the place", says.MISSING),  # this place names no other
    row("GET /sign-in/sso/back", "the place", says.MISSING),
    row("GET /people/me/sso", "the place", says.NOBODY),
    row("POST /people/me/sso/connections", "the place", says.NOBODY),
    row("POST /people/me/sso/<int:identity_id>/endings", "an identity elsewhere", says.NOBODY),
    row("GET /sign-in/code", "the place", says.LEADS_TO_THE_FIRST_STEP),
    row("POST /sign-in/code", "the place", says.TAKES_NO_SECOND_STEP_BEFORE_THE_FIRST, code="123456"),
    row(f"GET {OWN}", "the place", says.SIGNED_IN),
    row(f"POST {OWN}/beginnings", "the place", says.SIGNED_IN_ACT),
    row(f"POST {OWN}/confirmations", "the place", says.SIGNED_IN_ACT, code="123456"),
    row(f"POST {OWN}/recovery-codes", "the place", says.SIGNED_IN_ACT, **{"codes-proof": "not the password"}),
    row(f"POST {OWN}/endings", "the place", says.SIGNED_IN_ACT, **{"off-proof": "not the password"}),
]
