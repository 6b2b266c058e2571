"""What follows for gatherings from what happens to communities."""

from cop.communities.facts import CommunityBegun, MemberCame, MemberWent, PlaceChanged
from cop.communities.models import Community, Founding
from cop.core import clock
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.gatherings import queries, service
from cop.gatherings.rules import Plan
from cop.people.models import User

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if("gatherings.guest")
def is_guest(person_id: int, gathering_id: int) -> bool:
    return queries.sits_in(person_id, gathering_id, now=clock.now())


@listeners.within(MemberCame)
@listeners.within(MemberWent)
def end_their_guest_seats(fact: MemberCame | MemberWent, tx: Transaction) -> None:
    """A member is no guest; and whoever is taken out is not left a seat from before."""
    service.end_guest_seats_of(tx, fact.community_id, person_id=fact.user_id, now=clock.now())


@listeners.within(PlaceChanged)
def end_seats_where_it_is_sealed(fact: PlaceChanged, tx: Transaction) -> None:
    service.end_sealed_guest_seats(tx, fact.community_id, now=clock.now())


@listeners.within(CommunityBegun)
def arrange_the_first(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one gathering: the one that its founders agreed to."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    plan = Plan(founding.gathering, founding.gathering_at, founding.place)
    service.arrange(proposer, fact.space_id, plan=plan, now=began)
