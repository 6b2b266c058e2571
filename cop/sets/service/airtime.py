"""What a meeting that has closed leaves behind for the next one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from cop.core.database import transaction
from cop.sets.models import LedgerEntry, SeasonDate
from cop.sets.service.challenges import leave_the_others_at_home


def enter_airtime(
    season_date_id: int,
    *,
    credit: Mapping[int, int],
    used: Mapping[int, int],
    now: datetime,
    planned: Mapping[int, int] | None = None,
    led_by: int | None = None,
) -> None:
    """Enter what each member was due and used and what their slot was planned for, in seconds; mark the date as held.

    `led_by` is who facilitated, if they came: it takes the place of whose turn it would have been.

    Once entered, it stays.
    """
    with transaction() as tx:
        held = tx.session.execute(
            select(SeasonDate).where(SeasonDate.id == season_date_id).with_for_update()
        ).scalar_one()
        if held.held_at is not None:
            return
        held.held_at, held.facilitator_id = now, led_by
        leave_the_others_at_home(tx, held.id, presenters=[user_id for user_id, seconds in used.items() if seconds])
        for user_id in {*credit, *used}:
            entry = LedgerEntry(
                season_date_id=held.id, set_id=held.set_id, user_id=user_id,
                credit_seconds=credit.get(user_id, 0), used_seconds=used.get(user_id, 0),
                planned_seconds=(planned or {}).get(user_id, 0),
            )  # fmt: skip
            tx.session.add(entry)
