"""A PostgreSQL of the run's own: one for each test process, in a temporary folder, on a free port."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.real import parts, processes

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


class Postgres:
    """A cluster that can be stopped and started again, and that makes as many empty databases as are asked for."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.port = processes.free_port()
        self._programs = programs
        self._folder = folder
        self._log = folder / "log"
        self._log.touch()
        self._databases = 0
        self._as_somebody = _somebody_else_than_root(folder)
        self._make_cluster()
        self.start()

    def start(self) -> None:
        settings = [f"--{name.replace('_', '-')}={value}" for name, value in SETTINGS.items()]
        command: list[str | Path] = [
            self._programs / "postgres",
            "-D",
            self._folder / "data",
            "-p",
            str(self.port),
            *settings,
        ]
        self._process = processes.start(
            command, log=self._log, dies_by=signal.SIGQUIT, cwd=self._folder, **self._as_somebody
        )
        processes.wait_until(self._answers, process=self._process, log=self._log)

    def stop(self) -> None:
        """Cut every connection and stop, as a restart of the server does."""
        processes.stop(self._process, by=signal.SIGINT)

    def fresh_database(self, *, like: str | None = None) -> str:
        """The address of a new database: empty, or a copy of the one at the address `like`, which nobody uses now."""
        self._databases += 1
        name = f"cop_{self._databases}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {_name_in(like)}".encode())
        return self._address(name).replace("postgresql:", "postgresql+psycopg:")

    def version(self) -> str:
        with psycopg.connect(self._address("postgres")) as connection:
            return connection.info.parameter_status("server_version") or "?"

    def _address(self, database: str) -> str:
        return f"postgresql://cop@127.0.0.1:{self.port}/{database}"

    def _answers(self) -> bool:
        try:
            self.version()
        except psycopg.OperationalError:
            return False
        return True

    def _make_cluster(self) -> None:
        command: list[str | Path] = [
            self._programs / "initdb",
            "-D",
            self._folder / "data",
            "-U",
            "cop",
            "--auth=trust",
        ]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self._folder, **self._as_somebody
        )
        assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The cluster itself, for tests that stop it, start it, or want a database of their own."""
    found = programs()
    if found is None:
        parts.missing("PostgreSQL", "install the Debian package postgresql.")
    folder = Path(tempfile.mkdtemp(prefix="cop-postgres-"))
    cluster = Postgres(found, folder)
    parts.took_part("PostgreSQL", cluster.version())
    yield cluster
    cluster.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """The address of this test process's own database, empty at the start of the run."""
    return postgres.fresh_database()


def programs() -> Path | None:
    """Where the programs of a cluster are on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _name_in(address: str | None) -> str:
    return address.rpartition("/")[2] if address else "template1"


def _somebody_else_than_root(folder: Path) -> dict[str, Any]:
    # PostgreSQL refuses to run as root, and its folder belongs to whoever runs it.
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    person = names.get("postgres") or names["nobody"]
    os.chown(folder, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
