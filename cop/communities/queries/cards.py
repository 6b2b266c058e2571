"""What the page of a community says first, in one query. Callers have passed its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, ScalarSelect, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from cop.communities.models import (
    Agreement,
    AgreementAcceptance,
    CommunityMembership,
    Welcome,
)
from cop.communities.queries.asks import asks_for_wish
from cop.communities.queries.audience import OF_COMMUNITY, Lines, Readers, split
from cop.communities.queries.leading import is_asked_to_lead, leads_not_for_long
from cop.communities.queries.steps import steps_columns
from cop.communities.queries.visibility import VIEWER, as_seen_by
from cop.communities.rules import leading, welcomes
from cop.communities.rules.steps import List
from cop.core.database import UtcDateTime, db
from cop.core.traces import Traces
from cop.people.models import User


class Held(NamedTuple):
    """The version of its agreement that holds, without its words."""

    number: int
    why: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """How many read it and who looks after it; how it works together, and whether the viewer has accepted that; who
    has welcomed the viewer lately, whether it waits for their wish or asks them to lead, whether their turn in a role
    is nearly over; and what the columns of their first steps say."""

    readers: Readers
    coordinators: tuple[str, ...]
    agreement: Held | None
    has_accepted: bool
    welcomed_by: str | None
    asks_for_wish: bool
    asks_to_lead: bool
    role_ends_soon: bool
    steps: Sequence[Any]


def card_of(
    viewer: Any, community_id: int, *, on: date, now: datetime, which: List | None = None, traces: Traces = ()
) -> Card:
    """The card of a community on that day, as this viewer needs it, with what is done of their list of first steps."""
    asked = {
        "community": community_id,
        "day": on,
        "now": now,
        "lately": now - welcomes.NEW_FOR,
        "soon": now + leading.SOON,
    }
    found = db.session.execute(_card(which, traces), as_seen_by(viewer, **asked)).one()
    people, organisations, named, names, number, why, made_at, accepted, welcomed_by, *asks = found
    asks_for_wish, asks_to_lead, role_ends_soon, *steps = asks
    return Card(
        readers=Readers(people, organisations, split(named)),
        coordinators=split(names),
        agreement=None if number is None else Held(number, why, made_at),
        has_accepted=bool(accepted),
        welcomed_by=welcomed_by,
        asks_for_wish=bool(asks_for_wish),
        asks_to_lead=bool(asks_to_lead),
        role_ends_soon=bool(role_ends_soon),
        steps=steps,
    )


@cache
def _card(which: List | None, traces: Traces) -> Select[*tuple[Any, ...]]:
    return CARD.add_columns(*steps_columns(which, traces)) if which else CARD


def _latest(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    own = select(column).where(Agreement.community_id == COMMUNITY).order_by(Agreement.number.desc())
    return own.limit(1).scalar_subquery()


COMMUNITY: Final = bindparam("community", type_=Integer)
COORDINATORS: Final = (
    select(Lines(User.name))
    .join(CommunityMembership, CommunityMembership.user_id == User.id)
    .where(CommunityMembership.community_id == COMMUNITY, CommunityMembership.until.is_(None))
    .where(CommunityMembership.role == "coordinator")
    .scalar_subquery()
)
ACCEPTED: Final = exists().where(
    AgreementAcceptance.user_id == VIEWER, AgreementAcceptance.agreement_id == _latest(Agreement.id)
)
WELCOMED_BY: Final = (
    select(User.name)
    .join(Welcome, Welcome.by_id == User.id)
    .where(Welcome.user_id == VIEWER, Welcome.community_id == COMMUNITY)
    .where(Welcome.said_at > bindparam("lately", type_=UtcDateTime))
    .limit(1)
    .scalar_subquery()
)
CARD: Final = OF_COMMUNITY.add_columns(
    COORDINATORS,
    _latest(Agreement.number),
    _latest(Agreement.why),
    _latest(Agreement.made_at),
    ACCEPTED,
    WELCOMED_BY,
    asks_for_wish(COMMUNITY),
    is_asked_to_lead(COMMUNITY),
    leads_not_for_long(COMMUNITY),
)
