"""The doors to invitations and their lists. A token opens one of them, for whoever holds it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from cop.communities import policy
from cop.communities.models import (
    Community,
    CommunityInvitation,
    CommunityMembership,
    InvitationFile,
    InvitationLink,
    Space,
)
from cop.communities.queries.doors import spaces_visible_to
from cop.communities.rules import Read
from cop.communities.rules.invitations import LIVE
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.people.rules.tokens import fingerprint

MOST_LISTED = 600


def invitation_by(token: str, *, now: datetime) -> CommunityInvitation | None:
    """The personal invitation of this token, while it stands."""
    this = CommunityInvitation.token_hash == fingerprint(token)
    found = select(CommunityInvitation).where(this, *stands(now))
    return db.session.scalar(found.options(*_SAID).execution_options(populate_existing=True))


def link_by(token: str, *, now: datetime) -> InvitationLink | None:
    """The link of this token, while it lets somebody in."""
    this = InvitationLink.token_hash == fingerprint(token)
    found = select(InvitationLink).where(this, *link_stands(now))
    return db.session.scalar(
        found.options(joinedload(InvitationLink.community)).execution_options(populate_existing=True)
    )


def stands(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """That a personal invitation can be answered."""
    return CommunityInvitation.state.in_(LIVE), CommunityInvitation.expires_at > now


def link_stands(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """That a link lets somebody in."""
    return (
        InvitationLink.revoked_at.is_(None),
        InvitationLink.expires_at > now,
        InvitationLink.uses < InvitationLink.most,
    )


def invitations_of(viewer: Any, community: Community, *, most: int = MOST_LISTED) -> Sequence[CommunityInvitation]:
    """What the viewer may see of a community's invitations, the newest first. They have passed `can_invite`."""
    asked = select(CommunityInvitation).where(CommunityInvitation.community_id == community.id)
    if not policy.can_coordinate(viewer, community):
        asked = asked.where(CommunityInvitation.invited_by_id == policy.person_id(viewer))
    newest = (CommunityInvitation.created_at.desc(), CommunityInvitation.id)
    return db.session.scalars(asked.order_by(*newest).limit(most)).all()


def asked_into(community_id: int) -> Sequence[CommunityInvitation]:
    """Who is asked to come in and has not answered: what the members of a Confidential community are told."""
    asked = select(CommunityInvitation).options(joinedload(CommunityInvitation.invited_by))
    live = (CommunityInvitation.community_id == community_id, CommunityInvitation.state.in_(LIVE))
    return db.session.scalars(asked.where(*live).order_by(CommunityInvitation.created_at.desc())).all()


def invitations_to(viewer: Any, *, now: datetime) -> Sequence[CommunityInvitation]:
    """The invitations that wait at the viewer's own address, and whose first letter is written."""
    asked = select(CommunityInvitation).where(
        CommunityInvitation.email == viewer.email, *stands(now), IN_ONE_THAT_LIVES
    )
    return db.session.scalars(asked.where(CommunityInvitation.letters > 0).options(*_SAID)).all()


def opened_at(email: str, *, now: datetime) -> Sequence[CommunityInvitation]:
    """The invitations to which whoever has this address said yes before they had an account."""
    opened = (CommunityInvitation.email == email, CommunityInvitation.state == "opened", *stands(now))
    return db.session.scalars(select(CommunityInvitation).where(*opened, IN_ONE_THAT_LIVES)).all()


def invitation_for(viewer: Any, community: Community, *, invitation_id: int) -> CommunityInvitation:
    """The door to one invitation of a community that has passed its own."""
    this = (CommunityInvitation.id == invitation_id, CommunityInvitation.community_id == community.id)
    found = db.session.scalar(select(CommunityInvitation).where(*this))
    if found is None or not policy.can_see_invitation(viewer, found, community=community):
        raise NotVisible
    return found


def links_of(community_id: int, *, now: datetime) -> Sequence[InvitationLink]:
    """The links of a community that still let somebody in."""
    asked = select(InvitationLink).where(InvitationLink.community_id == community_id, *link_stands(now))
    return db.session.scalars(asked.order_by(InvitationLink.id)).all()


def files_of(viewer: Any, community: Community) -> Sequence[InvitationFile]:
    """The files of a community that the viewer may see, the newest first."""
    return db.session.scalars(_files(viewer, community).order_by(InvitationFile.id.desc())).all()


def file_for(viewer: Any, community: Community, *, file_id: int) -> InvitationFile:
    """The door to one file of a community that has passed its own."""
    found = db.session.scalar(_files(viewer, community).where(InvitationFile.id == file_id))
    if found is None:
        raise NotVisible
    return found


def invitations_in(file_id: int) -> Sequence[CommunityInvitation]:
    """Whom a file that has passed its door asked, in its order."""
    asked = select(CommunityInvitation).where(CommunityInvitation.file_id == file_id)
    return db.session.scalars(asked.order_by(CommunityInvitation.line)).all()


def spaces_to_name_in(viewer: Any, community_id: int) -> Sequence[Space]:
    """The spaces into which an invitation of the viewer may name somebody. Sealed ones only from inside."""
    found = spaces_visible_to(viewer, community_id)
    return [each for each in found if each.axes.read != Read.SEALED and policy.can_name_members(viewer, each)]


def role_in(community_id: int, user_id: int | None) -> str | None:
    """What somebody is in a community now; None for nobody, for outsiders, and for whoever is suspended."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    asked = select(CommunityMembership.role).join(User, User.id == CommunityMembership.user_id)
    return db.session.scalar(asked.where(*running, User.id == user_id, User.suspended_at.is_(None)))


def address_of_member(community_id: int, *, user_id: int) -> str | None:
    """Where a member is written to; None for whoever has left meanwhile, or is suspended."""
    if role_in(community_id, user_id) is None:
        return None
    return db.session.scalar(select(User.email).where(User.id == user_id))


def letters_of_today(email: str, *, now: datetime) -> int:
    """How many letters of invitation went to this address within a day, whoever sent them."""
    lately = (CommunityInvitation.email == email, CommunityInvitation.last_letter_at > now - timedelta(days=1))
    return db.session.execute(select(func.count(CommunityInvitation.id)).where(*lately)).scalar_one()


def letters_ahead(user_id: int) -> int:
    """How many invitations of this inviter still wait for their first letter."""
    waiting = (CommunityInvitation.invited_by_id == user_id, CommunityInvitation.state == "waiting")
    return db.session.execute(select(func.count(CommunityInvitation.id)).where(*waiting)).scalar_one()


def _files(viewer: Any, community: Community) -> Select[InvitationFile]:
    asked = select(InvitationFile).where(InvitationFile.community_id == community.id)
    if policy.can_coordinate(viewer, community):
        return asked
    return asked.where(InvitationFile.created_by_id == policy.person_id(viewer))


IN_ONE_THAT_LIVES = CommunityInvitation.community_id.in_(select(Community.id).where(Community.closed_at.is_(None)))
_SAID = (joinedload(CommunityInvitation.community), joinedload(CommunityInvitation.invited_by))
