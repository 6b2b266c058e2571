"""Every visibility rule of `rules` a second time, as SQL, so that lists are filtered by the database.

Statements are written once, when a module is loaded, and asked with `as_seen_by(viewer)`: writing one anew costs more
than running it. A test holds rules, lists and doors against each other for every preset, person and state.
"""

from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, or_
from sqlalchemy.orm import InstrumentedAttribute

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import PRESETS, Audience

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

VIEWER: Final = bindparam("viewer", type_=Integer)
"""Who looks; NULL for a visitor, who is nobody's equal."""


def as_seen_by(viewer: Any, **values: object) -> dict[str, object]:
    """The parameters of a statement that has the viewer's standing joined to it."""
    return {"viewer": policy.person_id(viewer), **values}


def in_community(statement: Statement) -> Statement:
    """Join the viewer's own running membership to a statement that has Community."""
    return statement.outerjoin(
        CommunityMembership,
        and_(
            CommunityMembership.community_id == Community.id,
            CommunityMembership.user_id == VIEWER,
            CommunityMembership.until.is_(None),
        ),
    )


def with_standing(statement: Statement) -> Statement:
    """Join the viewer's own running memberships to a statement that has Community and Space, which may be outer."""
    return in_community(statement).outerjoin(
        SpaceMembership,
        and_(
            SpaceMembership.space_id == Space.id,
            SpaceMembership.user_id == VIEWER,
            SpaceMembership.until.is_(None),
        ),
    )


def reads_item(created_at: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """`rules.reads_item` as SQL, over the joins of `with_standing`."""
    since = case((Space.for_everyone, CommunityMembership.since), else_=SpaceMembership.since)
    return and_(READS_SPACE, or_(Space.preset != "confidential", created_at >= since))


def _one_of(column: InstrumentedAttribute[str], axis: str, *audiences: Audience) -> ColumnElement[bool]:
    """Plain comparisons: an IN would be written anew each time it is asked."""
    return or_(*(column == name for name, axes in PRESETS.items() if getattr(axes, axis) in audiences))


MEMBER: Final = CommunityMembership.id.is_not(None)
COORDINATOR: Final = and_(MEMBER, CommunityMembership.role == "coordinator")
BELONGS: Final = and_(MEMBER, or_(Space.for_everyone, SpaceMembership.id.is_not(None)))
READS_INSIDE: Final = or_(
    _one_of(Space.preset, "read", "anyone"), BELONGS, and_(COORDINATOR, Space.preset != "confidential")
)
KNOWS_COMMUNITY: Final = or_(
    _one_of(Community.preset, "door", "anyone"),
    and_(VIEWER.is_not(None), _one_of(Community.preset, "door", "parent_members")),
    MEMBER,
)
KNOWS_SPACE: Final = and_(
    KNOWS_COMMUNITY,
    or_(
        _one_of(Space.preset, "door", "anyone"),
        and_(MEMBER, _one_of(Space.preset, "door", "parent_members")),
        COORDINATOR,
        BELONGS,
    ),
)
READS_COMMUNITY: Final = or_(_one_of(Community.preset, "read", "anyone"), MEMBER)
READS_SPACE: Final = and_(READS_COMMUNITY, READS_INSIDE)
