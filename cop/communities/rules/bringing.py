"""Organisations that take part in a community bring people of theirs: who is told, brought in, and let go, and when.

Nobody is brought in unasked: each is told fourteen days before, and a no, or having gone once, is for good. Whoever
belongs to the organisation no longer hears of it as long before they go.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from cop.communities.rules.axes import Axes, Read
from cop.core.errors import RuleBroken

Brings = Literal["all", "roles", "named"]
BRINGS: Final[tuple[Brings, ...]] = get_args(Brings)
NOTICE: Final = timedelta(days=14)
ENDED_WITH_IT: Final = frozenset({"observer", "member"})
"""Whoever has more to do in a community than that stays when their organisation goes."""

State = Literal["waiting", "in", "leaving", "own", "no", "gone"]
"""Told and not yet in; in by their organisation alone; so, and to go; in by themself; never by it; not brought now."""
Deed = Literal["tell", "bring", "warn", "keep", "end", "forget", "refuse", "leave_be"]


@dataclass(frozen=True, slots=True)
class Brought:
    """How somebody stands to an organisation's taking part."""

    state: State
    due_at: datetime
    """When whoever waits comes in, and whoever is leaving goes."""


def deed(before: Brought | None, *, is_wanted: bool, is_member: bool, is_barred: bool, now: datetime) -> Deed | None:
    """What is to be done about one person now. Barred: banned, or the community is one where each is asked by name."""
    comes = is_wanted and not is_member and not is_barred
    if before is None or before.state == "gone":
        return "tell" if comes else None
    if before.state == "waiting":
        return _deed_for_waiting(before, comes=comes, is_member=is_member, now=now)
    if before.state == "no":
        return None
    return _deed_for_member(before, is_wanted=is_wanted, now=now) if is_member else "refuse"


def _deed_for_waiting(before: Brought, *, comes: bool, is_member: bool, now: datetime) -> Deed | None:
    if is_member:
        return "leave_be"
    if not comes:
        return "forget"
    return "bring" if now >= before.due_at else None


def _deed_for_member(before: Brought, *, is_wanted: bool, now: datetime) -> Deed | None:
    if before.state == "own" or (before.state == "in" and is_wanted):
        return None
    if before.state == "in":
        return "warn"
    if is_wanted:
        return "keep"
    return "end" if now >= before.due_at else None


def may_bring(axes: Axes) -> bool:
    """Whether people come in by a rule at all: into a Confidential community each is asked by name."""
    return axes.read != Read.SEALED


def check_bringing(brings: str, *, roles: list[str], known: tuple[str, ...], axes: Axes) -> list[str]:
    """The roles that are brought. Raises RuleBroken for a rule that there is not, or one that brings nobody."""
    if not may_bring(axes):
        raise RuleBroken("Into a Confidential community each person is asked by name. Invite them one by one.")
    if brings not in BRINGS:
        raise RuleBroken("Choose whom the organisation brings.")
    if brings != "roles":
        return []
    chosen = [each for each in known if each in roles]
    if not chosen:
        raise RuleBroken("Choose at least one role.")
    return chosen


def goes_with_it(role: str) -> bool:
    """Whether somebody of this role goes when what brought them ends."""
    return role in ENDED_WITH_IT
