"""Who comes to a gathering, its guests among them, and who of them hears what becomes of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload

from cop.communities import queries as communities
from cop.communities.models import Space
from cop.communities.queries.guests import AT_THIS_TIME, Guest, guests_in, own_seat, seat_stands
from cop.core.database import db
from cop.gatherings.models import Gathering, GatheringAnswer, GatheringGuest
from cop.gatherings.queries.reading import GATHERING_OF_GUEST, GUEST_READS, OWN_ANSWER, in_space
from cop.people.models import User


class Coming(NamedTuple):
    """Somebody who said that they come, and whether they belong to the community; a guest does not."""

    id: int
    email: str
    time_zone: str
    belongs: bool


def who_comes(gathering_id: int, *, space_id: int) -> list[str]:
    """The names of those who come and still read the space. The caller has passed `can_see_who_comes`."""
    asked = select(User.name).join(GatheringAnswer, GatheringAnswer.user_id == User.id)
    going = (GatheringAnswer.gathering_id == gathering_id, GatheringAnswer.going)
    inside = User.id.in_(communities.readers_of_space(space_id))
    return list(db.session.scalars(asked.where(*going, inside).order_by(func.lower(User.name), User.id)))


def gathering_in_its_space(gathering_id: int) -> Gathering:
    """With what says where it stands, for a fact about it."""
    loaded = joinedload(Gathering.space).joinedload(Space.community)
    return db.session.scalars(select(Gathering).where(Gathering.id == gathering_id).options(loaded)).one()


def coming_to(gathering: Gathering, *, now: datetime) -> Sequence[Coming]:
    """Who said that they come to what is still to come. Whether they may know of it is asked when they are told."""
    if gathering.called_off_at is not None or gathering.starts_at <= now:
        return []
    members = set(communities.members_in(gathering.space.community_id))
    asked = select(User.id, User.email, User.time_zone).join(GatheringAnswer, GatheringAnswer.user_id == User.id)
    going = (GatheringAnswer.gathering_id == gathering.id, GatheringAnswer.going, *CAN_SIGN_IN)
    found = db.session.execute(asked.where(*going).order_by(User.id))
    return [Coming(*row, belongs=row.id in members) for row in found]


def stands_for(person_id: int, gathering_id: int, *, now: datetime) -> bool | None:
    """Whether what is to come stands for somebody who said that they come, or is put aside for now. None for whoever
    would not know of it either way."""
    hidden = db.session.execute(AWAITED, {"viewer": person_id, "gathering": gathering_id, "now": now}).one_or_none()
    return None if hidden is None else hidden[0] is None


def guests_of(gathering_id: int, *, now: datetime) -> Sequence[Guest]:
    """Who is a guest in a gathering that has passed its door."""
    return guests_in(GatheringGuest, GatheringGuest.gathering_id == gathering_id, now=now)


def guests_coming(gathering_id: int, *, now: datetime) -> list[str]:
    """The names of its guests who come. The caller has passed `can_see_who_comes`."""
    own = (GatheringGuest.gathering_id == gathering_id, GatheringGuest.user_id == User.id, seat_stands(GatheringGuest))
    asked = select(User.name).join(GatheringAnswer, GatheringAnswer.user_id == User.id)
    going = (GatheringAnswer.gathering_id == gathering_id, GatheringAnswer.going, exists().where(*own))
    return list(db.session.scalars(asked.where(*going).order_by(func.lower(User.name), User.id), {"now": now}))


def own_seat_until(viewer: Any, gathering_id: int, *, now: datetime) -> datetime | None:
    """Until when the viewer is a guest in a gathering that let them in by their seat."""
    here = own_seat(GatheringGuest, GatheringGuest.gathering_id == gathering_id)
    return db.session.scalar(select(GatheringGuest.until).where(here), communities.as_seen_by(viewer, now=now))


def sits_in(user_id: int, gathering_id: int, *, now: datetime) -> bool:
    """Whether somebody is let into a gathering by a guest seat."""
    asked = {"viewer": user_id, "gathering": gathering_id, "now": now}
    return db.session.scalars(GATHERING_OF_GUEST, asked).unique().one_or_none() is not None


CAN_SIGN_IN = (User.suspended_at.is_(None), User.erased_at.is_(None))
AWAITED = (
    in_space(select(Gathering.hidden_at))
    .join(GatheringAnswer, OWN_ANSWER)
    .join(User, User.id == GatheringAnswer.user_id)
    .where(
        Gathering.id == bindparam("gathering"),
        or_(and_(communities.MEMBER, communities.reads_item(Gathering.created_at, Gathering.bound)), GUEST_READS),
        and_(GatheringAnswer.going, Gathering.called_off_at.is_(None), Gathering.starts_at > AT_THIS_TIME),
        *CAN_SIGN_IN,
    )
)
