"""Which tests are not asked which lines of ours run: those of whole sites, which counting makes half as slow again.

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
KEPT_FUNCTION = type(cache(len))
ONE_EACH = "cop.sets.rules.formats"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count nothing while a test of a whole site runs."""
    counting = Coverage.current()
    if counting is None or item.path.relative_to(HERE).parts[0] not in WHOLE_SITES:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        _forget()
        counting.start()


def _forget() -> None:
    """Empty every cache of a function of ours, but that of running orders, of which there is one each."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "cop":
            for kept in vars(module).values():
                if type(kept) is KEPT_FUNCTION and not kept.__module__.startswith(ONE_EACH):
                    kept.cache_clear()
