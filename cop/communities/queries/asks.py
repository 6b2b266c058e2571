"""What the viewer's own communities ask of them, in one query for «Next for you»."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, or_, select, union_all

from cop.communities.models import Community, CommunityMembership, LeadingRole, Renewal, RenewalVoice
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
    """Begins with the few communities of all that ask somebody something, not with all that the viewer is in."""
    what = (asks_for_wish(Community.id), is_asked_to_lead(Community.id), leads_not_for_long(Community.id))
    asked = select(Community, *what).join(CommunityMembership, CommunityMembership.community_id == Community.id)
    own = (CommunityMembership.user_id == VIEWER, CommunityMembership.until.is_(None), Community.closed_at.is_(None))
    few = union_all(
        select(Community.id).where(Community.closes_at.is_not(None)),
        select(Renewal.community_id).where(Renewal.outcome.is_(None), Renewal.until > NOW),
        select(LeadingRole.community_id).where(LeadingRole.user_id == VIEWER, LeadingRole.ends > NOW),
    )
    asks = or_(Community.closes_at.is_not(None), *what)
    return asked.where(*own, Community.id.in_(few), asks).order_by(Community.id)


ASKS = _asks()
