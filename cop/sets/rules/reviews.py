"""What a set looks back on in the middle of a season and at its end. The three prompts are our own.

They follow what a review of a set is about: what it is worth to each, how the set works, and what comes of it beyond.
"""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from cop.core.errors import RuleBroken
from cop.sets.rules.challenges import filled
from cop.sets.rules.states import SetState

Half = Literal["middle", "last"]
ReviewPrompt = Literal["worth", "keep", "change"]
HALVES: Final[tuple[Half, ...]] = get_args(Half)
REVIEW_PROMPTS: Final[tuple[ReviewPrompt, ...]] = get_args(ReviewPrompt)


def open_review(state: SetState, *, over: int, meetings: int) -> Half | None:
    """Which review is open when so many of the season's meetings are over; of an uneven number the middle one counts.

    None before the middle, and in a set that is not meeting.
    """
    if state != "running" or not meetings or over < -(-meetings // 2):
        return None
    return "last" if over >= meetings else "middle"


def check_open(half: str, *, now_open: Half | None) -> Half:
    """Raises RuleBroken for a review that is not open, or no longer."""
    if now_open is None or half != now_open:
        raise RuleBroken("This review is not open now. Look at the page of the season again.")
    return now_open


def answered(lines: Mapping[str, str]) -> dict[ReviewPrompt, str]:
    """What holds something, by its prompt."""
    return filled(lines, REVIEW_PROMPTS)
