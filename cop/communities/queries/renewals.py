"""The yearly question of a community: the viewer's own wish, and the others' in total."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from cop.communities import policy, rules
from cop.communities.models import Community, CommunityMembership, Renewal, RenewalVoice
from cop.core.database import db


def open_renewal_of(community_id: int) -> Renewal | None:
    """The question that waits for answers or for a decision. The caller has passed the door, and `is_member`."""
    asked = select(Renewal).where(Renewal.community_id == community_id, Renewal.outcome.is_(None))
    return db.session.scalars(asked.order_by(Renewal.id.desc()).limit(1)).one_or_none()


def wish_of(viewer: Any, renewal: Renewal) -> str | None:
    """What the viewer said."""
    own = (RenewalVoice.renewal_id == renewal.id, RenewalVoice.user_id == policy.person_id(viewer))
    return db.session.scalar(select(RenewalVoice.wish).where(*own))


def wishes_in(renewal: Renewal) -> Mapping[str, int]:
    """How many of those who belong now wish what."""
    inside = and_(
        CommunityMembership.community_id == renewal.community_id,
        CommunityMembership.user_id == RenewalVoice.user_id,
        CommunityMembership.until.is_(None),
    )
    asked = select(RenewalVoice.wish).join(CommunityMembership, inside).where(RenewalVoice.renewal_id == renewal.id)
    return rules.totals(db.session.scalars(asked))


def due_for_renewal(now: datetime) -> list[int]:
    """The communities that live, have not announced their end, and were founded or last asked a year ago."""
    last = func.coalesce(func.max(Renewal.asked_at), Community.founded_at)
    asked = select(Community.id).outerjoin(Renewal, Renewal.community_id == Community.id)
    alive = asked.where(Community.closes_at.is_(None)).group_by(Community.id, Community.founded_at)
    return list(db.session.scalars(alive.having(last <= now - rules.EVERY).order_by(Community.id)))
