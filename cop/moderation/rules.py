"""What is looked after: why something is reported, what can be decided about it, and by when it is looked at."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from cop.core.errors import RuleBroken

LONGEST_WORDS: Final = 1_000
LONGEST_LINE: Final = 300
MOST_LINES: Final = 40
KINDS: Final = {
    "post": "posts",
    "story": "stories",
    "response": "responses",
    "issue": "issues",
    "gathering": "gatherings",
    "poll": "polls",
}
"""What can be reported, and how its addresses begin."""
LOOKED_AT_WITHIN: Final = timedelta(days=3)
WHYS: Final = ("agreement", "named", "danger", "else")
"""Why somebody reports: a point of the agreement, somebody who did not agree is in it, danger, or something else."""
DECISIONS: Final = {
    "shown": ("kept", "held", "hidden"),
    "held": ("hidden", "released"),
    "hidden": ("released",),
    "waits": ("cleared", "hidden"),
}
"""What can be decided about something, by how it stands."""
HIDING: Final = frozenset({"held", "hidden"})
APPEALED: Final = HIDING | {"silenced"}
SHOWING: Final = frozenset({"released", "cleared"})
CLOSING: Final = SHOWING | {"kept", "hidden"}
"""What answers the reports about it: to hold something only gives time."""


class Which(NamedTuple):
    """Something that was said: one of the kinds, and its number."""

    kind: str
    id: int


def which_of(numbers: Mapping[str, int | None]) -> Which:
    """The one thing of which there is a number, by kinds."""
    return next(Which(kind, number) for kind, number in numbers.items() if number is not None)


class Why(NamedTuple):
    """Why somebody reports something; `line` is the point of the agreement as it stood then."""

    kind: str
    line: str = ""


def points_of(agreement: str) -> list[str]:
    """What of an agreement can be named as the point: its lines, without the signs of a list or a heading."""
    lines = [line.strip().lstrip("#-*+> ").strip()[:LONGEST_LINE].rstrip() for line in agreement.splitlines()]
    return [line for line in lines if line][:MOST_LINES]


def why_of(chosen: str, *, points: list[str]) -> Why:
    """The reason that a form names. Raises RuleBroken for what is none."""
    kind, _, number = chosen.partition("-")
    if kind == "agreement" and number in map(str, range(len(points))):
        return Why(kind, points[int(number)])
    if kind in WHYS[1:] and not number:
        return Why(kind)
    raise RuleBroken("Choose what it is about.")


def words_of(words: str) -> str:
    """What somebody adds, without stray blanks; it may be left out. Raises RuleBroken when it is too long."""
    said = words.strip()
    if len(said) > LONGEST_WORDS:
        raise RuleBroken("Say it in at most %(most)s characters.", most=LONGEST_WORDS)
    return said


def reason_of(reason: str) -> str:
    """Why something is decided. Raises RuleBroken when it is not said."""
    said = words_of(reason)
    if not said:
        raise RuleBroken("Say why: whoever wrote it reads this, and so do those who come after you.")
    return said


def check_reportable(*, is_own: bool, is_there: bool) -> None:
    """Raises RuleBroken where there is nothing to report."""
    if is_own:
        raise RuleBroken("These are your own words. You can change them, or take them back.")
    if not is_there:
        raise RuleBroken("These words do not stand there any more.")


def check_appeal(words: str, *, is_open: bool, was_made: bool, others: bool) -> str:
    """What somebody says against a decision. Raises RuleBroken when they say nothing, or when nobody could hear it."""
    said = words_of(words)
    if not is_open:
        raise RuleBroken("This was decided anew in the meantime. Here is how it stands now.")
    if was_made:
        raise RuleBroken("You have asked already. One time is what everybody has.")
    if not others:
        raise RuleBroken("Nobody else of the core group can decide about this. Please use the form for complaints.")
    if not said:
        raise RuleBroken("Say in a few words why you see it otherwise.")
    return said


def check_waits(*, is_answered: bool) -> None:
    """Raises RuleBroken for an appeal that was answered."""
    if is_answered:
        raise RuleBroken("Somebody has answered this in the meantime.")


def how_it_stands(last: str | None, *, is_hidden: bool, waits: bool = False) -> str:
    """Shown, held while somebody looks at it, or hidden: by what was decided last; or read by nobody else yet."""
    if waits:
        return "waits"
    if not is_hidden:
        return "shown"
    return "held" if last == "held" else "hidden"


def check_decision(decision: str, *, stands: str, is_reported: bool) -> None:
    """Raises RuleBroken for what cannot be decided as it stands now."""
    if decision not in DECISIONS[stands]:
        raise RuleBroken("Somebody has decided about it in the meantime. Here is how it stands now.")
    if decision == "kept" and not is_reported:
        raise RuleBroken("Nobody asks you to look at it any more.")


def look_by(reported_at: datetime) -> datetime:
    """By when somebody who reports is told that it is looked at."""
    return reported_at + LOOKED_AT_WITHIN
