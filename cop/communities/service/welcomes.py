"""Welcoming somebody new."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cop.communities import policy
from cop.communities.models import Welcome
from cop.communities.queries import community_for, members_in
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

WELCOMES = N_("The core group and the coordinators of this community welcome newcomers.")


def welcome(actor: User, community_id: int, *, person_id: int, now: datetime) -> None:
    """Welcome a member, who reads by whom. Of two who do so at once the first has; being welcomed twice is once."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_invite(actor, community), WELCOMES)
        if person_id not in members_in(community.id):
            raise RuleBroken("They are not here any more.")
        said = Welcome(community_id=community.id, user_id=person_id, by_id=actor.id, said_at=now)
        try:
            with tx.session.begin_nested():
                tx.session.add(said)
        except IntegrityError:
            return
