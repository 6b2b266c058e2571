"""Pages are drawn one after the other where the database is a file.

Python runs one thread at a time. Eight threads that draw eight pages hand its lock on at every step of SQLite, some
ninety times a page, and each time the next one begins with cold caches: together they take longer than one by one.
A database at the other end of a network is waited for, so there pages are drawn side by side.
"""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from cop.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READING = frozenset({"GET", "HEAD"})
PATIENCE_SECONDS = 0.1


class Gate:
    """Lets one reader in at a time. Nobody stands before it longer than its patience: then two draw side by side."""

    def __init__(self, inner: "WSGIApplication", *, patience: float = PATIENCE_SECONDS) -> None:
        self._inner = inner
        self._patience = patience
        self._free = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer, in turn if this only reads. A write waits for nobody here: it has the database's own lock."""
        if environ["REQUEST_METHOD"] not in READING:
            return self._inner(environ, start_response)
        mine = self._free.acquire(timeout=self._patience)
        try:
            return self._inner(environ, start_response)
        finally:
            if mine:
                self._free.release()


def init_app(app: Flask) -> None:
    """Put the gate before the pages, but not before the sockets: to be called before theirs."""
    settings: Settings = app.config["COP"]
    if settings.database.startswith("sqlite"):
        app.wsgi_app = Gate(app.wsgi_app)  # type: ignore[method-assign]
