"""The rows of organisations in communities: proposed, agreed, ended, and those whom they bring."""

from tests.matrix import words as says
from tests.matrix.sweep import row

SIDES_READ = says.table("""
    coordinator lead stranger *
*   page        page sign-in  404
""")
SIDES_ACT = says.table("""
    coordinator lead stranger *
*   acts        acts sign-in  404
""")
THE_OTHER_SIDE_ACTS = says.table("""
    coordinator lead stranger *
*   acts        403  sign-in  404
""")
LEADS_ACT = says.table("""
    coordinator lead stranger *
*   403         acts sign-in  404
""")
IS_BROUGHT = says.table("""
    brought stranger *
*   page    sign-in  404
""")
ANSWERS = says.table("""
    brought stranger *
*   acts    sign-in  404
""")
PART = "/communities/parts/<int:part_id>"
PARTS = [
    row("GET /organisations/<int:organisation_id>/communities", "an organisation that takes part", says.SIGNED_IN),
    row("POST /organisations/<int:organisation_id>/communities", "an organisation", says.LEADS, brings="all"),
    row("GET /communities/<int:community_id>/organisations", "a community", says.LISTS_MEMBERS),
    row(f"GET {PART}", "a part", SIDES_READ),
    row(f"POST {PART}/agreements", "a part", THE_OTHER_SIDE_ACTS),
    row(f"POST {PART}/endings", "a part", SIDES_ACT),
    row(f"POST {PART}/names", "a part", LEADS_ACT, people="{cy}"),
    row(f"POST {PART}/removals", "a part", LEADS_ACT, person_id="{cy}"),
    row("GET /communities/brought/<int:part_id>", "somebody brought", IS_BROUGHT),
    row("POST /communities/brought/<int:part_id>", "somebody brought", ANSWERS, yes="1", number="1"),
]
