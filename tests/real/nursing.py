"""What the nursery runs: it loads what a server's worker loads, in the same order, and bears servers.

Only ever run as a program: it makes the standard library cooperative.
"""

import json
import os
import signal
import sys
from importlib import import_module

from gevent import monkey

from tests.real import processes

MASTER_KEEPS = {"os": False, "signal": False, "queue": False, "subprocess": False}
"""What gunicorn's master has to itself, which knows no gevent: its worker makes these cooperative too, as it begins."""
UNUSED = ("aiohttp", "requests", "rich", "valkey", "websocket")
LOADED = ("gunicorn.app.wsgiapp", "cop.fairness", "cop.served", "sqlalchemy.dialects.sqlite")


def main(asked: int, tell: int, *, templates: str) -> None:
    """Bear a server for each line that is read; it says its own number. What one makes of a template, in a folder of
    `templates`, the others find there."""
    monkey.patch_all(**MASTER_KEEPS)
    for name in UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]  # as in deploy/gunicorn.conf.py
    for name in LOADED:
        import_module(name)
    cache = sys.modules["jinja2"].FileSystemBytecodeCache(templates)
    sys.modules["flask"].Flask.jinja_options = {"bytecode_cache": cache}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone: nobody waits for them here
    with os.fdopen(asked, "rb") as lines:
        for line in lines:
            if os.fork() == 0:
                os.setsid()
                os.write(tell, b"%d\n" % os.getpid())
                os.close(tell)
                become_a_server(**json.loads(line))


def become_a_server(*, args: list[str], log: str, environ: dict[str, str]) -> None:
    """Be what `cop serve` becomes, with its words in a log, and end with it."""
    processes.die_with_parent(signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.umask(0o077)
    output = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = args
    try:
        sys.modules["gunicorn.app.wsgiapp"].run()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), templates=sys.argv[3])
