"""What communities do when a job of theirs is due."""

from datetime import datetime
from typing import Any

from cop.communities.service import life, modules, renewals
from cop.core.jobs import Jobs

jobs = Jobs()


@jobs.handles(modules.COUNTING)
def count_votes(payload: dict[str, Any], *, now: datetime) -> None:
    del now
    modules.count(payload["vote"])


@jobs.hourly
def close_due(*, now: datetime) -> None:
    """Communities whose notice is over become archives."""
    life.close_due(now=now)


@jobs.hourly
def ask_for_renewal(*, now: datetime) -> None:
    """Once a year everybody in a community is asked whether it is still useful."""
    renewals.ask_due(now=now)
