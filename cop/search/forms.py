"""What is asked for in an address: whatever cannot be read is left out."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from cop.core.words import reader_zone, zone
from cop.discussions.rules import EVIDENCE
from cop.search.rules import KINDS, LONGEST_ASKED, Asked, words_in

YEARS = range(1990, 2101)
LARGEST_NUMBER = 2**31 - 1


def asked_in(given: Mapping[str, str]) -> Asked:
    """The question of an address. The last day asked for is among the days, as a reader means it."""
    until = day_in(given, "until")
    return Asked(
        words_in(given.get("q", "")),
        kind=next((each for each in KINDS if each == given.get("kind")), ""),
        community_id=number_in(given, "community"),
        person_id=number_in(given, "person"),
        since=_begins(day_in(given, "since")),
        until=_begins(until + timedelta(days=1) if until else None),
        evidence=next((each for each in EVIDENCE if each == given.get("evidence")), ""),
    )


def typed_in(given: Mapping[str, str]) -> str:
    """What was typed, to be shown again."""
    return given.get("q", "")[:LONGEST_ASKED].replace("\0", "").strip()


def number_in(given: Mapping[str, str], name: str) -> int | None:
    """A number of something there may be."""
    text = given.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and int(text[:12]) in range(1, LARGEST_NUMBER + 1) else None


def day_in(given: Mapping[str, str], name: str) -> date | None:
    """A day on which something may have been written."""
    try:
        found = date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _begins(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=zone(reader_zone())) if day else None
