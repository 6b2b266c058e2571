"""Somebody reads and does not write for a while, in one community, and writes again when it is over."""

from datetime import datetime

from sqlalchemy import update

from cop.communities import policy
from cop.communities.facts import MemberSilenced
from cop.communities.models import CommunityMembership
from cop.communities.queries import community_for
from cop.communities.queries.invitations import role_in
from cop.communities.rules import silences as rules
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.people.models import User


def silence(actor: User, community_id: int, *, person_id: int, until: datetime) -> None:
    """Let a member read and not write until then. Nobody does it to themself, nor to whoever coordinates."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        rules.check_silence(role_in(community.id, person_id), is_self=person_id == actor.id)
        keep_silent(tx, community.id, person_id=person_id, until=until)


def end_silence(actor: User, community_id: int, *, person_id: int) -> None:
    """Let them write again before it is over."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community) and person_id != actor.id, COORDINATES)
        keep_silent(tx, community.id, person_id=person_id, until=None)


def keep_silent(tx: Transaction, community_id: int, *, person_id: int, until: datetime | None) -> None:
    """Whoever goes and comes back before it is over is kept to it."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    theirs = (*running, CommunityMembership.user_id == person_id)
    tx.session.execute(update(CommunityMembership).where(*theirs).values(silent_until=until))
    tx.announce(MemberSilenced(community_id, person_id))
