"""What follows for conversations from what happens to people."""

from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.discussions import service
from cop.people.facts import PersonRenamed

listeners = Listeners()


@listeners.within(PersonRenamed)
def show_the_new_name(fact: PersonRenamed, _tx: Transaction) -> None:
    service.renew_pages_of(fact.user_id)
