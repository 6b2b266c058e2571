"""Who is in a community or a space, and how many read it. Callers have passed its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, and_, bindparam, distinct, func, or_, select

from cop.communities.models import CommunityMembership, Space, SpaceMembership
from cop.communities.queries.visibility import READS_INSIDE, Statement
from cop.core.database import db
from cop.organisations.models import OrganisationMembership
from cop.people.models import User


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
    return [Member(*row) for row in db.session.execute(NAMED, {"space": space_id})]


def member_counts(community_ids: Sequence[int]) -> dict[int, int]:
    """How many people belong to each of these communities now."""
    asked = select(CommunityMembership.community_id, func.count()).group_by(CommunityMembership.community_id)
    running = (CommunityMembership.community_id.in_(community_ids), CommunityMembership.until.is_(None))
    return {row[0]: row[1] for row in db.session.execute(asked.where(*running))}


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
    return list(db.session.scalars(READERS, {"space": space_id}))


@dataclass(frozen=True, slots=True)
class Readers:
    """How many people read a place, and from how many organisations."""

    people: int
    organisations: int


def audience_of_space(space_id: int, *, on: date) -> Readers:
    """Who reads what is posted in a space on that day, counted in one query."""
    return Readers(*db.session.execute(SPACE_AUDIENCE, {"space": space_id, "day": on}).one())


def audience_of_community(community_id: int, *, on: date) -> Readers:
    """Who reads what is shared with a community's members on that day, counted in one query."""
    return Readers(*db.session.execute(COMMUNITY_AUDIENCE, {"community": community_id, "day": on}).one())


def _insiders(statement: Statement) -> Statement:
    """Everybody in a space's community now, with their naming in the space where there is one."""
    joined = statement.select_from(Space).join(
        CommunityMembership, CommunityMembership.community_id == Space.community_id
    )
    return _as_named(joined).where(Space.id == bindparam("space"))


def _insiders_beside(statement: Statement) -> Statement:
    """The same of the space of the statement around this one."""
    return _as_named(statement.select_from(CommunityMembership)).where(
        CommunityMembership.community_id == Space.community_id
    )


def _as_named(statement: Statement) -> Statement:
    named = and_(
        SpaceMembership.space_id == Space.id,
        SpaceMembership.user_id == CommunityMembership.user_id,
        SpaceMembership.until.is_(None),
    )
    return statement.outerjoin(SpaceMembership, named).where(CommunityMembership.until.is_(None))


def _with_organisations(statement: Statement) -> Statement:
    day = bindparam("day", type_=Date)
    own = and_(
        OrganisationMembership.user_id == CommunityMembership.user_id,
        OrganisationMembership.since <= day,
        or_(OrganisationMembership.until.is_(None), OrganisationMembership.until >= day),
    )
    return statement.outerjoin(OrganisationMembership, own)


NAMED = (
    _insiders(select(User.id, User.name, User.pronouns, CommunityMembership.role, SpaceMembership.since))
    .join(User, User.id == CommunityMembership.user_id)
    .where(SpaceMembership.id.is_not(None))
    .order_by(func.lower(User.name), User.id)
)
READERS = _insiders(select(CommunityMembership.user_id)).where(READS_INSIDE)
COUNTS = select(
    func.count(distinct(CommunityMembership.user_id)), func.count(distinct(OrganisationMembership.organisation_id))
)
SPACE_AUDIENCE = _with_organisations(_insiders(COUNTS).where(READS_INSIDE))
PEOPLE_READING, ORGANISATIONS_READING = (
    _with_organisations(_insiders_beside(select(count)).where(READS_INSIDE)).correlate(Space).scalar_subquery()
    for count in COUNTS.selected_columns
)
"""The same two counts as columns of a statement that has Space, with its `day`."""
COMMUNITY_AUDIENCE = _with_organisations(
    COUNTS.select_from(CommunityMembership).where(
        CommunityMembership.community_id == bindparam("community"), CommunityMembership.until.is_(None)
    )
)
