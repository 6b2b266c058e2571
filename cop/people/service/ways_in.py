"""Letters about what changes in how somebody comes in."""

from datetime import datetime
from typing import Literal

from cop.core import mail
from cop.core.database import Transaction
from cop.people.models import User

Change = Literal[
    "password", "codes_on", "codes_off", "recovery_drawn", "recovery_used", "passkey_made", "passkey_gone", "connected",
    "disconnected", "forgotten",
]  # fmt: skip


def tell_of(tx: Transaction, user_id: int, *, change: Change, now: datetime) -> None:
    """Write to whose account it is, whoever did it: if it was not them, they learn of it by this letter alone."""
    person = tx.session.get_one(User, user_id)
    mail.send_later(tx, person.email, "people/mail/way_in.txt", {"change": change}, at=now)
