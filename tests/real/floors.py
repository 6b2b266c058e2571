"""The second coverage floor: what decides and what guards is covered whole. The first is in pyproject.toml."""

import io

import coverage
import pytest

from tests.real import parts

COVERED_WHOLE = [
    *(f"cop/*/{drawer}{inside}" for drawer in ("rules", "policy", "queries") for inside in (".py", "/*.py")),
    "cop/core/*.py",
]
FLOOR = 100.0
"""Per cent of lines and branches. It only ever rises."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session):
    """Outside pytest-cov's own loop, so that the figures of all processes are combined already."""
    result = yield
    plugin = session.config.pluginmanager.getplugin("_cov")
    if plugin is None or plugin.cov_controller is None or hasattr(session.config, "workeroutput"):
        return result
    if session.config.option.cov_fail_under is not None or parts.is_whole_suite(session.config):
        _check(plugin.cov_controller.cov)
    return result


def _check(cov: coverage.Coverage) -> None:
    report = io.StringIO()
    try:
        share = cov.report(include=COVERED_WHOLE, show_missing=True, skip_covered=True, file=report)
    except coverage.exceptions.NoDataError:
        return
    if share < FLOOR:
        table = "\n".join(report.getvalue().splitlines()[2:-2])
        parts.complain(f"rules, policy, queries and core are covered to {share:.2f} %, not {FLOOR:.0f} %:\n{table}")
