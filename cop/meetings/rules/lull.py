"""A while without a question, for whoever facilitates to notice. It may be thinking, so nothing follows from it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from cop.meetings.rules.values import Line, Progress

LULL: Final = timedelta(minutes=2)


def lull_at(progress: Progress, lines: Iterable[Line], *, asked_at: datetime | None) -> datetime | None:
    """When nobody will have begun to ask for two minutes, where question follows question; None elsewhere.

    `asked_at` is when the question that the room sees was shown. What is said aloud is only known by whose turn it is.
    """
    part = progress.part
    if not progress.is_live or progress.paused or not (part.asks and part.speaking.repeats):
        return None
    turns = (line.ended for line in lines if line.kind in {"turn", "pass"} and line.slot == part.slot)
    known = (progress.running_from, progress.floor.since, asked_at, *turns)
    return max(each for each in known if each is not None) + LULL
