"""The doors to communities and spaces, and the lists of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager

from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.queries.visibility import (
    KNOWS_COMMUNITY,
    KNOWS_SPACE,
    READS_SPACE,
    as_seen_by,
    in_community,
    with_standing,
)
from cop.communities.rules import WRITERS
from cop.core.database import db
from cop.core.errors import NotVisible

STANDING_LOADED = (
    contains_eager(Space.community).contains_eager(Community.memberships),
    contains_eager(Space.memberships),
)
COMMUNITIES = (
    in_community(select(Community))
    .where(KNOWS_COMMUNITY)
    .options(contains_eager(Community.memberships))
    .execution_options(populate_existing=True)
)
SPACES = (
    with_standing(select(Space).join(Community, Community.id == Space.community_id))
    .where(KNOWS_SPACE)
    .options(*STANDING_LOADED)
    .execution_options(populate_existing=True)
)
COMMUNITY = COMMUNITIES.where(Community.id == bindparam("community"))
SPACE = SPACES.where(Space.id == bindparam("space"))
ALL_COMMUNITIES = COMMUNITIES.order_by(func.lower(Community.name), Community.id)
ALL_SPACES = SPACES.where(Space.community_id == bindparam("community")).order_by(Space.id)
WRITABLE = SPACES.where(READS_SPACE, Community.closed_at.is_(None), CommunityMembership.role.in_(WRITERS)).order_by(
    func.lower(Community.name), Community.id, Space.id
)


def community_for(viewer: Any, community_id: int) -> Community:
    """The only door to a community, in one query. Its `memberships` hold the viewer's own, if any."""
    found = db.session.scalars(COMMUNITY, as_seen_by(viewer, community=community_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def space_for(viewer: Any, space_id: int) -> Space:
    """The only door to a space, in one query, for whoever may know that it exists; reading it is `can_read_space`."""
    found = db.session.scalars(SPACE, as_seen_by(viewer, space=space_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def communities_visible_to(viewer: Any) -> Sequence[Community]:
    """Every community that the viewer may know of, by name."""
    return db.session.scalars(ALL_COMMUNITIES, as_seen_by(viewer)).unique().all()


def spaces_visible_to(viewer: Any, community_id: int) -> Sequence[Space]:
    """Every space of a community that the viewer may know of, the oldest first."""
    return db.session.scalars(ALL_SPACES, as_seen_by(viewer, community=community_id)).unique().all()


def writable_spaces(viewer: Any) -> Sequence[Space]:
    """Every space in which the viewer may post, by community."""
    return db.session.scalars(WRITABLE, as_seen_by(viewer)).unique().all()
