"""Moving on without a facilitator: one person asks for it, and a second one who asks for the same makes it so."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from cop.meetings.rules.values import Progress, Proposal

PROPOSAL_LASTS: Final = timedelta(seconds=60)  # our own: long enough to be seen, short enough not to surprise anybody


def proposal_in(progress: Progress, *, now: datetime) -> Proposal | None:
    """What somebody has asked for; gone after a minute, and with every move."""
    asked = progress.proposed
    if asked is None or asked.step != progress.step or now >= asked.at + PROPOSAL_LASTS:
        return None
    return asked


def is_second(progress: Progress, person: int, *, deed: str, now: datetime) -> bool:
    """Whether somebody else has already asked for the same."""
    asked = proposal_in(progress, now=now)
    return asked is not None and asked.deed == deed and asked.person != person


def propose(progress: Progress, person: int, *, deed: str, now: datetime) -> Progress:
    """Not a move, so that of two presses in the same moment the second is the one that counts, and none is stale."""
    return replace(progress, proposed=Proposal(deed, person, now, progress.step))
