"""The whole site as its own processes, as it runs for people: what `cop serve` becomes, on a free port."""

import fcntl
import os
import shutil
import signal
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from flask_migrate import upgrade

from cop import create_app, demo, versions
from cop.config import Settings
from cop.core import clock
from cop.core.database import db
from tests.conftest import THURSDAY
from tests.real import processes
from tests.real.processes import Program

ROOT = Path(__file__).resolve().parents[2]
UP_TO_DATE = "cop.served:served_app()"
Serve = Callable[..., "Site"]
Begin = Callable[[int, Path, Mapping[str, str]], Program]


class Site:
    """One server. It keeps its port and its data when it is killed and comes back."""

    def __init__(self, folder: Path, *, data: Path, environ: Mapping[str, str], begin: Begin) -> None:
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self._begin_as = begin
        self._log = folder / f"site-{self.port}.log"
        self._log.touch()
        own = {"PYTHONUNBUFFERED": "1", "COP_PUBLIC_URL": self.url, "COP_DATA_DIR": str(data)}
        self._environ = _inherited() | own | dict(environ)
        self._begin()

    def start(self) -> None:
        """Return as soon as it is ready for people."""
        self._begin()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Return as soon as pages are answered; raises AssertionError with its log when they are not within 30 s."""
        processes.wait_until(self.is_ready, process=self._process, log=self._log)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill9(self) -> None:
        """End every process of it at once, as a power cut does."""
        self._end(by=signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as a service manager does."""
        self._end(by=signal.SIGTERM)

    def interrupt(self) -> float:
        """Press Ctrl-C; answers how many seconds it took to end."""
        pressed = time.monotonic()
        self._end(by=signal.SIGINT)
        return time.monotonic() - pressed

    def restart(self) -> None:
        self.kill9()
        self.start()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def has_ended_by_itself(self) -> bool:
        return not self.is_running() and not self._asked_to_end

    def process_id(self) -> int:
        return self._process.pid

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def _end(self, *, by: signal.Signals) -> None:
        self._asked_to_end = True
        processes.stop(self._process, by=by)

    def _begin(self) -> None:
        self._asked_to_end = False
        self._process: Program = self._begin_as(self.port, self._log, self._environ)


def as_typed(port: int, log: Path, environ: Mapping[str, str]) -> Program:
    """How `cop serve` begins: two processors' seconds later than what is born."""
    command = [sys.executable, "-m", "cop.cli", "serve", "--port", str(port), "--prepare"]
    return processes.start(command, log=log, cwd=ROOT, env=environ)


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it: loaded once, and copied for each server that asks for a demo of its own."""
    return _loaded_once(tmp_path_factory, "demo", lambda folder: load_demo(Settings(data_dir=folder, demo=True)))


@pytest.fixture(scope="session")
def demo_of_thursday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as of the tests' own Thursday, for tests that open a copy in their own process."""

    def load(folder: Path) -> None:
        load_demo(Settings(env="test", data_dir=folder, demo=True, password_memory_kib=64), now=THURSDAY)

    return _loaded_once(tmp_path_factory, "thursday", load)


def _loaded_once(temporary: pytest.TempPathFactory, name: str, load: Callable[[Path], None]) -> Path:
    """Loaded by whichever of the run's processes is the first to ask; the others wait for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = temporary.mktemp(name)
        load(folder)
        return folder
    shared = temporary.getbasetemp().parent / f"shared-{name}"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            folder = temporary.mktemp(name)
            load(folder)
            folder.rename(shared)
    return shared


def load_demo(settings: Settings, *, now: datetime | None = None) -> None:
    """Load the demo in this process, and let go of its database."""
    app = versions.init_app(create_app(settings))
    with app.app_context():
        upgrade()
        demo.load(now=now or clock.now())
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Serve]:
    """Start real servers: `server(COP_REDIS_URL=…)`, `server(data=folder, demo=True)`. With `wait=False` the caller
    waits, once it has started another; `factory` ("module:function()") makes another app; one that is `typed` is
    started by `cop serve` and not born. In the end they are killed: that a server also ends well is tried where a test
    says so."""
    with _serving(tmp_path, request) as serve:
        yield serve


@pytest.fixture(scope="session")
def lasting_server(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Serve]:
    """The same for servers that stay until the end of the run, for tests that take a site as they find it."""
    with _serving(tmp_path_factory.mktemp("lasting"), request) as serve:
        yield serve


@contextmanager
def _serving(here: Path, request: pytest.FixtureRequest) -> Iterator[Serve]:
    sites: list[Site] = []

    def serve(
        *,
        data: Path | None = None,
        demo: bool = False,
        wait: bool = True,
        typed: bool = False,
        factory: str = "cop.served:prepared_app()",
        **environ: str,
    ) -> Site:
        folder = data or here / f"data-{len(sites)}"
        if demo and not folder.exists() and "COP_DATABASE_URL" not in environ:
            shutil.copytree(request.getfixturevalue("loaded_demo"), folder)
        begin = as_typed if typed else partial(request.getfixturevalue("nursery").bear, factory)
        environ = {"COP_DEMO": "yes" if demo else "no", **environ}
        sites.append(Site(here, data=folder, environ=environ, begin=begin))
        if wait:
            sites[-1].wait_until_ready()
        return sites[-1]

    yield serve
    gone = [site.log()[-3000:] for site in sites if site.has_ended_by_itself()]
    for site in sites:
        if site.is_running():
            site.kill9()
    assert gone == [], "a server ended that nobody had asked to"


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COP_")}
