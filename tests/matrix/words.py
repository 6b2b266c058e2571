"""What the matrix expects: each policy a table of the states of a thing by the circles of people around it.

An answer is one of these, and every one is checked to the byte where that matters:

page      the page, 200                     leads    on to another page of this site, 303
404       as if it weren't there            sign-in  sign in first, 303, and told nothing more
403       no, with a sentence that says who may
acts      done, or a rule of the practice says why not: 303, 409, 422
inside    let in: what the room then says, 403 or acts, hangs on who holds the floor, and tests/meetings say it
"""

from collections.abc import Mapping

ANSWERS = frozenset({"page", "leads", "404", "403", "sign-in", "acts", "inside"})
Policy = Mapping[str, Mapping[str, str]]


def table(text: str) -> Policy:
    """Read one policy: its first line names circles, each other line a state and an answer for each of them.

    A state of «*» is any other; an answer of «-» is for a circle that there is not in that state.
    """
    head, *lines = [line.split() for line in text.strip().splitlines()]
    found = {}
    for line in lines:
        state, answers = " ".join(line[: -len(head)]), line[-len(head) :]
        assert len(line) > len(head), f"{line}: a state, and an answer for each of {head}"
        assert set(answers) <= ANSWERS | {"-"}, f"{line}: an answer is one of {sorted(ANSWERS)}"
        found[state] = dict(zip(head, answers, strict=True))
    return found


def agrees(found: str, *, with_: str) -> bool:
    """Whether this answer is what was declared."""
    return found == with_ or (with_ == "inside" and found in {"403", "acts"})


def answer(policy: Policy, *, state: str, circle: str) -> str:
    """What this policy expects of «open/private, old»: by all of it, or «private, old», «open/private», «private» or
    «old», and else of any state; and then by the circle, or of any."""
    place, _, more = state.partition(", ")
    inner = place.rpartition("/")[2]
    names = (state, f"{inner}, {more}", place, inner if "/" in place or not more else "", more, place, "*")
    row = policy[next(each for each in names if each in policy)]
    return row.get(circle) or row["*"]


# ---------------------------------------------------------------- anybody

ANYBODY = table("""
    *
*   page
""")
SIGNED_IN = table("""
    stranger *
*   sign-in  page
""")
SIGNED_IN_ACT = table("""
    stranger *
*   sign-in  acts
""")
ANYBODY_ACTS = table("""
    *
*   acts
""")
WHOEVER_IS_NOBODY_YET = table("""
    stranger *
*   page     leads
""")
MISSING = table("""
    *
*   404
""")
NOBODY = table("""
    stranger *
*   sign-in  404
""")

LEADS_TO_THE_FIRST_STEP = table("""
    *
*   leads
""")
TAKES_NO_SECOND_STEP_BEFORE_THE_FIRST = table("""
    *
*   sign-in
""")

# ---------------------------------------------------------------- people and organisations

ADMINISTRATORS_ACT = table("""
                  admin themself outsider stranger
an administrator  403   403      403      sign-in
*                 acts  403      403      sign-in
""")
TAKES_THEIR_OWN = table("""
    owner stranger *
*   page  sign-in  404
""")
ANSWERS_COMPLAINTS_BY_PAGE = table("""
    admin stranger *
*   page  sign-in  404
""")
ANSWERS_COMPLAINTS = table("""
    admin stranger *
*   acts  sign-in  404
""")
ADMINISTRATORS_BY_PAGE = table("""
    admin stranger *
*   page  sign-in  403
""")
ADMINISTRATORS_HAND_IN = table("""
    admin stranger *
*   acts  sign-in  403
""")
THE_ADMINISTRATOR_READS = table("""
    admin stranger *
*   page  sign-in  404
""")
THE_ADMINISTRATOR_ACTS = table("""
    admin stranger *
*   acts  sign-in  404
""")
LEADS = table("""
    lead stranger *
*   acts sign-in  403
""")
LEADS_BY_PAGE = table("""
    lead stranger *
*   page sign-in  403
""")
NAMES_A_LEAD = table("""
    lead admin stranger *
*   acts acts  sign-in  403
""")
NAMES_A_LEAD_BY_PAGE = table("""
    lead admin stranger *
*   page page  sign-in  403
""")
CONFIRMS = table("""
             lead owner admin stranger *
of Bo's      acts 403   404   sign-in  404
of who leads acts -     403   sign-in  404
""")
ENDS_A_LEAD = table("""
             lead owner admin stranger *
of Bo's      acts 403   404   sign-in  404
of who leads acts -     acts  sign-in  404
""")
ENDS_A_MEMBERSHIP = table("""
             lead owner admin stranger *
of Bo's      acts acts  404   sign-in  404
of who leads acts -     acts  sign-in  404
""")
SHOWS_A_MEMBERSHIP = table("""
             lead owner admin stranger *
of Bo's      403  acts  404   sign-in  404
of who leads acts -     403   sign-in  404
""")
THE_OWNER_ACTS = table("""
    owner stranger *
*   acts  sign-in  404
""")
THE_OWNER_READS = table("""
    owner stranger *
*   page  sign-in  404
""")

# ---------------------------------------------------------------- communities and spaces

KNOWS_COMMUNITY = table("""
              coordinator core member observer outsider stranger
open          page        page page   page     page     page
restricted    page        page page   page     page     page
private       page        page page   page     page     404
confidential  page        page page   page     404      404
""")
LISTS_MEMBERS = table("""
              coordinator core member observer outsider stranger
open          page        page page   page     page     sign-in
restricted    page        page page   page     403      sign-in
private       page        page page   page     403      sign-in
confidential  page        page page   page     404      sign-in
""")
JOINS = table("""
              coordinator core member observer outsider stranger
open          acts        acts acts   acts     acts     sign-in
restricted    acts        acts acts   acts     403      sign-in
private       acts        acts acts   acts     403      sign-in
confidential  acts        acts acts   acts     404      sign-in
""")
LEAVES = table("""
              coordinator core member observer outsider stranger
confidential  acts        acts acts   acts     404      sign-in
*             acts        acts acts   acts     403      sign-in
""")
COORDINATES = table("""
              coordinator core member observer outsider stranger
confidential  acts        403  403    403      404      sign-in
*             acts        403  403    403      403      sign-in
""")
COORDINATES_BY_PAGE = table("""
              coordinator core member observer outsider stranger
confidential  page        403  403    403      404      sign-in
*             page        403  403    403      403      sign-in
""")
MEMBERS_READ = table("""
              coordinator core member observer outsider stranger
confidential  page        page page   page     404      sign-in
*             page        page page   page     403      sign-in
""")
KNOWS_COMMUNITY_SIGNED_IN = table("""
              coordinator core member observer outsider stranger
confidential  page        page page   page     404      sign-in
*             page        page page   page     page     sign-in
""")
KNOWS_COMMUNITY_ACT = table("""
              coordinator core member observer outsider stranger
confidential  acts        acts acts   acts     404      sign-in
*             acts        acts acts   acts     acts     sign-in
""")
WINDOW = table("""
              *
open          page
restricted    page
*             404
""")
PROPOSES = table("""
                         coordinator core owner  unnamed observer outsider stranger
open/open                403         403  acts   403     403      403      sign-in
open/private             403         403  acts   404     403      404      sign-in
open/confidential        404         403  acts   404     403      404      sign-in
restricted, hidden       403         403  403    403     403      404      sign-in
restricted               403         403  acts   403     403      404      sign-in
restricted/private       403         403  acts   404     403      404      sign-in
restricted/confidential  404         403  acts   404     403      404      sign-in
private                  403         403  403    404     403      404      sign-in
confidential             404         403  403    404     403      404      sign-in
""")
SHOWS_PUBLICLY = table("""
              coordinator core owner unnamed observer outsider stranger
*             acts        acts 403   403     403      404      sign-in
""")
TAKES_BACK = table("""
              owner stranger *
*             acts  sign-in  404
""")
SPACE_OPENNESS = table("""
                         coordinator core member unnamed observer outsider stranger
open                     acts        403  403    403     403      403      sign-in
restricted               acts        403  403    403     403      403      sign-in
private                  acts        403  403    403     403      404      sign-in
confidential             403         403  403    404     403      404      sign-in
""")
SPACE_OPENNESS_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open                     page        403  403    403     403      403      sign-in
restricted               page        403  403    403     403      403      sign-in
private                  page        403  403    403     403      404      sign-in
confidential             403         403  403    404     403      404      sign-in
""")
SPACE_SEEN_AS = table("""
                         coordinator core member unnamed observer outsider stranger
open                     page        403  403    403     403      403      sign-in
restricted               page        403  403    403     403      403      sign-in
private                  page        403  403    403     403      404      sign-in
confidential             page        403  403    404     403      404      sign-in
""")
KNOWS_SPACE = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                page        page page   page    page     page     page
open/restricted          page        page page   page    page     page     page
open/private             page        page page   page    page     404      404
open/confidential        page        page page   404     page     404      404
restricted/restricted    page        page page   page    page     page     page
restricted/private       page        page page   page    page     404      404
restricted/confidential  page        page page   404     page     404      404
private/private          page        page page   page    page     404      404
private/confidential     page        page page   404     page     404      404
confidential/confidential page       page page   404     page     404      404
""")
READS_SPACE = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                page        page page   page    page     page     page
open/restricted          page        page page   page    page     404      404
open/private             page        page page   404     page     404      404
open/confidential        404         page page   404     page     404      404
restricted/restricted    page        page page   page    page     404      404
restricted/private       page        page page   404     page     404      404
restricted/confidential  404         page page   404     page     404      404
private/private          page        page page   404     page     404      404
private/confidential     404         page page   404     page     404      404
confidential/confidential 404        page page   404     page     404      404
open/confidential, old         404   404  404    404     404      404      404
restricted/confidential, old   404   404  404    404     404      404      404
private/confidential, old      404   404  404    404     404      404      404
confidential/confidential, old 404   404  404    404     404      404      404
""")

READS_SPACE_SIGNED_IN = {state: {**row, "stranger": "sign-in"} for state, row in READS_SPACE.items()}

# ---------------------------------------------------------------- coming in

INVITES = table("""
              coordinator core member observer outsider stranger
confidential  acts        acts 403    403      404      sign-in
*             acts        acts 403    403      403      sign-in
""")
INVITES_BY_PAGE = table("""
              coordinator core member observer outsider stranger
confidential  page        page 403    403      404      sign-in
*             page        page 403    403      403      sign-in
""")
SEES_INVITATION = table("""
              coordinator core member observer outsider stranger
*             acts        404  404    404      404      sign-in
""")
SEES_FILE = table("""
              coordinator core member observer outsider stranger
confidential  page        404  403    403      404      sign-in
*             page        404  403    403      403      sign-in
""")
COMES_IN = table("""
              *
by a link     acts
*             inside
""")
ASKS_IN = table("""
              coordinator core member observer outsider stranger
open          403         403  403    403      403      sign-in
confidential  403         403  403    403      404      sign-in
*             403         403  403    403      acts     sign-in
""")
TAKES_REQUEST_BACK = table("""
              coordinator core asker stranger *
*             403         403  acts  sign-in  404
""")
DECIDES = table("""
              coordinator core asker stranger *
*             acts        403  403   sign-in  404
""")

# ---------------------------------------------------------------- learning sets and meetings

SEATED = table("""
    facilitator owner member presenter stranger *
*   page        page  page   page      sign-in  404
""")
SEATED_ACT = table("""
    facilitator owner member presenter stranger *
*   acts        acts  acts   acts      sign-in  404
""")
FACILITATES = table("""
    facilitator owner member stranger *
*   acts        403   403    sign-in  404
""")
FACILITATES_BY_PAGE = table("""
    facilitator owner member stranger *
*   page        403   403    sign-in  404
""")
STEERS = FACILITATES
FACILITATES_UNTIL_IT_CLOSES = table("""
         facilitator owner member stranger *
closed   acts        acts  acts   sign-in  404
*        acts        403   403    sign-in  404
""")
ANSWERS_A_NEWCOMER = table("""
         facilitator owner member stranger *
forming  404         404   404    sign-in  404
*        acts        acts  acts   sign-in  404
""")
INVITED = table("""
    invited stranger *
*   page    sign-in  404
""")
INVITED_ACT = table("""
    invited stranger *
*   acts    sign-in  404
""")
THE_ONE_WHO_SAID_IT = table("""
    owner facilitator member stranger *
*   acts  403         403    sign-in  404
""")
THE_ONE_WHO_SAID_IT_BY_PAGE = table("""
    owner facilitator member stranger *
*   page  403         403    sign-in  404
""")
INSIDE = table("""
    facilitator owner  member presenter stranger *
*   inside      inside inside inside    sign-in  404
""")
LETS_IN = table("""
         facilitator owner member stranger *
planned  404         403   403    sign-in  404
lobby    404         403   403    sign-in  404
*        acts        403   403    sign-in  404
""")
SKIPS = table("""
         facilitator owner member stranger *
lobby    404         403   403    sign-in  404
*        inside      403   inside sign-in  404
""")
REPORTS_AT_THE_TABLE = table("""
         facilitator owner member stranger *
lobby    404         404   404    sign-in  404
*        403         403   403    sign-in  404
""")
HEARD_ACTS = table("""
    owner facilitator member stranger *
*   acts  403         404    sign-in  404
""")
EITHER_OF_THE_TWO_LETS_GO = table("""
    owner facilitator member stranger *
*   acts  acts        404    sign-in  404
""")
HOLDER_OF_THE_LINK = table("""
    holder *
*   page   404
""")
ADMINISTRATORS_READ = table("""
    admin stranger *
*   page  sign-in  404
""")
ADMINISTRATORS_ASK = table("""
    admin stranger *
*   acts  sign-in  404
""")
ADMINISTRATORS_SEE = table("""
    one-of-the-two stranger *
*   page           sign-in  404
""")
ADMINISTRATORS_AGREE_OR_TELL = table("""
    one-of-the-two stranger *
*   acts           sign-in  404
""")
ONE_OF_THE_TWO_ACTS = table("""
       one-of-the-two stranger *
asked  403            sign-in  404
open   acts           sign-in  404
""")
ONE_OF_THE_TWO_READS = table("""
                   one-of-the-two stranger *
open, people read  page           sign-in  404
*                  404            sign-in  404
""")

# ---------------------------------------------------------------- spaces, conversations, stories and rounds

LISTS_NAMED = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                403         403  403    403     403      403      sign-in
open/restricted          403         403  403    403     403      403      sign-in
restricted/restricted    403         403  403    403     403      403      sign-in
private                  page        page page   403     page     404      sign-in
confidential             403         page page   404     page     404      sign-in
""")
NAMES = table("""
                         coordinator core member unnamed observer outsider stranger
open                     403         403  403    403     403      403      sign-in
restricted               403         403  403    403     403      403      sign-in
private                  acts        403  403    403     403      404      sign-in
confidential             403         403  403    404     403      404      sign-in
""")
UNNAMES_GIL = table("""
                         coordinator core member unnamed observer outsider stranger
open                     403         403  403    403     acts     403      sign-in
restricted               403         403  403    403     acts     403      sign-in
private                  acts        403  403    403     acts     404      sign-in
confidential             403         403  403    404     acts     404      sign-in
""")
POSTS = table("""
                         coordinator core member unnamed observer outsider stranger
open                     acts        acts acts   acts    403      403      sign-in
restricted               acts        acts acts   acts    403      403      sign-in
private                  acts        acts acts   403     403      404      sign-in
confidential             403         acts acts   404     403      404      sign-in
""")
POSTS_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open                     page        page page   page    403      403      sign-in
restricted               page        page page   page    403      403      sign-in
private                  page        page page   403     403      404      sign-in
confidential             403         page page   404     403      404      sign-in
""")
REPLIES = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                acts        acts acts   acts    403      403      sign-in
restricted               acts        acts acts   acts    403      404      sign-in
private                  acts        acts acts   404     403      404      sign-in
confidential             404         acts acts   404     403      404      sign-in
confidential, old        404         404  404    404     404      404      sign-in
""")
NOTES_HOW_FAR = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                acts        acts acts   acts    acts     acts     sign-in
restricted               acts        acts acts   acts    acts     404      sign-in
private                  acts        acts acts   404     acts     404      sign-in
confidential             404         acts acts   404     acts     404      sign-in
confidential, old        404         404  404    404     404      404      sign-in
""")
NODS = table("""
                         coordinator core owner  unnamed observer outsider stranger
open/open                acts        acts acts   acts    acts     403      sign-in
restricted               acts        acts acts   acts    acts     404      sign-in
private                  acts        acts acts   404     acts     404      sign-in
confidential             404         acts acts   404     acts     404      sign-in
""")
EDITS_ONES_OWN = table("""
                         coordinator core owner  unnamed observer outsider stranger
open/open                403         403  acts   403     403      403      sign-in
restricted, hidden       403         403  403    403     403      404      sign-in
restricted               403         403  acts   403     403      404      sign-in
private                  403         403  acts   404     403      404      sign-in
confidential             404         403  acts   404     403      404      sign-in
""")
WIDENS_ONES_OWN = {**EDITS_ONES_OWN, "private, asked": {**EDITS_ONES_OWN["private"], "owner": "403"}}
EDITS_BY_PAGE = table("""
                         coordinator core owner  unnamed observer outsider stranger
open/open                403         403  page   403     403      403      sign-in
restricted, hidden       403         403  403    403     403      404      sign-in
restricted               403         403  page   403     403      404      sign-in
private                  403         403  page   404     403      404      sign-in
confidential             404         403  page   404     403      404      sign-in
""")
TELLS = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       acts        acts acts   acts   acts    acts     acts     sign-in
space                    403         acts acts   acts   404     403      404      sign-in
community                acts        acts acts   acts   -       403      403      sign-in
confidential, community  acts        acts acts   acts   -       403      404      sign-in
public                   acts        acts acts   acts   -       403      403      sign-in
""")
TELLS_BY_PAGE = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       page        page page   page   page    page     page     sign-in
space                    403         page page   page   404     403      404      sign-in
community                page        page page   page   -       403      403      sign-in
confidential, community  page        page page   page   -       403      404      sign-in
public                   page        page page   page   -       403      403      sign-in
""")
READS_STORY = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  page   404    404     404      404      404
space                    404         page page   page   404     page     404      404
community                page        page page   page   -       page     404      404
public                   page        page page   page   -       page     page     page
taken back               404         404  page   404    404     404      404      404
""")
TELLER_OPENS_WIDER = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  page   404    404     404      404      sign-in
space                    404         403  page   403    404     403      404      sign-in
community                403         403  page   403    -       403      404      sign-in
public                   403         403  page   403    -       403      403      sign-in
taken back               404         404  403    404    404     404      404      sign-in
""")
TELLER_NARROWS = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  acts   404    404     404      404      sign-in
space                    404         403  acts   403    404     403      404      sign-in
community                403         403  acts   403    -       403      404      sign-in
public                   403         403  acts   403    -       403      403      sign-in
taken back               404         404  403    404    404     404      404      sign-in
""")
TELLER_WITHDRAWS = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  acts   404    404     404      404      sign-in
space                    404         403  acts   403    404     403      404      sign-in
community                403         403  acts   403    -       403      404      sign-in
public                   403         403  acts   403    -       403      403      sign-in
taken back               404         404  acts   404    404     404      404      sign-in
""")
ADAPTS = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  403    404    404     404      404      sign-in
space                    404         acts 403    acts   404     acts     404      sign-in
community                acts        acts 403    acts   -       acts     404      sign-in
public                   acts        acts 403    acts   -       acts     acts     sign-in
taken back               404         404  403    404    404     404      404      sign-in
""")
RESPONDS = table("""
                         coordinator core teller member unnamed observer outsider stranger
me                       404         404  403    404    404     404      404      sign-in
space                    404         acts 403    acts   404     403      404      sign-in
community                acts        acts 403    acts   -       403      404      sign-in
public                   acts        acts 403    acts   -       403      403      sign-in
taken back               404         404  403    404    404     404      404      sign-in
""")
RESPONDS_BY_PAGE = {
    state: {circle: "page" if said == "acts" else said for circle, said in row.items()}
    for state, row in RESPONDS.items()
}
OWNS_DRAFT_BY_PAGE = table("""
             teller stranger *
*            page   sign-in  404
""")
OWNS_DRAFT = table("""
             teller stranger *
*            acts   sign-in  404
""")
SHOWS_STORY = table("""
              coordinator core teller member observer outsider stranger
*             acts        acts 403    403    403      404      sign-in
""")
LOOKS_ON = table("""
                         coordinator keeper in-it unnamed observer outsider stranger
restricted/restricted    page        page   page  page    page     404      sign-in
restricted/private       page        page   page  404     page     404      sign-in
restricted/confidential  404         page   page  404     page     404      sign-in
""")
GATHERS = table("""
                         coordinator keeper in-it unnamed observer outsider stranger
restricted/restricted    acts        acts   acts  acts    403      404      sign-in
restricted/private       acts        acts   acts  404     403      404      sign-in
restricted/confidential  404         acts   acts  404     403      404      sign-in
""")
GOES = table("""
                         coordinator keeper in-it unnamed observer outsider stranger
restricted/restricted    acts        acts   acts  acts    acts     404      sign-in
restricted/private       acts        acts   acts  404     acts     404      sign-in
restricted/confidential  404         acts   acts  404     acts     404      sign-in
""")
KEEPS = table("""
                         coordinator keeper in-it unnamed observer outsider stranger
restricted/restricted    403         acts   403   403     403      404      sign-in
restricted/private       403         acts   403   404     403      404      sign-in
restricted/confidential  404         acts   403   404     403      404      sign-in
""")
GIVES_KEEPING = table("""
                         coordinator keeper in-it  unnamed observer outsider stranger
restricted/restricted    inside      acts   inside inside  inside   404      sign-in
restricted/private       inside      acts   inside 404     inside   404      sign-in
restricted/confidential  404         acts   inside 404     inside   404      sign-in
""")

# ---------------------------------------------------------------- the life of communities

IS_ASKED_TO_FOUND = table("""
    proposer founder asked stranger *
*   page     page    page  sign-in  404
""")
ANSWERS_A_FOUNDING = table("""
    proposer founder asked stranger *
*   403      403     acts  sign-in  404
""")
FOUNDS = table("""
    proposer founder asked stranger *
*   acts     acts    403   sign-in  404
""")
PROPOSES_IT = table("""
    proposer founder asked stranger *
*   acts     403     403   sign-in  404
""")
READS_AGREEMENT = table("""
              coordinator core member observer outsider stranger
open          page        page page   page     page     page
restricted    page        page page   page     403      403
private       page        page page   page     403      404
confidential  page        page page   page     404      404
""")
MEMBERS_ACT = table("""
              coordinator core member observer outsider stranger
confidential  acts        acts acts   acts     404      sign-in
*             acts        acts acts   acts     403      sign-in
""")
CALLS_A_VOTE = table("""
              coordinator core member observer outsider stranger
confidential  acts        acts acts   403      404      sign-in
*             acts        acts acts   403      403      sign-in
""")
CALLS_A_VOTE_BY_PAGE = table("""
              coordinator core member observer outsider stranger
confidential  page        page page   403      404      sign-in
*             page        page page   403      403      sign-in
""")
VOTES = table("""
              coordinator core member observer outsider stranger
*             acts        acts acts   acts     404      sign-in
""")
KEEPS_PROGRAMME = table("""
              coordinator stranger *
*             acts        sign-in  403
""")
KEEPS_PROGRAMME_BY_PAGE = table("""
              coordinator stranger *
*             page        sign-in  403
""")
ARRANGES = table("""
                         coordinator core member unnamed observer outsider stranger
open                     acts        acts 403    403     403      403      sign-in
restricted               acts        acts 403    403     403      403      sign-in
private                  acts        acts 403    403     403      404      sign-in
confidential             403         acts 403    404     403      404      sign-in
""")
ARRANGES_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open                     page        page 403    403     403      403      sign-in
restricted               page        page 403    403     403      403      sign-in
private                  page        page 403    403     403      404      sign-in
confidential             403         page 403    404     403      404      sign-in
""")
ANSWERS_A_GATHERING = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                acts        acts acts   acts    acts     403      sign-in
restricted               acts        acts acts   acts    acts     404      sign-in
private                  acts        acts acts   404     acts     404      sign-in
confidential             404         acts acts   404     acts     404      sign-in
""")
CHANGES_GATHERING = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                acts        acts 403    403     403      403      sign-in
restricted               acts        acts 403    403     403      404      sign-in
private                  acts        acts 403    404     403      404      sign-in
confidential             404         acts 403    404     403      404      sign-in
""")
CHANGES_GATHERING_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                page        page 403    403     403      403      sign-in
restricted               page        page 403    403     403      404      sign-in
private                  page        page 403    404     403      404      sign-in
confidential             404         page 403    404     403      404      sign-in
""")

# ---------------------------------------------------------------- taking part

ANSWERS_AN_OFFER = table("""
    asked coordinator core stranger *
*   acts  403         403  sign-in  404
""")
TAKES_AN_OFFER_BACK = table("""
    asked coordinator core stranger *
*   403   acts        acts sign-in  404
""")
GIVES_A_ROLE_BACK = table("""
    holder outsider stranger *
*   acts   404      sign-in  403
""")

# ---------------------------------------------------------------- guests

SEATS_GUESTS = table("""
                   coordinator core member unnamed observer outsider stranger
private, asked     403         -    403    -       -        404      sign-in
open/open          acts        acts 403    403     403      403      sign-in
restricted         acts        acts 403    403     403      404      sign-in
private            acts        acts 403    404     403      404      sign-in
confidential       404         403  403    404     403      404      sign-in
confidential, old  404         404  404    404     404      404      sign-in
""")
SEATS_GUESTS_BY_PAGE = table("""
                   coordinator core member unnamed observer outsider stranger
private, asked     403         -    403    -       -        404      sign-in
open/open          page        page 403    403     403      403      sign-in
restricted         page        page 403    403     403      404      sign-in
private            page        page 403    404     403      404      sign-in
confidential       404         403  403    404     403      404      sign-in
confidential, old  404         404  404    404     404      404      sign-in
""")
ENDS_A_GUEST_SEAT = table("""
    guest coordinator core member unnamed observer outsider stranger
*   acts  acts        acts 403    404     403      404      sign-in
""")

# ---------------------------------------------------------------- issues that gather stories

READS_ISSUE = table("""
              coordinator teller member observer outsider stranger
draft         page        page   404    404      404      404
members       page        page   page   page     404      404
public        page        page   page   page     page     page
""")
PRINTS_ISSUE = table("""
              coordinator teller member observer outsider stranger
draft         404         404    404    404      404      404
members       page        page   page   page     404      404
public        page        page   page   page     page     page
""")
EDITS_ISSUE = table("""
              coordinator teller member observer outsider stranger
draft         acts        acts   404    404      404      sign-in
members       acts        acts   403    403      404      sign-in
public        acts        acts   403    403      403      sign-in
""")
EDITS_ISSUE_BY_PAGE = {
    state: {circle: "page" if said == "acts" else said for circle, said in row.items()}
    for state, row in EDITS_ISSUE.items()
}
ASKS = table("""
              coordinator core member observer outsider stranger
*             acts        acts 404    404      404      sign-in
""")
ASKS_BY_PAGE = {"*": {circle: "page" if said == "acts" else said for circle, said in ASKS["*"].items()}}
ANSWERS_AN_ISSUE = table("""
              coordinator teller member observer outsider stranger
public        403         acts   403    403      403      sign-in
*             403         acts   403    403      404      sign-in
""")
READS_FAMILY = {**READS_STORY, "taken back": {"*": "404"}}
SAYS_WHAT_CHANGED = table("""
              coordinator core teller member observer outsider stranger
*             403         403  acts   403    403      404      sign-in
""")
SAYS_WHAT_CHANGED_BY_PAGE = {
    state: {circle: "page" if said == "acts" else said for circle, said in row.items()}
    for state, row in SAYS_WHAT_CHANGED.items()
}

# ---------------------------------------------------------------- care

REPORTS_POST = table("""
                   coordinator core owner unnamed observer outsider stranger
open/open          acts        acts acts  acts    acts     acts     sign-in
restricted         acts        acts acts  acts    acts     404      sign-in
private            acts        acts acts  404     acts     404      sign-in
confidential       404         acts acts  404     acts     404      sign-in
""")
REPORTS_STORY = table("""
                   coordinator core teller member unnamed observer outsider stranger
me                 404         404  404    404    404     404      404      sign-in
space              404         acts acts   acts   404     acts     404      sign-in
community          acts        acts acts   acts   -       acts     404      sign-in
public             acts        acts acts   acts   -       acts     acts     sign-in
taken back         404         404  404    404    404     404      404      sign-in
""")
DECIDES_ON_POST = table("""
                   coordinator core owner unnamed observer outsider stranger
open/open          acts        acts 403   403     403      403      sign-in
restricted         acts        acts 403   403     403      404      sign-in
private            acts        acts 403   404     403      404      sign-in
confidential       404         acts 403   404     403      404      sign-in
""")
DECIDES_ON_STORY = table("""
                   coordinator core teller member unnamed observer outsider stranger
me                 404         404  404    404    404     404      404      sign-in
space              404         acts 403    403    404     403      404      sign-in
community          acts        acts 403    403    -       403      404      sign-in
public             acts        acts 403    403    -       403      403      sign-in
taken back         404         404  404    404    404     404      404      sign-in
""")


def _by_page(policy: Policy, *, instead: Mapping[str, str]) -> Policy:
    """The same with other answers in place of some."""
    return {state: {circle: instead.get(said, said) for circle, said in row.items()} for state, row in policy.items()}


REPORTS_POST_BY_PAGE = _by_page(REPORTS_POST, instead={"acts": "page"})
REPORTS_STORY_BY_PAGE = _by_page(REPORTS_STORY, instead={"acts": "page"})
LOOKS_AT_POST = {
    state: {**row, "owner": "page"}
    for state, row in _by_page(DECIDES_ON_POST, instead={"acts": "page", "403": "404"}).items()
}
LOOKS_AT_STORY = {
    state: {**row, "teller": "page" if DECIDES_ON_STORY[state]["teller"] == "403" else "404"}
    for state, row in _by_page(DECIDES_ON_STORY, instead={"acts": "page", "403": "404"}).items()
}


def _reported(policy: Policy) -> Policy:
    """Whoever is signed in and reads it reports it; whoever wrote it is told that it is their own."""
    told = {"page": "acts"}
    return {
        state: {**{circle: told.get(said, said) for circle, said in row.items()}, "stranger": "sign-in"}
        for state, row in policy.items()
    }


def _decided(policy: Policy, *, by: tuple[str, ...]) -> Policy:
    """Those of the core group who read it and did not write it decide; whoever else reads it is refused."""
    told = {"page": "403"}
    return {
        state: {
            **{c: "acts" if c in by and said == "page" else told.get(said, said) for c, said in row.items()},
            "stranger": "sign-in",
        }
        for state, row in policy.items()
    }


def _looked_at(policy: Policy, *, author: str) -> Policy:
    """The page of it is for those who decide, and for whoever wrote it."""
    told = {"acts": "page", "403": "404"}
    return {
        state: {
            circle: "page" if circle == author and said == "403" else told.get(said, said)
            for circle, said in row.items()
        }
        for state, row in policy.items()
    }


OUT = {**READS_ISSUE, "draft": dict.fromkeys(READS_ISSUE["draft"], "404")}
REPORTS_ISSUE, REPORTS_GATHERING = _reported(OUT), _reported(READS_SPACE)
DECIDES_ON_ISSUE = _decided(OUT, by=("teller",))
DECIDES_ON_GATHERING = _decided(READS_SPACE, by=("coordinator",))
DECIDES_ON_POLL = _decided(READS_SPACE, by=("coordinator", "core"))
REPORTS_POLL = _reported(READS_SPACE)
REPORTS_ISSUE_BY_PAGE, REPORTS_GATHERING_BY_PAGE, REPORTS_POLL_BY_PAGE = (
    _by_page(each, instead={"acts": "page"}) for each in (REPORTS_ISSUE, REPORTS_GATHERING, REPORTS_POLL)
)
HIDDEN_THERE = table("""
            coordinator core owner stranger *
hidden      page        page page  sign-in  404
""")
LOOKS_AT_ISSUE = {**_looked_at(DECIDES_ON_ISSUE, author="coordinator"), **HIDDEN_THERE}
LOOKS_AT_GATHERING = {**_looked_at(DECIDES_ON_GATHERING, author="core"), **HIDDEN_THERE}
LOOKS_AT_POLL = {**_looked_at(DECIDES_ON_POLL, author="member"), **HIDDEN_THERE}
REPORTS_RESPONSE = table("""
            coordinator core teller stranger *
reported    acts        acts acts   sign-in  404
*           404         acts acts   sign-in  404
""")
DECIDES_ON_RESPONSE = table("""
            coordinator core teller stranger *
reported    acts        403  403    sign-in  404
*           404         403  403    sign-in  404
""")
REPORTS_RESPONSE_BY_PAGE = _by_page(REPORTS_RESPONSE, instead={"acts": "page"})
LOOKS_AT_RESPONSE = _looked_at(DECIDES_ON_RESPONSE, author="teller")
MOVES = table("""
                   coordinator core member unnamed observer outsider stranger
private, asked     403         -    403    -       -        404      sign-in
open/open          acts        acts 403    403     403      403      sign-in
restricted         acts        acts 403    403     403      404      sign-in
private            acts        acts 403    404     403      404      sign-in
confidential       404         acts 403    404     403      404      sign-in
confidential, old  404         404  404    404     404      404      sign-in
""")
MOVES_BY_PAGE = _by_page(MOVES, instead={"acts": "page"})
LED_TO_POST = {
    state: {**row, "owner": row["member"]} for state, row in _by_page(READS_SPACE, instead={"page": "leads"}).items()
}
ASKS_AUTHOR = table("""
                   coordinator core owner unnamed observer outsider stranger
open/open          acts        acts acts  acts    403      403      sign-in
restricted         acts        acts acts  acts    403      404      sign-in
private            acts        acts acts  404     403      404      sign-in
confidential       404         acts acts  404     403      404      sign-in
""")
ASKS_AUTHOR_BY_PAGE = table("""
                   coordinator core owner unnamed observer outsider stranger
open/open          page        page acts  page    403      403      sign-in
restricted, hidden acts        acts acts  acts    403      404      sign-in
restricted         page        page acts  page    403      404      sign-in
private            page        page acts  404     403      404      sign-in
confidential       404         page acts  404     403      404      sign-in
""")
READS_APPEAL = table("""
    coordinator core stranger *
*   page        page sign-in  404
""")
ANSWERS_APPEAL = table("""
    coordinator core stranger *
*   403         acts sign-in  404
""")
BELONGS_BY_PAGE = table("""
    coordinator core member observer outsider stranger
*   page        page page   page     404      sign-in
""")
ENDS_SILENCE = table("""
    coordinator stranger *
*   acts        sign-in  404
""")
ENDS_SILENCE_BY_PAGE = _by_page(ENDS_SILENCE, instead={"acts": "page"})

# ---------------------------------------------------------------- evidence, and voices asked for: «member» began it

ASKS_FOR_VOICES = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                acts        acts acts   403     403      403      sign-in
restricted               acts        acts acts   403     403      404      sign-in
private                  acts        acts acts   404     403      404      sign-in
confidential             404         acts acts   404     403      404      sign-in
confidential, old        404         404  404    404     404      404      sign-in
""")
ASKS_FOR_VOICES_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                page        page page   403     403      403      sign-in
restricted               page        page page   403     403      404      sign-in
private                  page        page page   404     403      404      sign-in
confidential             404         page page   404     403      404      sign-in
confidential, old        404         404  404    404     404      404      sign-in
""")
REPLIES_BY_PAGE = table("""
                         coordinator core member unnamed observer outsider stranger
open/open                page        page page   page    403      403      sign-in
restricted               page        page page   page    403      404      sign-in
private                  page        page page   404     403      404      sign-in
confidential             404         page page   404     403      404      sign-in
""")
# ---------------------------------------------------------------- polls: «member» began each; «private» has an outcome

BEGINS_POLL_BY_PAGE = _by_page(ASKS_FOR_VOICES, instead={"acts": "leads"})
ENDS_POLL = ASKS_FOR_VOICES
REMOVES_POLL = {**ASKS_FOR_VOICES, "private": {**ASKS_FOR_VOICES["private"], "member": "403"}}
# ---------------------------------------------------------------- files


def _changed_by_the_owner(answered: str) -> Policy:
    """Whoever reads the words is told that they are another's; whoever does not, that there is nothing."""
    told = {"page": "403", "404": "404"}
    return {
        state: {**{circle: told[each] for circle, each in row.items()}, "owner": answered, "stranger": "sign-in"}
        for state, row in READS_SPACE.items()
    }


FETCHES = {state: {**row, "owner": row["member"]} for state, row in READS_SPACE.items()}
CHANGES_FILES, CHANGES_FILES_BY_PAGE = _changed_by_the_owner("acts"), _changed_by_the_owner("page")
