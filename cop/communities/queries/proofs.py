"""Who has duties that ask for a second step at sign-in."""

from sqlalchemy import exists, or_, select

from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import Read
from cop.core.database import db
from cop.people.models import User


def duties_wait_for_proof(viewer: User, community_id: int | None = None) -> bool:
    """Whether the viewer, who came in without a second step, coordinates a place that is sealed: a community, or a
    space that they are in. `community_id` asks about one community alone."""
    if viewer.is_proven:
        return False
    own = (CommunityMembership.user_id == viewer.id, CommunityMembership.until.is_(None))
    coordinates = select(CommunityMembership.id).join(Community, CommunityMembership.community_id == Community.id)
    asked = coordinates.where(*own, CommunityMembership.role == "coordinator", Community.closed_at.is_(None))
    if community_id is not None:
        asked = asked.where(Community.id == community_id)
    named = exists().where(
        SpaceMembership.space_id == Space.id, SpaceMembership.user_id == viewer.id, SpaceMembership.until.is_(None)
    )
    inside = exists().where(
        Space.community_id == Community.id, Space.read == Read.SEALED, or_(Space.for_everyone, named)
    )
    return db.session.scalar(asked.where(or_(Community.read == Read.SEALED, inside)).limit(1)) is not None
