"""What sets do when something happens elsewhere, and when a job of theirs is due."""

from datetime import date, datetime
from typing import Any

from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.people.facts import PersonJoined
from cop.people.models import User
from cop.sets import service

listeners = Listeners()
jobs = Jobs()


@listeners.within(PersonJoined)
def seat_the_newcomer(fact: PersonJoined, tx: Transaction) -> None:
    """A seat that waited for an address finds its person."""
    person = tx.session.get_one(User, fact.user_id)
    service.seat_newcomer(tx, person)


@jobs.handles("sets.remind")
def remind(payload: dict[str, Any], *, now: datetime) -> None:
    by_when = date.fromisoformat(payload["by_when"])
    service.remind(payload["commitment"], which=payload["which"], by_when=by_when, now=now)
