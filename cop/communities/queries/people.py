"""Who is in a community or a space. Callers have passed its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, select

from cop.communities.models import Community, CommunityBan, CommunityMembership, Space, SpaceMembership
from cop.communities.queries.visibility import Statement, insider_reads
from cop.core.database import db
from cop.people.models import User

SPACE: Final[ColumnElement[int]] = bindparam("space")


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


def banned_from(community_id: int) -> Sequence[tuple[int, str]]:
    """Who is never to come in again, by name. The caller has passed its door and `can_coordinate`."""
    asked = select(User.id, User.name).join(CommunityBan, CommunityBan.user_id == User.id)
    found = db.session.execute(asked.where(CommunityBan.community_id == community_id).order_by(User.name, User.id))
    return [(user_id, name) for user_id, name in found]


def member_counts(community_ids: Sequence[int]) -> dict[int, int]:
    """How many people belong to each of these communities now."""
    asked = select(CommunityMembership.community_id, func.count()).group_by(CommunityMembership.community_id)
    running = (CommunityMembership.community_id.in_(community_ids), CommunityMembership.until.is_(None))
    return {row[0]: row[1] for row in db.session.execute(asked.where(*running))}


def members_in(community_id: int) -> list[int]:
    """The ids of everybody who belongs to a community now."""
    asked = select(CommunityMembership.user_id).where(
        CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None)
    )
    return list(db.session.scalars(asked))


def readers_of_space(space_id: int) -> list[int]:
    """The ids of every member who may read a space now; whoever else reads an Open one is not counted."""
    return list(db.session.scalars(READERS, {"space": space_id}))


def insiders(statement: Statement, *, space: ColumnElement[Any] = SPACE) -> Statement:
    """Everybody in a space's community now, with their naming in the space where there is one."""
    named = and_(
        SpaceMembership.space_id == Space.id,
        SpaceMembership.user_id == CommunityMembership.user_id,
        SpaceMembership.until.is_(None),
    )
    return (
        statement.select_from(Space)
        .join(Community, Community.id == Space.community_id)
        .join(CommunityMembership, CommunityMembership.community_id == Space.community_id)
        .outerjoin(SpaceMembership, named)
        .where(Space.id == space, CommunityMembership.until.is_(None))
    )


NAMED = (
    insiders(select(User.id, User.name, User.pronouns, CommunityMembership.role, SpaceMembership.since))
    .join(User, User.id == CommunityMembership.user_id)
    .where(SpaceMembership.id.is_not(None))
    .order_by(func.lower(User.name), User.id)
)
READERS = insiders(select(CommunityMembership.user_id)).where(insider_reads())
