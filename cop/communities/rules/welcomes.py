"""A welcome by the core group, within a day."""

from datetime import datetime, timedelta
from typing import Final

WITHIN: Final = timedelta(days=1)
NEW_FOR: Final = timedelta(days=14)


def is_late(came_at: datetime, *, now: datetime) -> bool:
    """Whether somebody has waited for a welcome for longer than a day."""
    return now > came_at + WITHIN
