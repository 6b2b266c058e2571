"""How gunicorn runs one process of Cop: one worker of threads, which SQLite's blocking calls and sockets suit.

Read as a file by gunicorn's small master, which never imports the app: the worker does, once.
Why this server: docs/decisions/0002-embedded-server.md.
"""

import ctypes

M_ARENA_MAX = -8  # glibc's own number
ARENAS = 2

worker_class = "gthread"
workers = 1
threads = 340  # 300 sockets hold a thread each; the rest answer pages
worker_connections = 1000
keepalive = 30  # seconds; a phone's next tap finds the connection open
graceful_timeout = 3  # seconds; sockets stay open for ever and are simply opened again
timeout = 60  # seconds without a heartbeat before the worker is replaced
no_control_socket = True
umask = 0o077  # what is stored is for its owner alone
accesslog = None  # cop.core.logs writes one line a request, without addresses
loglevel = "warning"


def post_fork(_server: object, _worker: object) -> None:
    """Keep glibc from giving many threads a heap each: two do as well, and hold a tenth less memory."""
    if hasattr(ctypes.CDLL(None), "mallopt"):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
