"""The doors to communities and spaces, and the lists of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.queries.visibility import in_community, knows_community, knows_space, reads_space, with_standing
from cop.communities.rules import WRITERS
from cop.core.database import db
from cop.core.errors import NotVisible

STANDING_LOADED = (
    contains_eager(Space.community).contains_eager(Community.memberships),
    contains_eager(Space.memberships),
)


def community_for(viewer: Any, community_id: int) -> Community:
    """The only door to a community, in one query. Its `memberships` hold the viewer's own, if any."""
    asked = _communities(viewer).where(Community.id == community_id)
    found = db.session.scalars(asked).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def space_for(viewer: Any, space_id: int) -> Space:
    """The only door to a space, in one query, for whoever may know that it exists; reading it is `can_read_space`."""
    found = db.session.scalars(_spaces(viewer).where(Space.id == space_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def communities_visible_to(viewer: Any) -> Sequence[Community]:
    """Every community that the viewer may know of, by name."""
    return db.session.scalars(_communities(viewer).order_by(func.lower(Community.name), Community.id)).unique().all()


def spaces_visible_to(viewer: Any, community_id: int) -> Sequence[Space]:
    """Every space of a community that the viewer may know of, the oldest first."""
    return (
        db.session.scalars(_spaces(viewer).where(Space.community_id == community_id).order_by(Space.id)).unique().all()
    )


def writable_spaces(viewer: Any) -> Sequence[Space]:
    """Every space in which the viewer may post, by community."""
    asked = _spaces(viewer).where(reads_space(), CommunityMembership.role.in_(WRITERS))
    return db.session.scalars(asked.order_by(func.lower(Community.name), Community.id, Space.id)).unique().all()


def _communities(viewer: Any) -> Select[Community]:
    asked = in_community(select(Community), viewer).where(knows_community(viewer))
    return asked.options(contains_eager(Community.memberships)).execution_options(populate_existing=True)


def _spaces(viewer: Any) -> Select[Space]:
    joined = select(Space).join(Community, Community.id == Space.community_id)
    return (
        with_standing(joined, viewer)
        .where(knows_space(viewer))
        .options(*STANDING_LOADED)
        .execution_options(populate_existing=True)
    )
