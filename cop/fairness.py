"""The worker of a server: gunicorn's gevent worker, in which no connection keeps the others waiting.

Loaded by `deploy/gunicorn.conf.py` in the process that serves, and nowhere else: gevent weighs six MiB.
"""

from typing import Any

from gevent import sleep
from gunicorn.workers.ggevent import GeventWorker


class FairWorker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Lets the others in after each answer.

    Reading from a socket that has something to read does not wait, and so gives nobody else a turn: a browser that
    had asked again by the time it was answered was served again and again, while others waited for seconds.
    """

    def handle_request(self, *asked: Any) -> None:
        """Answer, and stand at the end of the line."""
        super().handle_request(*asked)
        sleep(0)
