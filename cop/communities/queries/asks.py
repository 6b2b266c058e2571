"""What the viewer's own communities ask of them, in one query for «Next for you»."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, or_, select

from cop.communities.models import Community, CommunityMembership, Renewal, RenewalVoice
from cop.communities.queries.leading import NOW, is_asked_to_lead, leads_not_for_long
from cop.communities.queries.visibility import VIEWER, Column
from cop.communities.rules import leading
from cop.core.database import db
from cop.people.models import User


class Asks(NamedTuple):
    """A community, whether it asks the viewer for a wish or to lead, and whether they lead not for long."""

    community: Community
    for_wish: bool
    to_lead: bool
    ends_soon: bool


def asks_for_wish(community: Column) -> ColumnElement[bool]:
    """Whether this year's question waits there for the viewer's answer."""
    answered = exists().where(RenewalVoice.renewal_id == Renewal.id, RenewalVoice.user_id == VIEWER)
    waiting = (Renewal.community_id == community, Renewal.outcome.is_(None), Renewal.until > NOW)
    return exists().where(*waiting, ~answered)


def asks_of(viewer: User, *, now: datetime) -> list[Asks]:
    """The viewer's own communities that live and ask something of them, or are about to close."""
    asked = {"viewer": viewer.id, "now": now, "soon": now + leading.SOON}
    return [Asks(*row) for row in db.session.execute(ASKS, asked)]


def _asks() -> Select[Community, bool, bool, bool]:
    what = (asks_for_wish(Community.id), is_asked_to_lead(Community.id), leads_not_for_long(Community.id))
    asked = select(Community, *what).join(CommunityMembership, CommunityMembership.community_id == Community.id)
    own = (CommunityMembership.user_id == VIEWER, CommunityMembership.until.is_(None), Community.closed_at.is_(None))
    return asked.where(*own, or_(Community.closes_at.is_not(None), *what)).order_by(Community.id)


ASKS = _asks()
