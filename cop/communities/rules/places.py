"""What a community or a space is called, and whom it cannot do without."""

from typing import Final

from cop.core.errors import RuleBroken

LONGEST_NAME: Final = 120
LONGEST_PURPOSE: Final = 500


def check_leaving(role: str, *, other_coordinators: int) -> None:
    """Raises RuleBroken when nobody would be left to look after the community."""
    if role == "coordinator" and other_coordinators == 0:
        raise RuleBroken("A community needs a coordinator. Make somebody else a coordinator first.")


def check_words(name: str, purpose: str) -> tuple[str, str]:
    """Name and purpose without stray blanks. Raises RuleBroken when one is missing or too long."""
    name, purpose = " ".join(name.split()), purpose.strip()
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken("Give it a name of at most %(most)s characters.", most=LONGEST_NAME)
    if not purpose or len(purpose) > LONGEST_PURPOSE:
        raise RuleBroken("Say what it is for, in at most %(most)s characters.", most=LONGEST_PURPOSE)
    return name, purpose
