"""Which real servers and browsers took part in a run; in CI none of them may be absent."""

import os
from typing import NoReturn

import pytest

EXPECTED = ("PostgreSQL", "Redis", "SMTP", "S3", "Chromium")

_took_part: dict[str, str] = {}
_complaints: list[str] = []


def took_part(name: str, version: str) -> None:
    """Note that a real part was started; the summary of the run names it."""
    _took_part[name] = version


def missing(name: str, remedy: str) -> NoReturn:
    """Skip the test that asked, or fail it in CI, where every part has to be there."""
    sentence = f"{name} is not on this machine: {remedy}"
    if _in_ci():
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def complain(sentence: str) -> None:
    """Show a sentence in the summary and fail the run, though every test passed."""
    _complaints.append(sentence)


def is_whole_suite(config: pytest.Config) -> bool:
    """Whether nothing was left out by a path, -k, -m or --last-failed."""
    narrowed = config.option.keyword or config.option.markexpr or getattr(config.option, "lf", False)
    return config.args_source == pytest.Config.ArgsSource.TESTPATHS and not narrowed


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """A process of pytest-xdist hands over what it saw."""
    _took_part.update(getattr(node, "workeroutput", {}).get("took_part", {}))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["took_part"] = _took_part
        return
    if _in_ci() and is_whole_suite(session.config):
        for name in EXPECTED:
            if name not in _took_part:
                complain(f"{name} took no part in this run, and in CI it has to.")
    if _complaints and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not (_took_part or _complaints or is_whole_suite(terminalreporter.config)):
        return
    terminalreporter.section("real parts that took part")
    for name in EXPECTED:
        terminalreporter.line(f"{name:<11} {_took_part.get(name, '-')}")
    for complaint in _complaints:
        terminalreporter.line(f"FAILED {complaint}", red=True)


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}
