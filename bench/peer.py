"""The same pages of FlaskBB, a forum in Flask as well, beside the bare answer.

It is installed from its package into an environment of its own, with as many topics and posts, on SQLite, behind two
processes of gunicorn; a visitor looks, since it has no door that we could take a cookie from. Told, without a bar.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench import running
from bench.figures import Figure
from bench.load import Target, side_by_side

PACKAGES = ("flaskbb==3.0.0rc5", "gunicorn==27.0.1")
PYTHONS = ("3.12", "3.13", "3.14")
PAGES: Mapping[str, str] = {"flaskbb_topic": "/topic/1", "flaskbb_forum": "/forum/1"}
ROUNDS, SECONDS, PATIENCE = 3, 2, 600


def figures(folder: Path) -> list[Figure]:
    """Its topic of twenty posts and its list, as shares of the floor; or why it could not be had."""
    python = _python()
    if python is None:
        return [Figure("flaskbb", 0, "not measured", detail="it needs Python 3.12 or newer, which is not here")]
    environment = folder / "environment"
    try:
        _run([*python, "-m", "venv", str(environment)], {})
        own = environment / "bin" / "python"
        _run([str(own), "-m", "pip", "install", "--quiet", *PACKAGES], {})
        settings = {"FLASKBB_FILE": str(folder / "flaskbb.sqlite"), "PYTHONPATH": str(running.ROOT / "bench")}
        _run([str(own), str(running.ROOT / "bench" / "flaskbb_site.py")], settings)
    except subprocess.CalledProcessError as error:
        return [Figure("flaskbb", 0, "not measured", detail=f"{error.cmd[1:4]} failed: {error.stderr[-200:]}")]
    with running.another(own, "flaskbb_site:app", ready="/forum/1", **settings) as site, running.floor() as floor:
        targets = [Target(floor.url + "/"), *(Target(site.url + path) for path in PAGES.values())]
        bare, *rates = side_by_side(targets, rounds=ROUNDS, seconds=SECONDS)
    return [
        Figure(
            name, round(rate / bare, 3), "share of the floor", floor=bare, detail=f"{rate:.0f} a second, {PACKAGES[0]}"
        )
        for name, rate in zip(PAGES, rates, strict=True)
    ]


def _python() -> list[str] | None:
    """One that can carry it: this one, or another that is at hand."""
    known = [sys.executable, *(f"python{version}" for version in PYTHONS)]
    known += [str(each) for each in sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python"))]
    test = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))"
    for each in known:
        try:
            if subprocess.run([each, "-c", test], capture_output=True, check=False).returncode == 0:
                return [each]
        except OSError:
            continue
    return None


def _run(command: list[str], settings: Mapping[str, str]) -> None:
    environ = {**os.environ, **settings}
    subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=PATIENCE)
