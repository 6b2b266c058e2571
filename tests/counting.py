"""Which tests are not asked which lines of ours run, since counting makes a test twice as slow: those of whole sites,
and those that run on PostgreSQL what they run on SQLite as well, where no line is for one database alone.

All that they come by has a test elsewhere. What they have left in a cache is forgotten after them, so that whoever is
counted runs those lines again.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from coverage import Coverage

HERE = Path(__file__).parent
WHOLE_SITES = {"matrix", "journeys", "faults", "doctor", "abuse"}
DIFFER = {"core", "search", "communities"}
"""Where there are lines for one database alone."""
KEPT_FUNCTION = type(cache(len))
ONE_EACH = "cop.sets.rules.formats"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count nothing while such a test runs."""
    counting = Coverage.current()
    if counting is None or _is_counted(item):
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        _forget()
        counting.start()


def _is_counted(item: pytest.Item) -> bool:
    part = item.path.relative_to(HERE).parts[0]
    return part not in WHOLE_SITES and ("postgresql" not in item.name or part in DIFFER)


def _forget() -> None:
    """Empty every cache of a function of ours, but that of running orders, of which there is one each."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "cop":
            for kept in vars(module).values():
                if type(kept) is KEPT_FUNCTION and not kept.__module__.startswith(ONE_EACH):
                    kept.cache_clear()
