"""The one place that reads the time. Everything else is given `now`, an aware datetime in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time of this installation in UTC; a test hands in another clock through the app's configuration."""
    clock: Clock = current_app.config["COP_CLOCK"]
    return clock()
