"""The day of a page: where its reader is, or the one that they ask for. Lists are «as of» a day."""

from datetime import date, datetime

from cop.core.words import reader_zone, zone


def today(now: datetime) -> date:
    """The day where the reader is."""
    return now.astimezone(zone(reader_zone())).date()


def asked_day(text: str, *, now: datetime) -> date:
    """The day that was asked for, like 2024-07-01; today for anything that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today(now)
