"""When somebody is reminded of what they said they would do: half-way and on the day before, in their own morning."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

Reminder = Literal["halfway", "eve"]
REMINDERS: Final[tuple[Reminder, ...]] = get_args(Reminder)
MORNING: Final = time(9)  # our default: after quiet hours, before the day is full
DAY: Final = timedelta(days=1)


def remind_on(which: Reminder, *, said_on: date, by_when: date) -> date | None:
    """None where there is no such day: a date that is near has no half-way, and tomorrow's has no day before."""
    eve = by_when - DAY
    if which == "eve":
        return eve if eve > said_on else None
    half_way = said_on + timedelta(days=(by_when - said_on).days // 2)
    return half_way if said_on < half_way < eve else None


def remind_at(which: Reminder, *, said_at: datetime, by_when: date, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC of that morning where the person lives; `said_at` is when they chose the date."""
    on = remind_on(which, said_on=said_at.astimezone(zone).date(), by_when=by_when)
    return datetime.combine(on, MORNING, tzinfo=zone).astimezone(UTC) if on else None


def is_too_late(which: Reminder, *, by_when: date, today: date) -> bool:
    """A worker that was away does not remind of a date that has come, nor of half-way on the day before."""
    return today >= (by_when if which == "eve" else by_when - DAY)
