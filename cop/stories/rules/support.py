"""Who decides about a story: its teller alone, with somebody beside them, or somebody of whom others take care.

What people under 18 tell, and what is told for somebody who cannot decide about it alone, is read first by somebody of
the core group, says less of who they are, and is agreed to for a year at a time. Nothing of the three opens to
everybody without another's yes.
"""

from collections.abc import Mapping
from typing import Final

from cop.core.errors import N_, RuleBroken
from cop.stories.rules.consent import Terms, check_terms

ALONE: Final = "self"
DECIDERS: Final[Mapping[str, str]] = {
    ALONE: N_("I decide about it myself"),
    "supported": N_("I decide, and somebody supports me"),
    "young": N_("I am under 18, and a grown-up is beside me"),
    "proxy": N_("I tell it for somebody who cannot decide about it alone"),
}
READ_FIRST: Final = frozenset({"young", "proxy"})
NAMED_LITTLE: Final = frozenset({"first", "anonymous"})
A_YEAR: Final = 12
LONGEST_SUPPORTER: Final = 80


def check_deciding(decides: str, supporter: str) -> tuple[str, str]:
    """Who decides, and who is beside them, without stray blanks. Raises RuleBroken when that is not said."""
    if decides not in DECIDERS:
        raise RuleBroken("Say who decides about this story.")
    supporter = " ".join(supporter.split())
    if decides == ALONE:
        return ALONE, ""
    if not 0 < len(supporter) <= LONGEST_SUPPORTER:
        raise RuleBroken(
            "Say in at most %(most)s characters who is beside you: “my aunt”, “Jo of the advocacy service”.",
            most=LONGEST_SUPPORTER,
        )
    return decides, supporter


def is_read_first(decides: str) -> bool:
    """Whether somebody of the core group reads it before others do."""
    return decides in READ_FIRST


def check_agreed(terms: Terms, *, decides: str) -> Terms:
    """The terms that whoever decides may agree to. Raises RuleBroken for what goes too far, or was agreed to alone."""
    terms = check_terms(terms)
    if decides == ALONE:
        return terms
    if not terms.together:
        raise RuleBroken("Read it together first, and agree about this.")
    if is_read_first(decides):
        if terms.named not in NAMED_LITTLE:
            raise RuleBroken("Here a first name is the most that is told, and none may be better.")
        if terms.months != A_YEAR:
            raise RuleBroken("Here one agrees for a year at a time.")
    return terms
