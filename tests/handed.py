"""What is handed out before Flask begins, held against what Flask answers."""

import gzip
import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import MagicMock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cop.core.hatches import Counter

FRESH = re.compile(r'(?:nonce=|name="key" value=|name="csrf_token" value=)"[^"]+"')
NONCE = re.compile(r"'nonce-[^']+'")


def left_to_flask(app: Flask, monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """Is called with what no hatch hands out."""
    counter = _counter(app)
    asked = MagicMock(side_effect=counter._inner)
    monkeypatch.setattr(counter, "_inner", asked)
    return asked


def by_flask(client: FlaskClient, path: str, **asked: Any) -> TestResponse:
    """The same page as if there were no hatch."""
    counter = _counter(client.application)
    known, counter._hatches = counter._hatches, {}
    try:
        return client.get(path, **asked)
    finally:
        counter._hatches = known


def alike(answer: TestResponse) -> tuple[str, dict[str, str]]:
    """An answer without what is new each time."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    text = (gzip.decompress(answer.data) if packed else answer.data).decode()
    assert len(answer.data) == int(answer.headers["Content-Length"])
    said = {name: NONCE.sub("…", value) for name, value in answer.headers}
    return FRESH.sub("…", text), said | dict.fromkeys(("X-Request-Id", "Content-Length"), "")


def _counter(app: Flask) -> Counter:
    return next(each for each in _around(app) if isinstance(each, Counter))


def _around(app: Flask) -> Iterator[object]:
    """Everything that stands before Flask, from outside."""
    waiting: list[object] = [app.wsgi_app]
    while waiting:
        each = waiting.pop()
        yield each
        cells = [cell.cell_contents for cell in getattr(each, "__closure__", None) or ()]
        waiting += [one for one in (*vars(each).values(), *cells) if callable(one)] if hasattr(each, "__dict__") else []
