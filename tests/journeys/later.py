"""The same site on another day: its own server and its own data, with a clock that runs ahead."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

from cop import create_app, server
from cop.config import from_environment
from cop.core import clock
from tests.real import processes
from tests.real.nursery import Nursery
from tests.real.site import Site

AHEAD = timedelta(days=35)  # from one meeting of the demo to the next


def in_five_weeks() -> Flask:
    """What the server runs; `time` is how an app is given another clock."""
    return create_app(from_environment(os.environ), time=_five_weeks_from_now, async_mode=server.ASYNC_MODE)


@contextmanager
def five_weeks_later(site: Site, nursery: Nursery, log: Path) -> Iterator[None]:
    """Stop the site, and run it at the same address and on the same data 35 days later."""
    site.stop()
    log.touch()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COP_")}
    environ |= {"COP_DATA_DIR": str(site.data), "COP_DEMO": "yes", "COP_PUBLIC_URL": site.url}
    process = nursery.bear("tests.journeys.later:in_five_weeks()", site.port, log, environ)
    try:
        processes.wait_until(site.is_ready, process=process, log=log)
        yield
    finally:
        processes.stop(process)


def _five_weeks_from_now() -> datetime:
    return clock.system_clock() + AHEAD
