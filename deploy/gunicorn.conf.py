"""How gunicorn runs one process of Cop: one worker whose pages and sockets take turns on one loop (gevent).

Read as a file by gunicorn's small master, which never imports the app: the worker does, once, after gevent has made
the standard library cooperative. Why this server: docs/decisions/0002-embedded-server.md.
"""

import ctypes
import os
import sys
from importlib import import_module

from gunicorn.workers.base import Worker

M_ARENA_MAX = -8  # glibc's own number
ARENAS = 2

# What libraries of ours would load only because it is installed: clients of sockets, colours of a terminal.
UNUSED = ("aiohttp", "requests", "rich", "valkey", "websocket")


class GeventLater(Worker):
    """Our gevent worker from the moment it is a process of its own, so that the master never loads gevent."""

    def init_process(self) -> None:
        """Become what it stands for, and begin."""
        self.worker_connections = self.cfg.worker_connections  # which a worker of that kind has from its start
        self.__class__ = import_module("cop.fairness").FairWorker
        self.init_process()


worker_class = GeventLater
workers = 1
worker_connections = 4000  # a browser holds a socket, and a connection or two for its pages
keepalive = 30  # seconds; a phone's next tap finds the connection open
graceful_timeout = 3  # seconds; sockets stay open for ever and are simply opened again
timeout = 60  # seconds without a heartbeat before the worker is replaced
no_control_socket = True
umask = 0o077  # what is stored is for its owner alone
accesslog = None  # cop.core.logs writes one line a request, without addresses
loglevel = "warning"


def post_fork(_server: object, _worker: object) -> None:
    """Hold less memory: two heaps do for all threads, and what nobody uses is not loaded."""
    for name in UNUSED if os.environ.get("COP_REDIS_URL") else (*UNUSED, "redis"):
        sys.modules[name] = None  # type: ignore[assignment]  # so that importing it says that it is not there
    if hasattr(ctypes.CDLL(None), "mallopt"):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
