"""What every move asks first."""

from cop.core.errors import RuleBroken, Stale
from cop.meetings.rules.speaking import Key
from cop.meetings.rules.values import Progress


def check_seen(progress: Progress, seen: int) -> None:
    """Of two presses on the same stage only the first counts."""
    if progress.step != seen:
        raise Stale


def check_live(progress: Progress) -> None:
    if progress.state == "lobby":
        raise RuleBroken("This meeting has not started yet.")
    if not progress.is_live:
        raise RuleBroken("This meeting has ended.")


def check_part(progress: Progress, key: Key, *, refusal: RuleBroken) -> None:
    if progress.part.key != key:
        raise refusal
