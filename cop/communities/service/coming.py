"""How anybody comes in, whoever brings them: once, whatever else happens in that moment."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import not_, or_, select
from sqlalchemy.exc import IntegrityError

from cop.communities import policy
from cop.communities.facts import MemberCame, SpaceMemberCame
from cop.communities.models import Community, CommunityBan, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import Read
from cop.core.access import require
from cop.core.database import Transaction
from cop.core.errors import N_, RuleBroken
from cop.core.facts import Fact

CLOSED = N_("This community has closed. Nobody comes in any more, and nothing is written in it.")


def check_alive(community: Community) -> None:
    """Nobody comes into an archive, by whatever door, and nothing of it is changed."""
    require(policy.is_alive(community), CLOSED)


def check_not_banned(tx: Transaction, community_id: int, *, person_id: int) -> None:
    """A no beats every way in."""
    if tx.session.get(CommunityBan, (community_id, person_id)) is not None:
        raise RuleBroken("A coordinator has decided that this person is not to come in. Only they can change that.")


def let_in(tx: Transaction, community_id: int, *, person_id: int, role: str, now: datetime) -> bool:
    """Make somebody a member from now on. Coming twice is coming once: False when they were in already.

    Raises RuleBroken for whoever is banned; nobody comes in where it has closed.
    """
    check_alive(tx.session.get_one(Community, community_id))
    check_not_banned(tx, community_id, person_id=person_id)
    came = CommunityMembership(community_id=community_id, user_id=person_id, role=role, since=now)
    return add_once(tx, came, fact=MemberCame(community_id, person_id))


def name_in_spaces(
    tx: Transaction, community_id: int, *, space_ids: Iterable[int], person_id: int, now: datetime
) -> None:
    """Name somebody in those of these spaces that still have named members. Sealed ones only from inside."""
    asked = (Space.community_id == community_id, Space.id.in_(list(space_ids)), Space.for_everyone.is_(False))
    is_sealed = or_(Space.read == Read.SEALED, Community.read == Read.SEALED)
    for space_id in tx.session.scalars(select(Space.id).join(Space.community).where(*asked, not_(is_sealed))):
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
