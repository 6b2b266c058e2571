"""Server processes of the run, and what memory they hold."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60
SECRET = "k" * 40


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    url: str
    process_id: int

    def rss_mib(self) -> float:
        """Resident memory of all its processes, shared pages counted once for each of them, in MiB."""
        return sum(_rss_kib(pid) for pid in _family(self.process_id)) / 1024


@contextmanager
def embedded(data: Path) -> Iterator[Running]:
    """Cop as `bin/run` starts it."""
    command = [sys.executable, "-m", "cop.cli", "serve", "--prepare", "--demo", "--data", str(data)]
    with _running(command, "--port", "/health/ready") as server:
        yield server


@contextmanager
def installed(data: Path, database_url: str) -> Iterator[Running]:
    """Cop on what is there already, in this folder and this database; on SQLite without one."""
    command = [sys.executable, "-m", "cop.cli", "serve", "--data", str(data)]
    settings = {"COP_DATABASE_URL": database_url, "COP_SECRET_KEY": SECRET}
    with _running(command, "--port", "/health/ready", **settings) as server:
        yield server


@contextmanager
def floor() -> Iterator[Running]:
    """The bare answer, behind the same server with the same configuration."""
    with _running(_gunicorn("bench.floor:app"), "--bind", "/") as server:
        yield server


@contextmanager
def bare_rooms() -> Iterator[Running]:
    """Sockets without Cop, behind the same server with the same configuration."""
    with _running(_gunicorn("bench.bare_rooms:app"), "--bind", "/") as server:
        yield server


@contextmanager
def another(python: Path, app: str, *, ready: str, **settings: str) -> Iterator[Running]:
    """Somebody else's site, in an environment of its own, in two processes."""
    with _running([str(python), "-m", "gunicorn", "--workers", "2", app], "--bind", ready, **settings) as server:
        yield server


def _gunicorn(app: str) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py"), app]


@contextmanager
def _running(command: Sequence[str], port_option: str, ready: str, **settings: str) -> Iterator[Running]:
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    place = f"127.0.0.1:{port}" if port_option == "--bind" else str(port)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COP_")}
    quiet: Mapping[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen([*command, port_option, place], cwd=ROOT, env={**kept, **settings}, **quiet)
    try:
        _wait_for(url + ready, process)
        yield Running(url, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer.")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _rss_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
