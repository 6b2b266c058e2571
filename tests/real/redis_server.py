"""A Redis of the run's own, which a test may kill and start again."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.real import parts, processes


class RedisServer:
    """A server that keeps nothing; it comes back empty, and on the same port."""

    def __init__(self, program: str, folder: Path) -> None:
        self.port = processes.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [program, "--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(folder)]
        self._command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        self._log = folder / "log"
        self._log.touch()
        self.start()

    def start(self) -> None:
        self._process = processes.start(self._command, log=self._log)
        processes.wait_until(self.answers, process=self._process, log=self._log)

    def kill(self) -> None:
        """End it as a power cut does."""
        processes.stop(self._process, by=signal.SIGKILL)

    def stop(self) -> None:
        processes.stop(self._process)

    def answers(self) -> bool:
        try:
            with redis.Redis(port=self.port) as client:
                return bool(client.ping())
        except redis.exceptions.ConnectionError:
            return False

    def is_running(self) -> bool:
        return self._process.poll() is None

    def empty(self) -> None:
        with redis.Redis(port=self.port) as client:
            client.flushall()

    def listeners(self, channel: str) -> int:
        """How many processes hear what is said there."""
        with redis.Redis(port=self.port) as client:
            return int(client.pubsub_numsub(channel)[0][1])

    def version(self) -> str:
        with redis.Redis(port=self.port) as client:
            return str(client.info("server")["redis_version"])


@pytest.fixture(scope="session")
def redis_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """The server itself, for whatever lasts as long as the run; a test asks for `redis_server`."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        parts.missing("Redis", "install the Debian package redis-server.")
    server = RedisServer(program, tmp_path_factory.mktemp("redis"))
    parts.took_part("Redis", server.version())
    yield server
    server.stop()


@pytest.fixture
def redis_server(redis_of_the_run: RedisServer) -> RedisServer:
    """A Redis that runs and is empty at the start of the test, whatever the test before did to it."""
    if not redis_of_the_run.is_running():
        redis_of_the_run.start()
    redis_of_the_run.empty()
    return redis_of_the_run


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    return redis_server.url
