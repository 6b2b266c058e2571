"""The rows of taking part: who leads what, how much somebody takes part, and their first steps."""

from tests.matrix import words as says
from tests.matrix.sweep import row

AT = "/communities/<int:community_id>"
ROLE = "/leading/<int:role_id>"
OFFER = {"kind": "value_detective", "person_id": "{mina}", "until": "2027-02-25"}
LEADING = [
    row(f"GET {AT}/leading", "a community", says.MEMBERS_READ),
    row(f"GET {AT}/leading/offers", "a community", says.INVITES_BY_PAGE),
    row(f"POST {AT}/leading/offers", "a community", says.INVITES, **OFFER),
    row(f"POST {ROLE}/acceptances", "an offered role", says.ANSWERS_AN_OFFER),
    row(f"POST {ROLE}/refusals", "an offered role", says.ANSWERS_AN_OFFER),
    row(f"POST {ROLE}/withdrawals", "an offered role", says.TAKES_AN_OFFER_BACK),
    row(f"POST {ROLE}/returns", "a held role", says.GIVES_A_ROLE_BACK),
]
OWN = [
    row(f"GET {AT}/taking-part", "a community", says.MEMBERS_READ),
    row(f"GET {AT}/first-steps", "a community", says.MEMBERS_READ),
    row(f"POST {AT}/first-steps/dismissals", "a community", says.MEMBERS_ACT),
]
TAKING_PART = [*LEADING, *OWN]
