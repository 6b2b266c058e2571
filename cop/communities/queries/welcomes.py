"""Who waits for a welcome, and who was welcomed. Callers have passed the community's door."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select

from cop.communities.models import CommunityMembership, Welcome
from cop.communities.rules import welcomes as rules
from cop.core.database import db
from cop.people.models import User

MOST_LISTED = 10


class Newcomer(NamedTuple):
    """Somebody who has come and whom nobody has welcomed yet."""

    user_id: int
    name: str
    since: datetime


def newcomers_in(community_id: int, *, now: datetime) -> Sequence[Newcomer]:
    """Who came within two weeks and waits for a welcome, the longest first. Coordinators wait for none."""
    welcomed = and_(Welcome.community_id == community_id, Welcome.user_id == User.id)
    asked = select(User.id, User.name, CommunityMembership.since).join(
        CommunityMembership, CommunityMembership.user_id == User.id
    )
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    fresh = (CommunityMembership.since > now - rules.NEW_FOR, CommunityMembership.role != "coordinator")
    waiting = asked.outerjoin(Welcome, welcomed).where(*running, *fresh, Welcome.user_id.is_(None))
    found = db.session.execute(waiting.order_by(CommunityMembership.since, User.id).limit(MOST_LISTED))
    return [Newcomer(*row) for row in found]
