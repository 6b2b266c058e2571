"""The door to a report, and those that wait: each of something that whoever looks may read now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from cop.communities import policy as communities
from cop.communities.models import Community
from cop.communities.queries.agreements import agreement_of
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.moderation import policy, rules
from cop.moderation.models import Report
from cop.moderation.queries.items import Item, item_for
from cop.moderation.rules import Which
from cop.people.models import User

MOST_LISTED = 100


class Told(NamedTuple):
    """What somebody said when they reported something; without a name where nobody did."""

    why: str
    line: str
    words: str
    by: str | None
    at: datetime


class Waiting(NamedTuple):
    """Something that waits for somebody to look at it, and since when."""

    item: Item
    reports: Sequence[Told]
    since: datetime


def report_for(viewer: Any, report_id: int) -> Report:
    """The door to one's own report."""
    found = db.session.get(Report, report_id)
    if found is None or not policy.can_see_report(viewer, found):
        raise NotVisible
    return found


def open_report_of(person_id: int, which: Which) -> Report | None:
    """What this person has asked to be looked at and nobody has answered yet."""
    asked = select(Report).where(about(which), Report.by_id == person_id, Report.closed_at.is_(None))
    return db.session.scalars(asked.order_by(Report.id).limit(1)).one_or_none()


def points_for(viewer: Any, community: Community) -> list[str]:
    """The points of the agreement that somebody may name; none for whoever may not read it."""
    agreement = agreement_of(community.id) if communities.can_read_agreement(viewer, community) else None
    return rules.points_of(agreement.text) if agreement else []


def reports_on(which: Which) -> Sequence[Told]:
    """The open reports about something that has passed its door, the first first."""
    asked = select(Report.why, Report.line, Report.words, User.name, Report.at)
    here = asked.outerjoin(User, User.id == Report.by_id).where(about(which), Report.closed_at.is_(None))
    return [Told(*row) for row in db.session.execute(here.order_by(Report.id))]


def queue_of(viewer: Any, community_id: int) -> list[Waiting]:
    """What waits in a community that has passed its door, the longest first: each thing passes its own door, now."""
    asked = select(Report).where(Report.community_id == community_id, Report.closed_at.is_(None))
    found = db.session.scalars(asked.order_by(Report.at, Report.id).limit(MOST_LISTED)).all()
    waiting = dict.fromkeys(report.which for report in found)
    return [each for which in waiting if (each := _waiting(viewer, which)) is not None]


def _waiting(viewer: Any, which: Which) -> Waiting | None:
    try:
        item = item_for(viewer, which)
    except NotVisible:
        return None
    if not policy.can_decide(viewer, item.thing):
        return None
    reports = reports_on(which)
    return Waiting(item, reports, reports[0].at)


def about(which: Which) -> ColumnElement[bool]:
    """For a statement about reports: those about this."""
    said: ColumnElement[bool] = getattr(Report, f"{which.kind}_id") == which.id
    return said
