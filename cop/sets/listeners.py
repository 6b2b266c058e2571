"""What sets do when something happens elsewhere."""

from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.people.facts import PersonJoined
from cop.people.models import User
from cop.sets import service

listeners = Listeners()


@listeners.within(PersonJoined)
def seat_the_newcomer(fact: PersonJoined, tx: Transaction) -> None:
    """A seat that waited for an address finds its person."""
    person = tx.session.get_one(User, fact.user_id)
    service.seat_newcomer(tx, person)
