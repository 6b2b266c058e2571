"""The rows of how communities live: founding, agreements, votes, stages, the end, renewals, programmes, gatherings.

`tests/communities/test_service_life.py` says that an archive takes nothing new.
"""

from tests.matrix import words as says
from tests.matrix.sweep import row

TAKES_ARCHIVE = says.table("""
              coordinator core member observer outsider stranger
private       page        page page   page     403      sign-in
confidential  403         403  403    403      404      sign-in
*             403         403  403    403      403      sign-in
""")
AT = "/communities/<int:community_id>"
PROPOSED = "/foundings/<int:founding_id>"
PROGRAMME = "/programmes/<int:programme_id>"
GATHERING = "/gatherings/<int:gathering_id>"
PLAN = {"title": "New", "day": "2026-12-24", "at": "10:00", "place": "Online"}
TOLD = {"name": "New", "purpose": "New.", "begins": "2026-01-01", "ends": "2027-01-01"}
FOUNDINGS = [
    row(f"GET {PROPOSED}", "a founding", says.IS_ASKED_TO_FOUND),
    row(f"POST {PROPOSED}/yes", "a founding", says.ANSWERS_A_FOUNDING),
    row(f"POST {PROPOSED}/no", "a founding", says.ANSWERS_A_FOUNDING),
    row(f"POST {PROPOSED}/starts", "a founding", says.FOUNDS),
    row(f"POST {PROPOSED}/voices", "a founding", says.FOUNDS, others="new@example.org"),
    row(f"POST {PROPOSED}/days", "a founding", says.PROPOSES_IT, day="2026-12-24", at="10:00"),
    row(f"POST {PROPOSED}/withdrawals", "a founding", says.PROPOSES_IT),
]
AGREEMENTS = [
    row(f"GET {AT}/agreement", "a community", says.READS_AGREEMENT),
    row(f"POST {AT}/agreement/acceptances", "a community", says.MEMBERS_ACT, number="1"),
    row(f"GET {AT}/agreement/edit", "a community", says.COORDINATES_BY_PAGE),
    row(f"POST {AT}/agreement/edit", "a community", says.COORDINATES, text="New.", why="New.", number="1"),
]
MODULES = [
    row(f"GET {AT}/modules", "a community", says.MEMBERS_READ),
    row(f"GET {AT}/modules/votes", "a community", says.CALLS_A_VOTE_BY_PAGE),
    row(f"POST {AT}/modules/votes", "a community", says.CALLS_A_VOTE, module="stories", why="New.", days="7"),
    row("POST /module-votes/<int:vote_id>/voices", "a vote", says.VOTES, yes="yes"),
]
LIVES = [
    row(f"GET {AT}/life", "a community", says.MEMBERS_READ),
    row(f"GET {AT}/archive.zip", "a community", TAKES_ARCHIVE),
    row(f"POST {AT}/stages", "a community", says.INVITES, stage="maturing", signs="clear_focus"),
    row(f"POST {AT}/closings", "a community", says.COORDINATES, words="Thanks."),
    row(f"POST {AT}/closings/withdrawals", "a community", says.COORDINATES),
    row(f"POST {AT}/renewals/wishes", "a community", says.MEMBERS_ACT, wish="renew"),
    row(f"POST {AT}/renewals/decisions", "a community", says.COORDINATES, outcome="renew", words="So."),
]
PROGRAMMES = [
    row("GET /programmes", "the place", says.SIGNED_IN),
    row("GET /programmes/new", "the place", says.SIGNED_IN),
    row("POST /programmes/new", "the place", says.SIGNED_IN_ACT, **TOLD),
    row(f"GET {PROGRAMME}", "a programme", says.SIGNED_IN),
    row(f"GET {PROGRAMME}/edit", "a programme", says.KEEPS_PROGRAMME_BY_PAGE),
    row(f"POST {PROGRAMME}/edit", "a programme", says.KEEPS_PROGRAMME, **TOLD),
    row(f"POST {PROGRAMME}/communities", "a programme", says.COORDINATES, community_id="{community_id}"),
    row(f"POST {PROGRAMME}/communities/removals", "a programme", says.COORDINATES, community_id="{community_id}"),
]
GATHERINGS = [
    row("GET /spaces/<int:space_id>/gatherings/new", "a space", says.ARRANGES_BY_PAGE),
    row("POST /spaces/<int:space_id>/gatherings/new", "a space", says.ARRANGES, **PLAN),
    row(f"GET {GATHERING}", "a gathering", says.READS_SPACE),
    row(f"POST {GATHERING}/answers", "a gathering", says.ANSWERS_A_GATHERING, going="yes"),
    row(f"GET {GATHERING}/edit", "a gathering", says.CHANGES_GATHERING_BY_PAGE),
    row(f"POST {GATHERING}/edit", "a gathering", says.CHANGES_GATHERING, **PLAN),
    row(f"POST {GATHERING}/cancellations", "a gathering", says.CHANGES_GATHERING),
]
LIFE = [*FOUNDINGS, *AGREEMENTS, *MODULES, *LIVES, *PROGRAMMES, *GATHERINGS]
