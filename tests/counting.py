"""Which tests are asked which lines of ours run: not all of them, because counting makes a test half as slow again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

HERE = Path(__file__).parent
WALKS = {"doctor", "faults", "journeys", "matrix", "real"}
"""They go through the whole app, and whatever they come by has a test of its own."""
LONG = ("test_language", "test_season")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Lines are counted on the first of the two databases; on both where they may differ between them."""
    counting = Coverage.current()
    if counting is None or _is_counted(item):
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


def _is_counted(item: pytest.Item) -> bool:
    part = item.path.relative_to(HERE).parts[0]
    again = part != "core" and "postgresql" in item.name
    return not (again or part in WALKS or item.path.name.startswith(LONG))
