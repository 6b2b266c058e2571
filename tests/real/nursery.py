"""Servers that begin at once: children of a process that has loaded already what each of them would load for itself.

To load our code and its libraries took each server two seconds of a processor, and the command before it as long
again. What is born here has gunicorn's configuration, its environment, its master and its worker like any other; that
`cop serve` comes to the same is tried where a test asks for it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.real import processes

ROOT: Final = Path(__file__).resolve().parents[2]
CONFIGURATION: Final = ROOT / "deploy" / "gunicorn.conf.py"


class Born:
    """A server of the nursery, with what `processes` asks of a program: it is nobody's child here."""

    def __init__(self, pid: int, args: list[str]) -> None:
        self.pid, self.args = pid, args
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """None while it runs. The number with which it ended is not known."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float | None = None) -> int:
        seconds = processes.PATIENCE if timeout is None else timeout
        until = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(self.args, seconds)
            time.sleep(0.005)
        return 0


class Nursery:
    """It lives as long as the test process, and its servers no longer than it."""

    def __init__(self, folder: Path) -> None:
        asked, self._ask = os.pipe()
        self._told, tell = os.pipe()
        templates = folder / "templates"
        templates.mkdir()
        command = [sys.executable, "-OO", "-m", "tests.real.nursing", str(asked), str(tell), str(templates)]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("COP_")}
        self._log = folder / "log"
        self._log.touch()
        self._process = processes.start(command, log=self._log, cwd=ROOT, env=environ, pass_fds=(asked, tell))
        os.close(asked)
        os.close(tell)
        self._answers = os.fdopen(self._told, "rb")

    def bear(self, factory: str, port: int, log: Path, environ: Mapping[str, str]) -> Born:
        """A server of the app that `factory` ("module:function()") makes."""
        args = ["gunicorn", "--config", str(CONFIGURATION), "--bind", f"127.0.0.1:{port}", factory]
        asked = {"args": args, "log": str(log), "environ": dict(environ)}
        os.write(self._ask, json.dumps(asked).encode() + b"\n")
        pid = self._answers.readline()
        assert pid, f"the nursery has ended:\n{self._log.read_text(errors='replace')[-3000:]}"
        return Born(int(pid), args)

    def close(self) -> None:
        processes.stop(self._process, by=signal.SIGKILL)
        os.close(self._ask)
        self._answers.close()


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """The nursery of this test process."""
    with contextlib.closing(Nursery(tmp_path_factory.mktemp("nursery"))) as opened:
        yield opened
