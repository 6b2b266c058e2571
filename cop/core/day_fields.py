"""Days and times as people type them, in their own zone."""

from datetime import UTC, date, datetime, time
from typing import Any

from wtforms import DateField, TimeField, ValidationError
from wtforms.validators import InputRequired, Optional

from cop.core.forms import Form
from cop.core.words import gettext, reader_zone, zone


def is_sane(day: date) -> bool:
    """Whether a zone can be reckoned for it: at the ends of the calendar that overflows."""
    return 2000 <= day.year < 3000  # noqa: PLR2004  wide of any meeting


def sane(_form: Form, field: Any) -> None:
    """Refuse a day that no meeting falls on."""
    if field.data and not is_sane(field.data):
        raise ValidationError(gettext("Choose a year that somebody alive will see."))


def day_field(label: str, *, required: str = "") -> DateField:
    return DateField(label, [InputRequired(required) if required else Optional(), sane])


def time_field(label: str) -> TimeField:
    return TimeField(label, [Optional()], default=time(10))


def moment_of(day: date, at: time) -> datetime:
    """The moment, in UTC, that whoever types means by a day and a time."""
    return datetime.combine(day, at, tzinfo=zone(reader_zone())).astimezone(UTC)
