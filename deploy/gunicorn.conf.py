"""How gunicorn runs one process of Cop: one worker whose pages and sockets take turns on one loop (gevent).

Read as a file by gunicorn's small master, which never imports the app: the worker does, once, after gevent has made
the standard library cooperative. Why this server: docs/decisions/0002-embedded-server.md.
"""

import ctypes

M_ARENA_MAX = -8  # glibc's own number
ARENAS = 2

worker_class = "gevent"
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
    """Keep glibc from giving threads a heap each: two do as well, and hold less memory."""
    if hasattr(ctypes.CDLL(None), "mallopt"):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
