"""Complaints and requests: their kinds, and by when they are acknowledged and settled."""

import calendar
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken

COMPLAINTS: Final = ("data", "content", "conduct", "access", "other")
REQUESTS: Final = ("correction", "copy", "erasure", "objection")
KINDS: Final = (*COMPLAINTS, *REQUESTS)
ACKNOWLEDGED_WITHIN: Final = timedelta(days=30)
KEPT_AFTER: Final = timedelta(days=730)
LONGEST_WORDS: Final = 5_000
LONGEST_NAME: Final = 120


def acknowledge_by(received_at: datetime) -> datetime:
    """The latest moment at which somebody may still hear for the first time that we have it."""
    return received_at + ACKNOWLEDGED_WITHIN


def settle_by(received_at: datetime) -> datetime:
    """One calendar month later, as the law reckons with requests; where that month is shorter, its last day. For
    complaints, of which it says «without undue delay», we hold ourselves to the same."""
    year, month = divmod(received_at.year * 12 + received_at.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return received_at.replace(year=year, month=month + 1, day=min(received_at.day, last))


def is_late(
    received_at: datetime, *, acknowledged_at: datetime | None, settled_at: datetime | None, now: datetime
) -> bool:
    """Whether something that was due has not happened."""
    unheard = acknowledged_at is None and now > acknowledge_by(received_at)
    return settled_at is None and (unheard or now > settle_by(received_at))


def check_kind(kind: str) -> str:
    """Raises RuleBroken for what is none."""
    if kind not in KINDS:
        raise RuleBroken("Choose what it is about.")
    return kind


def words_of(words: str) -> str:
    """What somebody says, without stray blanks. Raises RuleBroken when there is nothing, or too much."""
    said = words.strip()
    if not said:
        raise RuleBroken("Say in a few words what it is.")
    if len(said) > LONGEST_WORDS:
        raise RuleBroken("Say it in at most %(most)s characters.", most=LONGEST_WORDS)
    return said


def name_of(name: str) -> str:
    """Who complains, as they put it; it may be left out."""
    said = " ".join(name.split())
    if len(said) > LONGEST_NAME:
        raise RuleBroken("Keep the name within %(most)s characters.", most=LONGEST_NAME)
    return said
