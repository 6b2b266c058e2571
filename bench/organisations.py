"""Ten thousand organisations, taken in by the command as an administrator runs it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure

MANY = 10_000
PARENTS = 50
BAR_SECONDS = 20


def import_of_many(data: Path) -> Figure:
    """Seconds of the whole command, its start included, into an installation of its own that is empty."""
    file = data / "organisations.csv"
    file.write_text(table(MANY), encoding="utf-8")
    environment = {**os.environ, "COP_DATA_DIR": str(data)}
    cop = [sys.executable, "-m", "cop.cli"]
    subprocess.run([*cop, "db", "upgrade"], env=environment, check=True, capture_output=True)
    began = time.perf_counter()
    done = subprocess.run(
        [*cop, "organisations", "import", str(file)], env=environment, check=True, capture_output=True, text=True
    )
    taken = time.perf_counter() - began
    if f"{MANY} new" not in done.stdout:
        raise SystemExit(f"The import said: {done.stdout}")
    detail = f"{MANY} rows, each with a code and a parent, {file.stat().st_size // 1024} KB of CSV"
    return Figure("organisations_import", round(taken, 1), "seconds", BAR_SECONDS, "at most", detail=detail)


def table(many: int) -> str:
    """A file of practices, each part of one of a few networks."""
    lines = [
        f"Practice {number},{'practice' if number >= PARENTS else 'network'},P{number},2022-07-01,"
        + (f"ods:P{number % PARENTS}" if number >= PARENTS else "")
        for number in range(many)
    ]
    return "\n".join(["name,kind,ods_code,valid_from,part_of", *lines])
