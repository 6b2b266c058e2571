"""Running this process: gunicorn for pages and sockets, a loop for jobs."""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from cop.core.jobs import Worker

ASYNC_MODE = "gevent"
CANNOT_LOAD = 4  # the exit code of a worker by which gunicorn's master knows that trying again is of no use
CONFIGURATION = Path(__file__).resolve().parent.parent / "deploy" / "gunicorn.conf.py"


def become_gunicorn(*, host: str, port: int, factory: str, environ: dict[str, str]) -> NoReturn:
    """Replace this process by gunicorn, whose worker calls `factory` ("module:function()"). Ctrl-C stops it all."""
    # -OO: the docstrings of all libraries weigh 16 MiB, and a server reads none. Asserts of ours only tell mypy.
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-OO", "-m", "gunicorn", "--config", str(CONFIGURATION), "--bind", bind, factory]
    sys.stdout.flush()
    os.execve(sys.executable, command, environ)  # noqa: S606  our own interpreter, no shell


def run_worker(worker: Worker) -> None:
    """Do jobs until SIGTERM or Ctrl-C; the job in hand is finished first."""
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: worker.stop())
    worker.run()
