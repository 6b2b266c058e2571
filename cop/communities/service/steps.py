"""Putting first steps away."""

from datetime import datetime

from cop.communities import policy
from cop.communities.models import StepsPutAway
from cop.communities.queries.doors import community_for
from cop.communities.rules.steps import list_for
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.people.models import User

MEMBERS_BEGIN = N_("Members of this community have first steps in it.")


def put_away(actor: User, community_id: int, *, now: datetime) -> None:
    """Be shown one's list on the community's page no longer. Putting it away twice is once."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.is_member(actor, community), MEMBERS_BEGIN)
        which = list_for(policy.standing_in(actor, community).role)
        tx.session.merge(StepsPutAway(community_id=community.id, user_id=actor.id, which=which, at=now))
