"""Silence for a time: somebody reads and does not write, in one community, until it is over by itself."""

from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

SILENCED: Final = "silenced"
"""What a member is for as long: somebody who belongs, reads, and has none of what a role allows."""
DAYS: Final = (1, 7, 30)


def role_at(role: str, silent_until: datetime | None, *, now: datetime) -> str:
    """What somebody of this role is now. Whoever coordinates is never silent."""
    is_silent = silent_until is not None and now < silent_until and role != "coordinator"
    return SILENCED if is_silent else role


def until(days: int, *, now: datetime) -> datetime:
    """When it is over. Raises RuleBroken for another time than there is."""
    if days not in DAYS:
        raise RuleBroken("Choose for how long.")
    return now + timedelta(days=days)


def check_silence(role: str | None, *, is_self: bool) -> None:
    """Raises RuleBroken for whoever is nobody's to silence."""
    if is_self or role is None:
        raise RuleBroken("Choose another member of this community.")
    if role == "coordinator":
        raise RuleBroken("Whoever coordinates is given another role first.")
