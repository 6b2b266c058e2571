"""Every visibility rule of `rules` a second time, as SQL, so that lists are filtered by the database.

Statements are written once, when a module is loaded, and asked with `as_seen_by(viewer)`: writing one anew costs more
than running it. A test holds rules, lists and doors against each other for every preset, person and state.
"""

from typing import Any, Final, TypeVar

from sqlalchemy import Boolean, ColumnElement, Integer, Select, String, and_, bindparam, case, literal_column, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.rules import Door, Read, Supposed

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])
Column = InstrumentedAttribute[Any] | ColumnElement[Any]

VIEWER: Final = bindparam("viewer", type_=Integer)
"""Who looks; NULL for a visitor, who is nobody's equal."""


AS_ROLE: Final = bindparam("as_role", value=None, type_=String)
AS_NAMED: Final = bindparam("as_named", value=False, type_=Boolean)
PROVEN: Final = bindparam("proven", value=True, type_=Boolean)
"""How somebody stands who is only supposed; nothing for everybody else."""


def as_seen_by(viewer: Any, **values: object) -> dict[str, object]:
    """The parameters of a statement that has the viewer's standing joined to it."""
    if isinstance(viewer, Supposed):
        supposed = {"as_role": viewer.standing.role, "as_named": viewer.standing.named_in_space}
        return {"viewer": viewer.id, **supposed, **values}
    return {"viewer": policy.person_id(viewer), "proven": getattr(viewer, "is_proven", True), **values}


def in_community(statement: Statement) -> Statement:
    """Join the viewer's own running membership to a statement that has Community."""
    return statement.outerjoin(
        CommunityMembership,
        and_(
            CommunityMembership.community_id == Community.id,
            CommunityMembership.user_id == VIEWER,
            CommunityMembership.until.is_(None),
        ),
    )


def with_standing(statement: Statement) -> Statement:
    """Join the viewer's own running memberships to a statement that has Community and Space, which may be outer."""
    return in_community(statement).outerjoin(
        SpaceMembership,
        and_(
            SpaceMembership.space_id == Space.id,
            SpaceMembership.user_id == VIEWER,
            SpaceMembership.until.is_(None),
        ),
    )


def reads_item(created_at: Column, bound: Column) -> ColumnElement[bool]:
    """`rules.reads_item` as SQL, over the joins of `with_standing`."""
    return and_(READS_COMMUNITY, _inside(MEMBER, BELONGS, bound), _in_time(created_at, bound))


def insider_reads_item(created_at: Column, bound: Column) -> ColumnElement[bool]:
    """The same over the joins of `insiders`: everybody there is a member, and nobody only supposed."""
    return and_(insider_reads(bound), _in_time(created_at, bound))


def insider_reads(*bound: Column) -> ColumnElement[bool]:
    """`rules.reads_space` over those joins."""
    return _inside(true(), or_(Space.for_everyone, SpaceMembership.id.is_not(None)), *bound)


def reads_shared(at: Column, bound: Column) -> ColumnElement[bool]:
    """`rules.reads_shared` as SQL."""
    return and_(MEMBER, or_(_at_most(Read.INSIDE, Community.read, bound), at >= CommunityMembership.since))


def not_sealed(bound: Column) -> ColumnElement[bool]:
    """A thing in a space is not among what each reads only from when they came."""
    return _at_most(Read.INSIDE, Community.read, Space.read, bound)


def _at_most(most: Door | Read, *columns: Column) -> ColumnElement[bool]:
    """The tightest of them is no tighter than that; written out, since a parameter costs more than the comparison."""
    level = literal_column(str(int(most)), Integer)
    return and_(*(column <= level for column in columns))


def _inside(member: ColumnElement[bool], belongs: ColumnElement[bool], *bound: Column) -> ColumnElement[bool]:
    reads = (Community.read, Space.read, *bound)
    return or_(
        _at_most(Read.ANYONE, *reads),
        and_(member, _at_most(Read.NEARBY, *reads)),
        belongs,
        and_(member, COORDINATES, _at_most(Read.INSIDE, *reads)),
    )


def _in_time(created_at: Column, bound: Column) -> ColumnElement[bool]:
    """What is sealed is read by those who were there when it was written."""
    since = case((Space.for_everyone, CommunityMembership.since), else_=SpaceMembership.since)
    return or_(not_sealed(bound), created_at >= since)


OPENNESS: Final = case((Space.read > Community.read, Space.read), else_=Community.read)
"""Who reads in a space now: the tighter of its community's reading and its own."""
MEMBER: Final = or_(CommunityMembership.id.is_not(None), AS_ROLE.is_not(None))
COORDINATES: Final = CommunityMembership.role == literal_column("'coordinator'")
COORDINATES_NOW: Final = and_(COORDINATES, or_(PROVEN, _at_most(Read.INSIDE, Community.read)))
"""The same where it matters that they came in with a second step, as `policy.standing_in` asks of a sealed place."""
BELONGS: Final = and_(MEMBER, or_(Space.for_everyone, SpaceMembership.id.is_not(None), AS_NAMED))
KNOWS_COMMUNITY: Final = or_(
    _at_most(Door.ANYONE, Community.door),
    and_(VIEWER.is_not(None), _at_most(Door.NEARBY, Community.door)),
    MEMBER,
)
KNOWS_SPACE: Final = and_(
    KNOWS_COMMUNITY,
    or_(
        _at_most(Door.ANYONE, Community.door, Space.door),
        and_(MEMBER, _at_most(Door.NEARBY, Community.door, Space.door)),
        and_(MEMBER, COORDINATES),
        BELONGS,
    ),
)
READS_COMMUNITY: Final = or_(
    _at_most(Read.ANYONE, Community.read),
    and_(VIEWER.is_not(None), _at_most(Read.NEARBY, Community.read)),
    MEMBER,
)
READS_SPACE: Final = and_(READS_COMMUNITY, _inside(MEMBER, BELONGS))
