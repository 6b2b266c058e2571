"""A store that speaks S3, which a test may kill, freeze, and let refuse everybody."""

import os
import secrets
import signal
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from boto3.session import Session

from tests.real import parts, processes

NOBODY_IS_KNOWN, EVERYBODY_MAY = b"0", b"inf"


class ObjectStore:
    """moto in a process of its own. It keeps nothing: it comes back without a bucket, and on the same port."""

    def __init__(self, folder: Path) -> None:
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        self._log.touch()
        self.start()

    def start(self) -> None:
        serve = "from moto.server import main; main()"
        command = [sys.executable, "-c", serve, "--host", "127.0.0.1", "--port", str(self.port)]
        environ = {**os.environ, "MOTO_S3_DEFAULT_MAX_KEYS": "3"}  # what lists more is asked for in pages
        self._process = processes.start(command, log=self._log, env=environ)
        processes.wait_until(lambda: processes.is_listening(self.port), process=self._process, log=self._log)

    def stop(self) -> None:
        processes.stop(self._process, by=signal.SIGKILL)

    def is_running(self) -> bool:
        return self._process.poll() is None

    def freeze(self) -> None:
        """It takes calls and answers none."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        if self.is_running():
            os.kill(self._process.pid, signal.SIGCONT)

    def refuse(self) -> None:
        """Nobody's keys are any good."""
        self._let(NOBODY_IS_KNOWN)

    def refuse_nobody(self) -> None:
        self._let(EVERYBODY_MAY)

    @cached_property
    def client(self) -> Any:
        """As whoever runs it would ask it."""
        keys = {"aws_access_key_id": "us", "aws_secret_access_key": "a secret"}
        return Session().client("s3", endpoint_url=self.url, region_name="us-east-1", **keys)

    def _let(self, count: bytes) -> None:
        plain = {"Content-Type": "text/plain"}
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/moto-api/reset-auth", count, plain)):
            pass


@pytest.fixture(scope="session")
def object_store_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """The server itself; a test asks for `object_store`."""
    server = ObjectStore(tmp_path_factory.mktemp("s3"))
    parts.took_part("S3", f"moto {version('moto')}")
    yield server
    server.stop()


@pytest.fixture
def object_store(object_store_of_the_run: ObjectStore) -> Iterator[ObjectStore]:
    """One that runs, answers and refuses nobody, whatever the test before did to it."""
    if not object_store_of_the_run.is_running():
        object_store_of_the_run.start()
    yield object_store_of_the_run
    object_store_of_the_run.thaw()
    if object_store_of_the_run.is_running():
        object_store_of_the_run.refuse_nobody()


@pytest.fixture
def bucket(object_store: ObjectStore) -> Mapping[str, Any]:
    """The settings of a new bucket in it."""
    name = f"files-{secrets.token_hex(8)}"
    object_store.client.create_bucket(Bucket=name)
    return {
        "files_bucket": name, "files_endpoint": object_store.url, "files_key_id": "us", "files_secret_key": "a secret",
        "files_prefix": "cop/",
    }  # fmt: skip
