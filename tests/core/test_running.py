"""`bin/run` and `bin/dev`, as somebody types them: what is said, what is served, and that nothing stays behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.real import parts, processes

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 3.0
SLOW_MACHINE = 5
"""How many times as long a start may take where others run beside it."""
CURRENT = "source bin/_venv && holds run requirements.lock"
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("COP_")}

Start = Callable[..., "Running"]


class Running:
    """A script of bin/ at a port of its own, in a process group of its own."""

    def __init__(self, script: str, log: Path, *, data: Path, options: tuple[str, ...]) -> None:
        self.port, self._log, self._began = processes.free_port(), log, time.monotonic()
        log.touch()
        command: list[str | Path] = [ROOT / "bin" / script, "--port", str(self.port), "--data", data, *options]
        self._process = processes.start(command, log=log, env=ENVIRON, cwd=log.parent)

    def serves(self) -> float:
        """Wait for its pages; answers how many seconds after the start they came."""
        processes.wait_until(self._is_ready, process=self._process, log=self._log)
        return time.monotonic() - self._began

    def says(self) -> str:
        return self._log.read_text(errors="replace")

    def waits_for(self, words: str, *, times: int) -> None:
        """Return as soon as it has said these words so often."""
        processes.wait_until(lambda: self.says().count(words) >= times, process=self._process, log=self._log)

    def press_ctrl_c(self) -> int:
        """As a terminal does, to everything that was started; answers the exit code."""
        os.killpg(self._process.pid, signal.SIGINT)
        return self._process.wait(timeout=processes.PATIENCE)

    def has_left_anything(self) -> bool:
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def end(self) -> None:
        if self._process.poll() is None:
            processes.stop(self._process, by=signal.SIGKILL)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a script of bin/. What it would first have to install is not tried here: `bin/lint` installs it too."""
    if subprocess.run(["bash", "-c", CURRENT], cwd=ROOT, check=False).returncode:
        parts.missing("A current .venv", "bin/lint makes it.")
    started: list[Running] = []

    def begin(script: str, *options: str, data: Path) -> Running:
        started.append(Running(script, tmp_path / f"log-{len(started)}", data=data, options=options))
        return started[-1]

    yield begin
    for each in started:
        each.end()


@pytest.fixture
def used(loaded_demo: Path, tmp_path: Path) -> Path:
    """The data folder of a site that was started before, with its demo."""
    return shutil.copytree(loaded_demo, tmp_path / "used")


def test_an_empty_site_says_how_to_make_the_first_account(start: Start, tmp_path: Path) -> None:
    site = start("run", "--no-demo", data=tmp_path / "a folder")
    site.serves()
    (command,) = re.findall(r"^  (COP_DATA_DIR=.* --admin)$", site.says(), re.MULTILINE)

    typed = subprocess.run(
        f"{command} --password 'plum jam on Thursday'",
        shell=True,
        env=ENVIRON,
        capture_output=True,
        text=True,
        check=True,
    )

    assert typed.stdout == "Your Name has an account.\n"
    assert f"Cop is at http://127.0.0.1:{site.port}\n" in site.says()
    assert "/demo" not in site.says()


def test_a_second_start_takes_seconds_and_ctrl_c_stops_everything(start: Start, used: Path) -> None:
    site = start("run", data=used)
    seconds = site.serves()
    print(f"bin/run served after {seconds:.1f} s")  # noqa: T201  a figure to be read, not only a bar to be met

    assert seconds < START_SECONDS * SLOW_MACHINE
    assert site.press_ctrl_c() == 0
    assert not site.has_left_anything()
    address = f"http://127.0.0.1:{site.port}"
    assert f"Cop is at {address}\n" in site.says()
    assert len(re.findall(rf"^  \w+ .* {address}/demo#person-\d+ ", site.says(), re.MULTILINE)) >= 7


def test_a_file_that_changes_starts_the_site_of_a_developer_anew(start: Start, used: Path) -> None:
    site = start("dev", data=used)
    site.serves()

    (ROOT / "templates/layouts/page.html").touch()
    site.waits_for("Cop is at ", times=2)

    assert site.serves()
    assert site.press_ctrl_c() == 0
    assert not site.has_left_anything()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--fly"], 'bin/run does not know "--fly". bin/run --help lists the options.'),
        (["--port"], "--port needs a value after it. bin/run --help lists the options."),
        (["--port", "many"], '--port needs a number from 1 to 65535, not "many".'),
        (["--port=65536"], '--port needs a number from 1 to 65535, not "65536".'),
        (["--data", "/dev/null/x"], '--data: the folder "/dev/null/x" cannot be made.'),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(options: list[str], sentence: str) -> None:
    refused = _run(*options)

    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"{sentence}\n")


def test_a_port_that_is_taken_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        refused = _run("--port", port, "--data", str(tmp_path))

    sentence = f"Port {port} is taken: end what listens there, or choose another with --port.\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", sentence)


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [ROOT / "bin/run", *options]
    return subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False, timeout=processes.PATIENCE)
