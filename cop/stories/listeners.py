"""What follows for stories from what happens to communities."""

from cop.communities.facts import CommunityClosed
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.stories import service

listeners = Listeners()


@listeners.within(CommunityClosed)
def narrow_what_was_not_confirmed(fact: CommunityClosed, tx: Transaction) -> None:
    service.narrow_unconfirmed(tx, fact.community_id)
