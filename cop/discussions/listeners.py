"""What follows for conversations from what happens to people and communities."""

from cop.communities.facts import CommunityBegun
from cop.communities.models import Community, Founding
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.discussions import service
from cop.people.facts import PersonRenamed
from cop.people.models import User

listeners = Listeners()


@listeners.within(PersonRenamed)
def show_the_new_name(fact: PersonRenamed, _tx: Transaction) -> None:
    service.renew_pages_of(fact.user_id)


@listeners.within(CommunityBegun)
def say_the_first_words(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one conversation: what its proposer wants to know, in their own words."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    service.start(proposer, fact.space_id, title=founding.prompt_title, body=founding.prompt, now=began)
