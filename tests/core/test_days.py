"""The day of a page."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from cop.core.days import asked_day


@pytest.mark.parametrize(
    ("asked", "day"), [("2024-02-29", date(2024, 2, 29)), ("2023-02-29", date(2026, 7, 2)), ("", date(2026, 7, 2))]
)
def test_a_day_that_is_none_is_today_where_the_reader_is(sqlite_app: Flask, asked: str, day: date) -> None:
    with sqlite_app.app_context():
        assert asked_day(asked, now=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == day
