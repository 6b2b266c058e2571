"""The joins of every question about conversations, and who reads them."""

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.discussions.models import Thread


def in_space(statement: communities.Statement) -> communities.Statement:
    """Join a statement that has Thread to where it stands, and how the viewer stands to that."""
    joined = statement.join(Space, Space.id == Thread.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined)


def within_space(statement: communities.Statement) -> communities.Statement:
    """The same, among what the viewer reads by how they stand."""
    return in_space(statement).where(communities.reads_item(Thread.created_at, Thread.bound))
