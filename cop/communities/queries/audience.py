"""How many people read a place or a thing in it, and of which organisations. Callers have passed its door."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    distinct,
    func,
    literal_column,
    or_,
    select,
)

from cop.communities.models import Community, CommunityMembership
from cop.communities.queries.people import insiders
from cop.communities.queries.visibility import insider_reads, insider_reads_item, reads_shared
from cop.core.database import UtcDateTime
from cop.core.questions import Answer, Question
from cop.core.spelling import Spelt
from cop.organisations.models import Organisation, OrganisationMembership

MOST_NAMED: Final = 3
BETWEEN: Final = "\n"  # a name is one line
FIRST_FEW: Final = literal_column(str(MOST_NAMED), Integer)


class Lines(Spelt):
    """Names, each on a line; `aggregate_strings` has its separator written in anew each time that it is asked."""

    inherit_cache = True
    on_sqlite = "group_concat({}, char(10))"
    on_postgresql = "string_agg({}, chr(10))"


@dataclass(frozen=True, slots=True)
class Readers:
    """How many members read it, from how many organisations, and what the first few of those are called."""

    people: int
    organisations: int
    named: tuple[str, ...] = ()


def audience_of_space(space_id: int, *, on: date) -> Readers:
    """Who reads what is posted in a space on that day, counted in one query."""
    return _asked(SPACE, {"space": space_id, "day": on})


def audience_of_item(space_id: int, *, on: date, at: datetime, bound: int) -> Readers:
    """Who reads something that has stood in a space since then and is not to be read beyond its bound."""
    return _asked(ITEM, {"space": space_id, "day": on, "at": at, "bound": bound})


def audience_of_community(community_id: int, *, on: date) -> Readers:
    """Who reads what is shared with a community's members on that day, counted in one query."""
    return _asked(COMMUNITY, {"community": community_id, "day": on})


def audience_of_shared(community_id: int, *, on: date, at: datetime, bound: int) -> Readers:
    """Who reads something shared with them then."""
    return _asked(SHARED, {"community": community_id, "day": on, "at": at, "bound": bound})


def readers_columns(
    *, space: ColumnElement[int], at: ColumnElement[datetime], bound: ColumnElement[int]
) -> tuple[ColumnElement[Any], ...]:
    """For a statement that asks for something in a space: the columns of `readers_from`; it is asked with a «day»."""
    return _columns(_with_organisations(insiders(PEOPLE, space=space).where(insider_reads_item(at, bound))))


def space_readers_columns(space: ColumnElement[int]) -> tuple[ColumnElement[Any], ...]:
    """The same of all that is posted in a space."""
    return _columns(_with_organisations(insiders(PEOPLE, space=space).where(insider_reads())))


def readers_from(told: Answer) -> Readers:
    """Read what such columns said."""
    people, organisations, named = told
    return Readers(people, organisations, split(named))


def _asked(question: Question, values: dict[str, object]) -> Readers:
    [told] = question.all(values)
    return readers_from(told)


def split(names: str | None) -> tuple[str, ...]:
    return tuple(sorted(names.split(BETWEEN))) if names else ()


def _with_organisations(readers: Select[int, int]) -> CTE:
    day = bindparam("day", type_=Date)
    own = and_(
        OrganisationMembership.user_id == CommunityMembership.user_id,
        OrganisationMembership.since <= day,
        or_(OrganisationMembership.until.is_(None), OrganisationMembership.until >= day),
    )
    return readers.outerjoin(OrganisationMembership, own).cte("readers")


def _columns(found: CTE) -> tuple[ColumnElement[Any], ...]:
    counts = (select(func.count(distinct(each))) for each in (found.c.user_id, found.c.organisation_id))
    return (*(each.scalar_subquery() for each in counts), _named(found))


def _named(found: CTE) -> ColumnElement[str | None]:
    first = (
        select(Organisation.name)
        .where(Organisation.id.in_(select(found.c.organisation_id)))
        .order_by(Organisation.name)
        .limit(FIRST_FEW)
        .subquery()
    )
    return select(Lines(first.c.name)).scalar_subquery()


def _counted(readers: Select[int, int]) -> Select[int, int, str | None]:
    found = _with_organisations(readers)
    return select(func.count(distinct(found.c.user_id)), func.count(distinct(found.c.organisation_id)), _named(found))


PEOPLE: Final = select(CommunityMembership.user_id, OrganisationMembership.organisation_id)
AT: Final = bindparam("at", type_=UtcDateTime)
BOUND: Final = bindparam("bound", type_=Integer)
MEMBERS: Final = (
    PEOPLE.select_from(CommunityMembership)
    .join(Community, Community.id == CommunityMembership.community_id)
    .where(CommunityMembership.community_id == bindparam("community"), CommunityMembership.until.is_(None))
)
OF_COMMUNITY: Final = _counted(MEMBERS)
SPACE: Final = Question(_counted(insiders(PEOPLE).where(insider_reads())))
ITEM: Final = Question(_counted(insiders(PEOPLE).where(insider_reads_item(AT, BOUND))))
COMMUNITY: Final = Question(OF_COMMUNITY)
SHARED: Final = Question(_counted(MEMBERS.where(reads_shared(AT, BOUND))))
