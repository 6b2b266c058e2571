"""How anybody comes in, whoever brings them: once, whatever else happens in that moment."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cop.communities.facts import MemberCame
from cop.communities.models import CommunityBan, CommunityMembership, SpaceMembership
from cop.core.database import Transaction
from cop.core.errors import RuleBroken
from cop.core.facts import Fact


def let_in(tx: Transaction, community_id: int, *, person_id: int, role: str, now: datetime) -> None:
    """Make somebody a member from now on. Coming twice is coming once; whoever is banned never comes."""
    if tx.session.get(CommunityBan, (community_id, person_id)) is not None:
        raise RuleBroken("A coordinator has decided that this person is not to come in. Only they can change that.")
    came = CommunityMembership(community_id=community_id, user_id=person_id, role=role, since=now)
    add_once(tx, came, fact=MemberCame(community_id, person_id))


def add_once(tx: Transaction, membership: CommunityMembership | SpaceMembership, *, fact: Fact) -> None:
    """Somebody who comes by two doors at the same moment comes once: the database counts, whoever looked first."""
    try:
        with tx.session.begin_nested():
            tx.session.add(membership)
    except IntegrityError:
        return
    tx.announce(fact)
