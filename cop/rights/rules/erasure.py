"""Deleting an account: when it happens, and what may still be taken back."""

from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

COOLING_OFF: Final = timedelta(days=14)
CHOICES: Final = ("remove", "unnamed")


def keeps_words(choice: str) -> bool:
    """Whether what was written stays, without a name. Raises RuleBroken when nothing was chosen."""
    if choice not in CHOICES:
        raise RuleBroken("Choose what becomes of what you wrote here.")
    return choice == "unnamed"


def due_at(asked_at: datetime) -> datetime:
    """When it happens unless it is taken back."""
    return asked_at + COOLING_OFF
