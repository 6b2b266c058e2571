"""The doors to requests to come in, and their lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, JoinQuestion, JoinRequest
from cop.communities.queries.doors import community_for
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User

MOST_LISTED = 200


def questions_of(community_id: int) -> Sequence[str]:
    """What a community asks whoever would like to come in."""
    asked = select(JoinQuestion.text).where(JoinQuestion.community_id == community_id)
    return db.session.scalars(asked.order_by(JoinQuestion.position)).all()


def own_request(viewer: Any, community_id: int) -> JoinRequest | None:
    """The viewer's own latest request to come in here."""
    own = (JoinRequest.community_id == community_id, JoinRequest.user_id == policy.person_id(viewer))
    return db.session.scalar(select(JoinRequest).where(*own).order_by(JoinRequest.id.desc()).limit(1))


def requests_waiting_in(community_id: int) -> Sequence[JoinRequest]:
    """Who waits for an answer, the longest first; whoever is shown them has passed the community's own door."""
    waiting = (JoinRequest.community_id == community_id, JoinRequest.state == "waiting")
    asked = select(JoinRequest).where(*waiting).options(joinedload(JoinRequest.user))
    return db.session.scalars(asked.order_by(JoinRequest.created_at).limit(MOST_LISTED)).all()


def request_for(viewer: Any, community_id: int, *, request_id: int) -> JoinRequest:
    """The door to one request: for those who look after the community, and for whoever asks."""
    community = community_for(viewer, community_id)
    asked = {"request": request_id, "community": community.id, "viewer": viewer.id}
    found = db.session.scalars(REQUEST, asked).unique().one_or_none()
    mine = found is not None and found.user_id == viewer.id
    answers = policy.standing_in(viewer, community).role in policy.ORGANISERS
    if found is None or not (mine or answers):
        raise NotVisible
    return found


def addresses_to_tell(community_id: int, *, roles: Sequence[str]) -> Sequence[str]:
    """Where those of these roles are written to, the suspended excepted."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    asked = select(User.email).join(CommunityMembership, CommunityMembership.user_id == User.id)
    standing = (CommunityMembership.role.in_(roles), User.suspended_at.is_(None))
    return db.session.scalars(asked.where(*running, *standing).order_by(User.email)).all()


REQUEST = (
    select(JoinRequest)
    .join(Community, Community.id == JoinRequest.community_id)
    .outerjoin(
        CommunityMembership,
        (CommunityMembership.community_id == Community.id)
        & (CommunityMembership.user_id == bindparam("viewer"))
        & CommunityMembership.until.is_(None),
    )
    .where(JoinRequest.id == bindparam("request"), JoinRequest.community_id == bindparam("community"))
    .options(contains_eager(JoinRequest.community).contains_eager(Community.memberships))
    .execution_options(populate_existing=True)
)
