"""Who holds a guest seat, as SQL, for whatever has seats. They stand in tables of the things that they are in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, exists, not_, select

from cop.communities import policy
from cop.communities.models import Community, CommunityBan, GuestSeat
from cop.communities.queries.visibility import MEMBER, VIEWER, Column, not_sealed
from cop.core.database import UtcDateTime, db
from cop.people.models import User

AT_THIS_TIME: Final = bindparam("now", type_=UtcDateTime)
BANNED: Final = exists().where(CommunityBan.community_id == Community.id, CommunityBan.user_id == VIEWER)


class Guest(NamedTuple):
    """Who sits there as a guest, and until when."""

    user_id: int
    name: str
    until: datetime


def may_be_guest(viewer: Any, community: Community | None) -> bool:
    """Whether a door that has found this community behind it, or nothing, has to ask for a guest seat as well."""
    outside = community is None or not policy.is_member(viewer, community)
    return outside and policy.person_id(viewer) is not None


def seat_stands(seat: type[GuestSeat]) -> ColumnElement[bool]:
    """`rules.guests.stands` as SQL."""
    return and_(seat.ended_at.is_(None), seat.until > AT_THIS_TIME)


def own_seat(seat: type[GuestSeat], here: ColumnElement[bool]) -> ColumnElement[bool]:
    """The viewer's own seat in that thing, held now."""
    return and_(here, seat.user_id == VIEWER, seat_stands(seat))


def reads_as_guest(seat: type[GuestSeat], sits_in: Column, *, thing: Column, bound: Column) -> ColumnElement[bool]:
    """Reads one thing by a seat, over the joins of `with_standing`. Sealed things have no guests, a ban beats a seat,
    and whoever belongs to the community reads as a member does. A list of it begins with the viewer's few seats and
    not with all that there is."""
    own = select(sits_in).where(seat.user_id == VIEWER, seat_stands(seat))
    return and_(not_(MEMBER), not_sealed(bound), not_(BANNED), thing.in_(own))


def guests_in(seat: type[GuestSeat], here: ColumnElement[bool], *, now: datetime) -> Sequence[Guest]:
    """Who has a seat in a thing now, by name. The caller has passed its door."""
    asked = select(User.id, User.name, seat.until).join(seat, seat.user_id == User.id).where(here, seat_stands(seat))
    return [Guest(*row) for row in db.session.execute(asked.order_by(User.name, User.id), {"now": now})]
