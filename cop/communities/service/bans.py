"""Never letting somebody into a community again, and lifting that."""

from datetime import datetime

from sqlalchemy import delete

from cop.communities import policy
from cop.communities.facts import MemberBanned
from cop.communities.models import CommunityBan
from cop.communities.queries import community_for, members_in
from cop.communities.service.founding import COORDINATES
from cop.communities.service.memberships import let_go
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.people.models import User


def ban(actor: User, community_id: int, *, person_id: int, now: datetime) -> None:
    """Take a member out and never let them in again, by whatever door. Nobody bans themself."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        if person_id == actor.id or person_id not in members_in(community.id):
            raise RuleBroken("Choose another member of this community.")
        let_go(tx, community.id, person_id=person_id, now=now)
        tx.session.add(CommunityBan(community_id=community.id, user_id=person_id, by_id=actor.id, since=now))
        tx.announce(MemberBanned(community.id, person_id))


def lift_ban(actor: User, community_id: int, *, person_id: int) -> None:
    """Let them be asked again; they are not in by that."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        theirs = (CommunityBan.community_id == community.id, CommunityBan.user_id == person_id)
        tx.session.execute(delete(CommunityBan).where(*theirs))
