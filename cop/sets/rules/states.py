"""The life of a set: formed, agreed by everybody, running season after season, closed.

Between two seasons it looks back (`reviews.open_review`). That is reckoned from the dates and is no state that is kept.
"""

from collections.abc import Collection
from typing import Literal

from cop.core.errors import RuleBroken

SetState = Literal["forming", "contracting", "running", "closed"]


def contract(state: SetState) -> SetState:
    if state != "forming":
        raise RuleBroken("This set has already begun to agree how it works together.")
    return "contracting"


def run(state: SetState, *, seated: Collection[int], accepted: Collection[int]) -> SetState:
    """`seated`: everybody with an accepted seat, facilitator too; `accepted`: who accepted the current agreement."""
    if state != "contracting":
        raise RuleBroken("Only a set that is agreeing how it works together can begin.")
    if not seated:
        raise RuleBroken("Nobody has taken a seat in this set yet.")
    missing = waiting_for(seated, accepted)
    if missing:
        raise RuleBroken(
            "The set begins when everyone has accepted the agreement; %(count)s have not yet.", count=len(missing)
        )
    return "running"


def renew(state: SetState, *, is_over: bool) -> SetState:
    """Into another season, for which everybody says yes anew; `is_over`: the last meeting of this one has been."""
    if state != "running":
        raise RuleBroken("Only a set that is meeting can go on to another season.")
    if not is_over:
        raise RuleBroken("This season has meetings still to come. What comes next is chosen after the last one.")
    return "contracting"


def close(state: SetState) -> SetState:
    if state == "closed":
        raise RuleBroken("This set is already closed.")
    return "closed"


def waiting_for(seated: Collection[int], accepted: Collection[int]) -> frozenset[int]:
    return frozenset(seated) - frozenset(accepted)
