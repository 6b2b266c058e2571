"""Every visibility rule of `rules` a second time, as SQL, so that lists are filtered by the database.

A test holds rules, lists and doors against each other for every preset, person and state.
"""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, or_
from sqlalchemy.orm import InstrumentedAttribute

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import PRESETS

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

MEMBER = CommunityMembership.id.is_not(None)
COORDINATOR = and_(MEMBER, CommunityMembership.role == "coordinator")
BELONGS = and_(MEMBER, or_(Space.for_everyone, SpaceMembership.id.is_not(None)))
OPENED = and_(COORDINATOR, Space.preset != "confidential")
READ_BY_ANYONE = [name for name, axes in PRESETS.items() if axes.read == "anyone"]
READS = or_(Space.preset.in_(READ_BY_ANYONE), BELONGS, OPENED)
KNOWN_TO_ANYONE = [name for name, axes in PRESETS.items() if axes.door == "anyone"]
KNOWN_INSIDE = [name for name, axes in PRESETS.items() if axes.door in {"anyone", "parent_members"}]


def with_standing(statement: Statement, viewer: Any) -> Statement:
    """Join the viewer's own running memberships to a statement that has Community and Space, which may be outer."""
    return in_community(statement, viewer).outerjoin(
        SpaceMembership,
        and_(
            SpaceMembership.space_id == Space.id,
            SpaceMembership.user_id == policy.person_id(viewer),
            SpaceMembership.until.is_(None),
        ),
    )


def in_community(statement: Statement, viewer: Any) -> Statement:
    """Join the viewer's own running membership to a statement that has Community."""
    return statement.outerjoin(
        CommunityMembership,
        and_(
            CommunityMembership.community_id == Community.id,
            CommunityMembership.user_id == policy.person_id(viewer),
            CommunityMembership.until.is_(None),
        ),
    )


def knows_community(viewer: Any) -> ColumnElement[bool]:
    """`rules.knows_community` as SQL, over the joins of `in_community`."""
    known = KNOWN_TO_ANYONE if policy.person_id(viewer) is None else KNOWN_INSIDE
    return or_(Community.preset.in_(known), MEMBER)


def reads_community() -> ColumnElement[bool]:
    """`rules.reads_community` as SQL, over the joins of `in_community`."""
    return or_(Community.preset.in_(READ_BY_ANYONE), MEMBER)


def knows_space(viewer: Any) -> ColumnElement[bool]:
    """`rules.knows_space` as SQL, over the joins of `with_standing`."""
    own = or_(Space.preset.in_(KNOWN_TO_ANYONE), and_(MEMBER, Space.preset.in_(KNOWN_INSIDE)), COORDINATOR, BELONGS)
    return and_(knows_community(viewer), own)


def reads_space() -> ColumnElement[bool]:
    """`rules.reads_space` as SQL, over the joins of `with_standing`."""
    return and_(reads_community(), READS)


def reads_item(created_at: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """`rules.reads_item` as SQL, over the joins of `with_standing`."""
    whole = [name for name, axes in PRESETS.items() if axes.history == "all"]
    since = case((Space.for_everyone, CommunityMembership.since), else_=SpaceMembership.since)
    return and_(reads_space(), or_(Space.preset.in_(whole), created_at >= since))
