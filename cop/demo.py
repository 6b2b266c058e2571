"""The demo: invented people, organisations, a community and a learning set, loaded once."""

from datetime import datetime


def load(*, now: datetime) -> bool:
    """Load the demo unless it is there. True when it was loaded now."""
    return False


def sign_in_lines() -> list[str]:
    """A line for each demo person: who they are and the address that signs one in."""
    return []
