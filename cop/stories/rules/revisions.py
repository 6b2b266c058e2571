"""Other words for a story that is told: freely for half an hour, and after that only what was read and approved."""

from datetime import datetime, timedelta
from typing import Final

FREELY: Final = timedelta(minutes=30)


def may_change_freely(*, audience: str, told_at: datetime, now: datetime) -> bool:
    """Whether a change stands at once: nobody else reads it, or it was told within the last half hour."""
    return audience == "me" or now - told_at <= FREELY
