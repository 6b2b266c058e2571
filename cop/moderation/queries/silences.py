"""Who reads and does not write in a community, until when, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from cop.communities.models import Community, CommunityMembership
from cop.communities.queries import community_for
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.moderation import policy
from cop.moderation.models import ModerationAct, Silence
from cop.moderation.queries.moderators import Moderator
from cop.people.models import User


class Silenced(NamedTuple):
    """Somebody who reads and does not write now."""

    id: int
    name: str
    until: datetime


def silences_in(community_id: int, *, now: datetime) -> Sequence[Silenced]:
    """Who is silent in a community that has passed its door, the soonest over first."""
    asked = select(Silence.id, User.name, Silence.until).join(User, User.id == Silence.user_id)
    here = asked.where(Silence.community_id == community_id, *_running(now))
    return [Silenced(*row) for row in db.session.execute(here.order_by(Silence.until, Silence.id))]


def silence_of(person_id: int | None, community_id: int, *, now: datetime) -> Silence | None:
    """What keeps this person silent there now."""
    theirs = (Silence.community_id == community_id, Silence.user_id == person_id)
    return db.session.scalars(select(Silence).where(*theirs, *_running(now)).limit(1)).one_or_none()


def silence_for(viewer: Any, silence_id: int) -> tuple[Silence, Community]:
    """The door to one: for those who coordinate where it holds."""
    found = db.session.get(Silence, silence_id)
    if found is None:
        raise NotVisible
    community = community_for(viewer, found.community_id)
    if not policy.reads_log(viewer, community):
        raise NotVisible
    return found, community


def why_silent(person_id: int, community_id: int) -> ModerationAct:
    """The decision by which somebody is silent there."""
    theirs = (ModerationAct.kind == "person", ModerationAct.item_id == person_id, ModerationAct.did == "silenced")
    asked = select(ModerationAct).where(*theirs, ModerationAct.community_id == community_id)
    return db.session.scalars(asked.order_by(ModerationAct.id.desc()).limit(1)).one()


def coordinators_of(community_id: int, *, but: int | None) -> Sequence[Moderator]:
    """Who else could decide otherwise."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    asked = select(User.id, User.name, User.email).join(CommunityMembership, CommunityMembership.user_id == User.id)
    standing = (CommunityMembership.role == "coordinator", User.suspended_at.is_(None), User.erased_at.is_(None))
    found = db.session.execute(asked.where(*running, *standing).order_by(User.name, User.id))
    return [each for each in (Moderator(*row) for row in found) if each.id != but]


def _running(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Silence.until > now, Silence.ended_at.is_(None))
