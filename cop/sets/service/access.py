"""Writing down who opened a set."""

from datetime import datetime

from cop.core.database import Transaction
from cop.sets.models import AccessLine
from cop.sets.queries.access import hold_log, last_chain


def note(
    tx: Transaction,
    set_id: int,
    *,
    kind: str,
    now: datetime,
    who: int | None = None,
    about: int | None = None,
    glass_id: int | None = None,
) -> None:
    """Add a line to the set's access log. One writer at a time, so that each line follows from the one before it."""
    tx.flush()
    hold_log(set_id)
    line = AccessLine(set_id=set_id, kind=kind, who_id=who, about_id=about, glass_id=glass_id, at=now)
    line.chain = line.chained_to(last_chain(set_id))
    tx.session.add(line)
    tx.flush()
