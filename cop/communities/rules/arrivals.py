"""First steps: what somebody new does first, what a coordinator does first, and a welcome within a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

WELCOMED_WITHIN: Final = timedelta(days=1)
NEW_FOR: Final = timedelta(days=14)
RHYTHMS: Final = ("each", "daily", "weekly")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps."""

    key: str
    done: bool


def member_steps(*, named: bool, rhythm: str | None, spoke: bool, agreed: bool | None = None) -> list[Step]:
    """What a member does first. `agreed` is None where the community has no agreement to accept."""
    steps = [Step("about", named)]
    if agreed is not None:
        steps.append(Step("agreement", agreed))
    return [*steps, Step("rhythm", rhythm is not None), Step("hello", spoke)]


def coordinator_steps(*, asks: bool, questions: int, invited: int, coordinators: int, spoke: bool) -> list[Step]:
    """What a coordinator does first; questions only where people ask to come in."""
    steps = [Step("questions", questions > 0)] if asks else []
    return [*steps, Step("invite", invited > 0), Step("share", coordinators > 1), Step("first_word", spoke)]


def are_shown(steps: list[Step], *, dismissed: bool) -> bool:
    """Until all are done, or until they have been put away."""
    return not dismissed and not all(each.done for each in steps)


def check_rhythm(rhythm: str) -> str:
    """Raises RuleBroken for a rhythm that there is not."""
    if rhythm not in RHYTHMS:
        raise RuleBroken("Choose how often you would like mail.")
    return rhythm


def is_late(came_at: datetime, *, now: datetime) -> bool:
    """Whether somebody has waited for a welcome for longer than a day."""
    return now > came_at + WELCOMED_WITHIN
