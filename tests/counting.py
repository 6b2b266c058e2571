"""Counting which lines of ours run, for the floors: by probes of our own, since a tracer makes all that runs slower.

Tests of whole sites are not counted: all that they come by has a test elsewhere. What they have left in a cache is
forgotten after them, so that whoever is counted runs those lines again.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from coverage import Coverage

from tests import finder

HERE = Path(__file__).parent
WHOLE_SITES = {"matrix", "journeys", "faults", "doctor", "abuse"}
KEPT_FUNCTION = type(cache(len))
ONE_EACH = "cop.sets.rules.formats"


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """No tracer, please: it would only slow everything down."""
    if coverage := _coverage(session):
        coverage.stop()


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    """Inside pytest-cov's own loop: what was noted is there before it is combined."""
    result = yield
    if finder is not None and (coverage := _coverage(session)):
        for each in finder.noted:  # of some modules there are several, since tests import them anew
            coverage.get_data().add_arcs({each.path: list(each.arcs())})
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count nothing while such a test runs."""
    if finder is None or item.path.relative_to(HERE).parts[0] not in WHOLE_SITES:
        return (yield)
    before = finder.reached()
    try:
        return (yield)
    finally:
        _forget()
        finder.go_back(before)


def _coverage(session: pytest.Session) -> Coverage | None:
    plugin = session.config.pluginmanager.getplugin("_cov")
    controller = plugin and plugin.cov_controller
    return controller and controller.cov  # type: ignore[no-any-return]


def _forget() -> None:
    """Empty every cache of a function of ours, but that of running orders, of which there is one each."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "cop":
            for kept in vars(module).values():
                if type(kept) is KEPT_FUNCTION and not kept.__module__.startswith(ONE_EACH):
                    kept.cache_clear()
