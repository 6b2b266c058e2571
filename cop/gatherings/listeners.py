"""What follows for gatherings from what happens to communities."""

from cop.communities.facts import CommunityBegun
from cop.communities.models import Community, Founding
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.gatherings import service
from cop.gatherings.rules import Plan
from cop.people.models import User

listeners = Listeners()


@listeners.within(CommunityBegun)
def arrange_the_first(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one gathering: the one that its founders agreed to."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    plan = Plan(founding.gathering, founding.gathering_at, founding.place)
    service.arrange(proposer, fact.space_id, plan=plan, now=began)
