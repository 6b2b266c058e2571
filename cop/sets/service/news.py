"""Mail about sets: it says that there is something, never where or what."""

from collections.abc import Iterable
from datetime import datetime

from cop.core import mail
from cop.core.database import Transaction
from cop.sets.models import LearningSet, Seat


def tell_of_seat(tx: Transaction, email: str, *, now: datetime) -> None:
    """Write to somebody who is asked to take a seat. The mail names neither the set nor who asks."""
    mail.send_later(tx, email, "sets/mail/seat.txt", {}, at=now)


def tell_that_seat_is_ready(tx: Transaction, email: str, *, now: datetime) -> None:
    """Write to somebody whose seat waited for the set. It names neither."""
    mail.send_later(tx, email, "sets/mail/seat_ready.txt", {}, at=now)


def tell_the_others(tx: Transaction, learning_set: LearningSet, *, but: Iterable[int], now: datetime) -> None:
    """Write to everybody who sits in the set `but` those who know already, and sits in it still when it is sent."""
    knowing = set(but)
    for seat in learning_set.seated:
        if seat.user is not None and seat.user_id not in knowing:
            permitted = ("sets.sits", seat.user.id, learning_set.id)
            mail.send_later(tx, seat.user.email, "sets/mail/news.txt", {}, at=now, while_permitted=permitted)


def tell_everybody(tx: Transaction, seats: Iterable[Seat], *, now: datetime) -> None:
    """Write to whoever sits in these seats."""
    for seat in seats:
        if seat.user is not None:
            mail.send_later(tx, seat.user.email, "sets/mail/news.txt", {}, at=now)
