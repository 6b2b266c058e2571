"""How gunicorn runs one process of Cop: one worker of threads, which SQLite's blocking calls and sockets suit.

Read as a file by gunicorn's small master, which never imports the app: the worker does, once.
Why this server: docs/decisions/0002-embedded-server.md.
"""

worker_class = "gthread"
workers = 1
threads = 340  # 300 sockets hold a thread each; the rest answer pages
worker_connections = 1000
keepalive = 30  # seconds; a phone's next tap finds the connection open
graceful_timeout = 3  # seconds; sockets stay open for ever and are simply opened again
timeout = 60  # seconds without a heartbeat before the worker is replaced
no_control_socket = True
accesslog = None  # cop.core.logs writes one line a request, without addresses
loglevel = "warning"
