"""Readers come in one at a time, and nobody waits for ever."""

import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from cop.config import Settings
from cop.core.gate import Gate, init_app


class Pages:
    """Answers that take their time; remembers how many were drawn at once."""

    def __init__(self, *, seconds: float) -> None:
        self.seconds, self.inside, self.most = seconds, 0, 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(self.seconds)
        with self._lock:
            self.inside -= 1
        if environ.get("breaks"):
            raise RuntimeError
        return [b"drawn"]


def ask(gate: Gate, *, people: int, method: str = "GET") -> None:
    threads = [threading.Thread(target=gate, args=({"REQUEST_METHOD": method}, None)) for _ in range(people)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_readers_come_in_one_after_the_other() -> None:
    pages = Pages(seconds=0.005)
    ask(Gate(pages, patience=5), people=6)
    assert pages.most == 1


def test_a_writer_does_not_stand_in_line() -> None:
    pages = Pages(seconds=0.1)
    ask(Gate(pages, patience=5), people=4, method="POST")
    assert pages.most == 4


def test_nobody_waits_longer_than_the_patience_of_the_gate() -> None:
    pages = Pages(seconds=0.4)
    began = time.monotonic()
    ask(Gate(pages, patience=0.02), people=5)
    assert pages.most == 5
    assert time.monotonic() - began < 1.5


def test_a_page_that_breaks_lets_the_next_one_in() -> None:
    pages = Pages(seconds=0)
    gate = Gate(pages, patience=0.5)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            gate({"REQUEST_METHOD": "GET", "breaks": True}, None)  # type: ignore[arg-type]
    began = time.monotonic()
    assert list(gate({"REQUEST_METHOD": "GET"}, None)) == [b"drawn"]  # type: ignore[arg-type]
    assert time.monotonic() - began < 0.4


@pytest.mark.parametrize(("url", "gated"), [("", True), ("postgresql+psycopg://somewhere/cop", False)])
def test_only_a_file_has_a_gate(url: str, gated: bool, tmp_path: Path) -> None:
    app = Flask("two doors")
    app.config["COP"] = Settings(data_dir=tmp_path, database_url=url)
    init_app(app)
    assert isinstance(app.wsgi_app, Gate) is gated
