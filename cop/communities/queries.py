"""The doors to communities and spaces, the lists of them, and who reads them.

Every visibility rule of `rules` stands here a second time, as SQL, so that a list is filtered by the database. A test
holds rules, lists and doors against each other for every preset, person and state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, Unpack

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import PRESETS, WRITERS
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User

Statement = TypeVar("Statement", bound="Select[Unpack[tuple[Any, ...]]]")

MEMBER = CommunityMembership.id.is_not(None)
COORDINATOR = and_(MEMBER, CommunityMembership.role == "coordinator")
BELONGS = and_(MEMBER, or_(Space.for_everyone, SpaceMembership.id.is_not(None)))
OPENED = and_(COORDINATOR, Space.preset != "confidential")
STANDING_LOADED = (
    contains_eager(Space.community).contains_eager(Community.memberships),
    contains_eager(Space.memberships),
)
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


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a member list."""

    user_id: int
    name: str
    pronouns: str
    role: str
    since: datetime


def members_of(community_id: int) -> Sequence[Member]:
    """Who belongs to a community now, by name. The caller has passed its door and `can_see_members`."""
    asked = select(User.id, User.name, User.pronouns, CommunityMembership.role, CommunityMembership.since)
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    found = db.session.execute(
        asked.join(CommunityMembership, CommunityMembership.user_id == User.id)
        .where(*running)
        .order_by(func.lower(User.name), User.id)
    )
    return [Member(*row) for row in found]


def named_in(space_id: int) -> Sequence[Member]:
    """Who is named in a space now, by name. The caller has passed `can_read_space`."""
    asked = select(User.id, User.name, User.pronouns, CommunityMembership.role, SpaceMembership.since)
    found = db.session.execute(
        _insiders(asked, space_id)
        .join(User, User.id == CommunityMembership.user_id)
        .where(SpaceMembership.id.is_not(None))
        .order_by(func.lower(User.name), User.id)
    )
    return [Member(*row) for row in found]


def member_counts(community_ids: Sequence[int]) -> dict[int, int]:
    """How many people belong to each of these communities now."""
    asked = select(CommunityMembership.community_id, func.count()).group_by(CommunityMembership.community_id)
    running = (CommunityMembership.community_id.in_(community_ids), CommunityMembership.until.is_(None))
    return dict(db.session.execute(asked.where(*running)).tuples().all())


def coordinators_of(community_id: int) -> Sequence[str]:
    """The names of those who look after a community; part of its card."""
    asked = select(User.name).join(CommunityMembership, CommunityMembership.user_id == User.id)
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    return db.session.scalars(
        asked.where(*running, CommunityMembership.role == "coordinator").order_by(User.name)
    ).all()


def members_in(community_id: int) -> list[int]:
    """The ids of everybody who belongs to a community now."""
    asked = select(CommunityMembership.user_id).where(
        CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None)
    )
    return list(db.session.scalars(asked))


def readers_of_space(space_id: int) -> list[int]:
    """The ids of every member who may read a space now; whoever else reads an Open one is not counted."""
    return list(db.session.scalars(_insiders(select(CommunityMembership.user_id), space_id).where(READS)))


@dataclass(frozen=True, slots=True)
class Readers:
    """How many people read a place, and from how many organisations."""

    people: int
    organisations: int


def audience_of_space(space_id: int) -> Readers:
    """Who reads what is posted in a space, counted in one query."""
    return Readers(*db.session.execute(_counted(_insiders(_COUNTS, space_id).where(READS))).one())


def audience_of_community(community_id: int) -> Readers:
    """Who reads what is shared with a community's members, counted in one query."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    return Readers(*db.session.execute(_counted(_COUNTS.select_from(CommunityMembership).where(*running))).one())


_COUNTS = select(func.count(distinct(CommunityMembership.user_id)), literal(0))


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


def _insiders(statement: Statement, space_id: int) -> Statement:
    """Everybody in the space's community now, with their naming in the space where there is one."""
    named = and_(
        SpaceMembership.space_id == Space.id,
        SpaceMembership.user_id == CommunityMembership.user_id,
        SpaceMembership.until.is_(None),
    )
    return (
        statement.select_from(Space)
        .join(CommunityMembership, CommunityMembership.community_id == Space.community_id)
        .outerjoin(SpaceMembership, named)
        .where(Space.id == space_id, CommunityMembership.until.is_(None))
    )


def _counted(statement: Statement) -> Statement:
    return statement
