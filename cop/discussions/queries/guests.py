"""Guests in conversations: the branch that lets them in, and who they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Date, and_, bindparam, case, exists, func, not_, or_, select

from cop.communities import queries as communities
from cop.communities.models import CommunityMembership, Space, SpaceMembership
from cop.communities.queries.audience import Lines
from cop.communities.queries.guests import Guest, guests_in, own_seat, reads_as_guest, seat_stands
from cop.communities.rules import Door
from cop.core.database import db
from cop.discussions.models import Post, Thread, ThreadGuest
from cop.discussions.queries.within import READS_THREAD, STANDS, in_space
from cop.organisations.models import Organisation, OrganisationMembership
from cop.organisations.queries.people import belonged_on

HERE = ThreadGuest.thread_id == Thread.id
GUEST_READS = and_(
    STANDS,
    not_(Thread.privately),
    reads_as_guest(ThreadGuest, ThreadGuest.thread_id, thing=Thread.id, bound=Thread.bound),
)
GUESTS = select(func.count(ThreadGuest.id)).where(HERE, seat_stands(ThreadGuest)).correlate(Thread).scalar_subquery()
GUEST_UNTIL = select(func.max(ThreadGuest.until)).where(own_seat(ThreadGuest, HERE)).correlate(Thread).scalar_subquery()


BELONGS = and_(
    OrganisationMembership.user_id == Post.author_id,
    OrganisationMembership.confirmed,
    OrganisationMembership.shown,
    belonged_on(bindparam("day", type_=Date)),  # type: ignore[arg-type]  # a day that is told when it is asked
)
OWN_ORGANISATIONS = (
    select(Lines(Organisation.name))
    .join(OrganisationMembership, OrganisationMembership.organisation_id == Organisation.id)
    .where(BELONGS)
    .correlate(Post)
    .scalar_subquery()
)
COMES_FROM = case((Post.by_guest, OWN_ORGANISATIONS))
"""Where a guest belongs, by the word of who leads there, and lets others see it. Of nobody else it is asked."""


class OwnSeat(NamedTuple):
    """A conversation that the viewer is a guest in."""

    thread_id: int
    title: str
    until: datetime


def guests_of(thread_id: int, *, now: datetime) -> Sequence[Guest]:
    """Who is a guest in a conversation that has passed its door."""
    return guests_in(ThreadGuest, ThreadGuest.thread_id == thread_id, now=now)


def sits_in(person_id: int, thread_id: int, *, now: datetime) -> bool:
    """Whether somebody is let into a conversation by a guest seat."""
    asked = {"viewer": person_id, "now": now}
    return thread_id in {each.thread_id for each in db.session.execute(SEATS, asked)}


def place_told(person_id: int) -> ColumnElement[str]:
    """The name of a space in what somebody takes along, if they ever could know it: a guest never was told, and a
    conversation may have been moved to where not everybody looks."""
    here = (CommunityMembership.community_id == Space.community_id, CommunityMembership.user_id == person_id)
    named = exists().where(SpaceMembership.space_id == Space.id, SpaceMembership.user_id == person_id)
    knows = or_(Space.door < Door.INSIDE, Space.for_everyone, CommunityMembership.role == "coordinator")
    return case((or_(named.correlate(Space), exists().where(*here, knows).correlate(Space)), Space.name), else_="")


def of_guests(statement: communities.Statement) -> communities.Statement:
    """Among what the viewer reads by a guest seat."""
    return in_space(statement).where(GUEST_READS)


def readable(statement: communities.Statement) -> communities.Statement:
    """Among what the viewer reads by how they stand, or by a guest seat."""
    return in_space(statement).where(or_(READS_THREAD, GUEST_READS))


SEATS = of_guests(select(Thread.id.label("thread_id"), Thread.title, GUEST_UNTIL.label("until"))).order_by(
    GUEST_UNTIL, Thread.id
)
