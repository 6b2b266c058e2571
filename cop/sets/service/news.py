"""Mail about sets: it says that there is something, never where or what."""

from collections.abc import Iterable
from datetime import datetime

from cop.core import mail
from cop.core.database import Transaction
from cop.sets.models import LearningSet


def tell_of_seat(tx: Transaction, email: str, *, now: datetime) -> None:
    """Write to somebody who is asked to take a seat. The mail names neither the set nor who asks."""
    mail.send_later(tx, email, "sets/mail/seat.txt", {}, at=now)


def tell_the_others(tx: Transaction, learning_set: LearningSet, *, but: Iterable[int], now: datetime) -> None:
    """Write to everybody who sits in the set `but` those who know already."""
    knowing = set(but)
    for seat in learning_set.seated:
        if seat.user is not None and seat.user_id not in knowing:
            mail.send_later(tx, seat.user.email, "sets/mail/news.txt", {}, at=now)
