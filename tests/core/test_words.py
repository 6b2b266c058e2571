"""Times as the reader knows them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from cop.core import words
from cop.core.errors import RuleBroken
from tests.core.conftest import Site

WINTER = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 2, 9, 5, tzinfo=UTC)


@pytest.fixture
def context(site: Site) -> Flask:
    return site.app


def test_a_time_is_written_as_british_people_write_it(context: Flask) -> None:
    with context.test_request_context():
        assert words.when(WINTER) == "Thu 26 Nov, 10:00"
        assert words.when(SUMMER) == "Thu 2 Jul, 10:05"
        assert words.clock_time(SUMMER) == "10:05"
        assert words.day(WINTER) == words.day(date(2026, 11, 26)) == "Thu 26 Nov 2026"


def test_another_zone_is_named(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "reader_zone", lambda: "America/New_York")
    with context.test_request_context():
        assert words.when(WINTER) == "Thu 26 Nov, 05:00 EST"


def test_an_unknown_zone_is_the_home_zone() -> None:
    assert words.zone("Mars/Olympus").key == words.zone("../etc/passwd").key == "Europe/London"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 min"), (29, "0 min"), (30, "1 min"), (90, "2 min"), (480, "8 min")]
)
def test_minutes_are_whole_and_rounded_half_up(context: Flask, seconds: int, said: str) -> None:
    with context.test_request_context():
        assert words.minutes(seconds) == said


def test_machines_read_utc() -> None:
    assert words.iso(SUMMER) == "2026-07-02T09:05:00Z"


def test_a_refusal_is_said_with_its_values(context: Flask) -> None:
    with context.test_request_context():
        assert words.said(RuleBroken("Only %(n)s seats.", n=8)) == "Only 8 seats."
        assert words.said(RuleBroken("100 % sure.")) == "100 % sure."


def test_outside_a_request_the_reader_is_at_home(context: Flask) -> None:
    with context.app_context():
        assert words.reader_zone() == "Europe/London"
        assert words.when(WINTER) == "Thu 26 Nov, 10:00"
        assert words.day(WINTER) == "Thu 26 Nov 2026"
