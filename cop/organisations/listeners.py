"""What follows for organisations from what happens to people, and what is forgotten in time."""

from datetime import datetime

from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.organisations.service import erasure, handed_in
from cop.people.facts import PersonErased

listeners = Listeners()
jobs = Jobs()


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    erasure.forget(tx, fact.user_id)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    """Files that nobody took in."""
    handed_in.forget_old(now=now)
