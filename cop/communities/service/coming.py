"""How anybody comes in, whoever brings them: once, whatever else happens in that moment."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cop.communities.facts import MemberCame, SpaceMemberCame
from cop.communities.models import CommunityMembership, Space, SpaceMembership
from cop.core.database import Transaction
from cop.core.facts import Fact


def let_in(tx: Transaction, community_id: int, *, person_id: int, role: str, now: datetime) -> bool:
    """Make somebody a member from now on. Coming twice is coming once: False when they were in already."""
    came = CommunityMembership(community_id=community_id, user_id=person_id, role=role, since=now)
    return add_once(tx, came, fact=MemberCame(community_id, person_id))


def name_in_spaces(
    tx: Transaction, community_id: int, *, space_ids: Iterable[int], person_id: int, now: datetime
) -> None:
    """Name somebody in those of these spaces that still have named members. Confidential ones only from inside."""
    named = (Space.for_everyone.is_(False), Space.preset != "confidential", Space.community_id == community_id)
    for space_id in tx.session.scalars(select(Space.id).where(*named, Space.id.in_(list(space_ids)))):
        came = SpaceMembership(space_id=space_id, user_id=person_id, since=now)
        add_once(tx, came, fact=SpaceMemberCame(space_id, person_id))


def add_once(tx: Transaction, membership: CommunityMembership | SpaceMembership, *, fact: Fact) -> bool:
    """Somebody who comes by two doors at the same moment comes once: the database counts, whoever looked first."""
    try:
        with tx.session.begin_nested():
            tx.session.add(membership)
    except IntegrityError:
        return False
    tx.announce(fact)
    return True
