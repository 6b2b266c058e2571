"""Which files there are, by what they are."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.architecture.house import ROOT

NOT_CAPABILITIES = {"core", "demo", "doctor", "translations"}
DRAWERS = {
    "rules", "facts", "models", "policy", "queries", "service", "forms", "views", "sockets", "listeners", "commands",
    "questions",  # of meetings alone: the coach is a body of rules with a name of its own
}  # fmt: skip


def files(*patterns: str, under: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in (ROOT / under).glob(pattern) if path.is_file())


def python() -> list[Path]:
    return files("**/*.py", under="cop")


def rules() -> list[Path]:
    return files("*/rules.py", "*/rules/**/*.py", under="cop")


def views() -> list[Path]:
    return files("*/views.py", "*/views/**/*.py", "core/*.py", under="cop")


def templates() -> list[Path]:
    return files("**/*.html", under="templates")


def macros() -> list[Path]:
    return files("components/*.html", under="templates")


def styles() -> list[Path]:
    return files("css/**/*.css", under="static")


def scripts() -> list[Path]:
    return files("js/**/*.js", under="static")


def tests() -> list[Path]:
    return files("**/*.py", under="tests")


def capabilities() -> list[Path]:
    folders = (path for path in sorted((ROOT / "cop").iterdir()) if path.is_dir() and path.name != "__pycache__")
    return [path for path in folders if path.name not in NOT_CAPABILITIES]


def keep(paths: Iterable[Path], rule: Callable[[str], Iterator[str]]) -> None:
    """Fail with a line for each breach of the rule, which begins with the file's name."""
    found = [f"{path.relative_to(ROOT)}:{line}" for path in paths for line in rule(path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(["", *found])
