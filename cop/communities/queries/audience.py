"""How many people read a place or a thing in it, and of which organisations. Callers have passed its door."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Date, Integer, Select, and_, bindparam, distinct, func, or_, select

from cop.communities.models import Community, CommunityMembership
from cop.communities.queries.people import insiders
from cop.communities.queries.visibility import READS_INSIDE, item_inside, reads_shared
from cop.core.database import UtcDateTime, db
from cop.organisations.models import Organisation, OrganisationMembership

MOST_NAMED: Final = 3
BETWEEN: Final = "\n"  # a name is one line


@dataclass(frozen=True, slots=True)
class Readers:
    """How many members read it, from how many organisations, and what the first few of those are called."""

    people: int
    organisations: int
    named: tuple[str, ...] = ()


def audience_of_space(space_id: int, *, on: date) -> Readers:
    """Who reads what is posted in a space on that day, counted in one query."""
    return _asked(OF_SPACE, {"space": space_id, "day": on})


def audience_of_item(space_id: int, *, on: date, at: datetime, bound: int) -> Readers:
    """Who reads something that has stood in a space since then and is not to be read beyond its bound."""
    return _asked(OF_ITEM, {"space": space_id, "day": on, "at": at, "bound": bound})


def audience_of_community(community_id: int, *, on: date) -> Readers:
    """Who reads what is shared with a community's members on that day, counted in one query."""
    return _asked(OF_COMMUNITY, {"community": community_id, "day": on})


def audience_of_shared(community_id: int, *, on: date, at: datetime, bound: int) -> Readers:
    """Who reads something shared with them then."""
    return _asked(OF_SHARED, {"community": community_id, "day": on, "at": at, "bound": bound})


def _asked(statement: Select[int, int, str | None], values: dict[str, object]) -> Readers:
    people, organisations, named = db.session.execute(statement, values).one()
    return Readers(people, organisations, split(named))


def split(names: str | None) -> tuple[str, ...]:
    return tuple(sorted(names.split(BETWEEN))) if names else ()


def _counted(readers: Select[int, int]) -> Select[int, int, str | None]:
    day = bindparam("day", type_=Date)
    own = and_(
        OrganisationMembership.user_id == CommunityMembership.user_id,
        OrganisationMembership.since <= day,
        or_(OrganisationMembership.until.is_(None), OrganisationMembership.until >= day),
    )
    found = readers.outerjoin(OrganisationMembership, own).cte("readers")
    first = (
        select(Organisation.name)
        .where(Organisation.id.in_(select(found.c.organisation_id)))
        .order_by(Organisation.name)
        .limit(MOST_NAMED)
        .subquery()
    )
    named = select(func.aggregate_strings(first.c.name, BETWEEN)).scalar_subquery()
    return select(func.count(distinct(found.c.user_id)), func.count(distinct(found.c.organisation_id)), named)


PEOPLE: Final = select(CommunityMembership.user_id, OrganisationMembership.organisation_id)
AT: Final = bindparam("at", type_=UtcDateTime)
BOUND: Final = bindparam("bound", type_=Integer)
MEMBERS: Final = (
    PEOPLE.select_from(CommunityMembership)
    .join(Community, Community.id == CommunityMembership.community_id)
    .where(CommunityMembership.community_id == bindparam("community"), CommunityMembership.until.is_(None))
)
OF_SPACE: Final = _counted(insiders(PEOPLE).where(READS_INSIDE))
OF_ITEM: Final = _counted(insiders(PEOPLE).where(item_inside(AT, BOUND)))
OF_COMMUNITY: Final = _counted(MEMBERS)
OF_SHARED: Final = _counted(MEMBERS.where(reads_shared(AT, BOUND)))
