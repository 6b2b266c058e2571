"""Logs: one JSON object a line, by route and never by content."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from cop.core import logs
from tests.core.conftest import Site


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """Give the test runner its own logging back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
    logs.REQUESTS.stream = None


def test_abuse_57_a_request_is_one_line_without_what_was_in_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    site.bo.get("/trial/mine?secret=tea", headers={"User-Agent": "forged: line"})
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)

    assert (told["event"], told["route"], told["status"]) == ("request", "/trial/mine", 200)
    assert "tea" not in line
    assert "forged" not in line
