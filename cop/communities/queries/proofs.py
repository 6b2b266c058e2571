"""Who has duties that ask for a second step at sign-in."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import Read
from cop.core.database import db
from cop.people.models import User


def duties_wait_for_proof(viewer: User) -> bool:
    """Whether the viewer, who came in without a second step, coordinates a place that is sealed: a community, or a
    space that they are in."""
    return not viewer.is_proven and bool(db.session.scalar(select(coordinates_sealed(viewer.id))))


def coordinates_sealed(person_id: int) -> ColumnElement[bool]:
    """The same as a column, for whoever asks more at once."""
    named = exists().where(
        SpaceMembership.space_id == Space.id, SpaceMembership.user_id == person_id, SpaceMembership.until.is_(None)
    )
    inside = exists().where(
        Space.community_id == Community.id, Space.read == Read.SEALED, or_(Space.for_everyone, named)
    )
    own = (CommunityMembership.user_id == person_id, CommunityMembership.until.is_(None))
    return exists().where(
        *own, CommunityMembership.role == "coordinator", CommunityMembership.community_id == Community.id,
        Community.closed_at.is_(None), or_(Community.read == Read.SEALED, inside),
    )  # fmt: skip


def waits_in(viewer: Any, community: Community, *, spaces: Iterable[Space]) -> bool:
    """Coordinates a community that lives, and came in without the second step that it asks for, or one of the spaces
    there that they are in. Asks nothing: it is told by what the doors loaded."""
    own = [each for each in community.memberships if each.user_id == policy.person_id(viewer) and each.until is None]
    if not policy.is_alive(community) or not any(each.role == "coordinator" for each in own):
        return False
    inside = [
        each.axes for each in spaces if each.for_everyone or policy.standing_in_space(viewer, each).named_in_space
    ]
    return not all(policy.is_proven_for(viewer, axes) for axes in (community.axes, *inside))
