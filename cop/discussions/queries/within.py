"""The joins of every question about conversations, and who reads them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_

from cop.communities import queries as communities
from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.queries.visibility import COORDINATES, COORDINATES_NOW, insider_reads_item
from cop.discussions.models import Thread


def in_space(statement: communities.Statement) -> communities.Statement:
    """Join a statement that has Thread to where it stands, and how the viewer stands to that."""
    joined = statement.join(Space, Space.id == Thread.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined)


def within_space(statement: communities.Statement) -> communities.Statement:
    """The same, among what the viewer reads by how they stand."""
    return in_space(statement).where(READS_THREAD)


def insider_reads_thread(of: Any = Thread) -> ColumnElement[bool]:
    """The same over the joins of `insiders`; `of` is the table, or has the columns of a conversation as parameters."""
    is_party = CommunityMembership.user_id.in_((of.author_id, of.asked_id))
    read = insider_reads_item(of.created_at, of.bound)
    return and_(read, or_(not_(of.privately), COORDINATES, is_party))


IS_PARTY = and_(communities.MEMBER, or_(Thread.author_id == communities.VIEWER, Thread.asked_id == communities.VIEWER))
STANDS = Thread.into_id.is_(None)
"""It did not go into another: what did is read by nobody."""
READS_THREAD = and_(
    STANDS,
    communities.reads_item(Thread.created_at, Thread.bound),
    or_(not_(Thread.privately), COORDINATES_NOW, IS_PARTY),
)
"""`policy.can_read` of whoever is no guest, as SQL: what is asked privately is read by few of those who read there."""
