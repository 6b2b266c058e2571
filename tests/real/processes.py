"""Programs that a test starts and that never outlive it."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, Final, Protocol

PATIENCE: Final = 30.0
"""Seconds that a program may take until it answers."""

PORTS: Final = range(20_000, 32_000)
PORTS_OF_A_PROCESS: Final = len(PORTS) // 4

LIBC: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
SET_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


class Program(Protocol):
    """What a test may ask of a program that runs: what a Popen tells."""

    args: Any
    pid: int
    returncode: Any

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...


def _ports_of_this_process() -> Iterator[int]:
    """This pytest process's own ports, over and over. Two runs at once seldom meet: each begins by its number."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    own = [PORTS[worker % 4 * PORTS_OF_A_PROCESS + each] for each in range(PORTS_OF_A_PROCESS)]
    begin = os.getpid() % len(own)
    return cycle(own[begin:] + own[:begin])


_ports = _ports_of_this_process()


def free_port() -> int:
    """A port that nobody listens on, and that is given to no other test of this run.

    The system gives ports from 32768 up to whoever connects, and soon again to whoever asks for a free one: a server
    that takes seconds to begin may find its port taken, and be thought ready because another answers there.
    """
    while True:
        port = next(_ports)
        with contextlib.suppress(OSError), socket.socket() as listener:
            listener.bind(("127.0.0.1", port))
            return port


def start(
    command: Sequence[str | Path], *, log: Path, dies_by: signal.Signals = signal.SIGKILL, **options: Any
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own; `dies_by` reaches it when the test process itself is killed."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(dies_by),  # noqa: PLW1509  only one system call, and no lock, in the child
            **options,
        )


def die_with_parent(number: signal.Signals) -> None:
    """From now on this process is sent the signal when its parent ends, where the system can do that."""
    if LIBC is not None:
        LIBC.prctl(SET_PARENT_DEATH_SIGNAL, number)


def stop(process: Program, *, by: signal.Signals = signal.SIGTERM) -> None:
    """End a program and everything it started."""
    _signal_group(process, by)
    try:
        process.wait(timeout=PATIENCE)
    finally:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def wait_until(ready: Callable[[], bool], *, process: Program, log: Path) -> None:
    """Return as soon as `ready`; raises AssertionError with the end of the log when the program ends or is too slow."""
    until = time.monotonic() + PATIENCE
    while not ready():
        tail = log.read_text(errors="replace")[-3000:]
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}:\n{tail}"
        assert time.monotonic() < until, f"{process.args!r} did not answer within {PATIENCE:.0f} s:\n{tail}"
        time.sleep(0.02)


def is_listening(port: int) -> bool:
    """Whether somebody accepts connections on a port of this machine."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _signal_group(process: Program, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
