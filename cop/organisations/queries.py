"""Doors and lists of organisations, as of a day. Who is signed in may know every organisation."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations import policy
from cop.organisations.models import Organisation, OrganisationMembership, OrganisationRelation
from cop.people.models import User

PAGE = 50
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, how many there are in all, and whose data they are."""

    organisations: list[Organisation]
    total: int
    page: int
    pages: int
    attributions: list[str]


def organisation_for(viewer: User, organisation_id: int) -> Organisation:
    """The only door to an organisation, with its codes."""
    found = db.session.get(Organisation, organisation_id, options=[selectinload(Organisation.codes)])
    if found is None or not viewer.is_authenticated:
        raise NotVisible
    return found


def organisations_visible_to(viewer: User, *, on: date, search: str = "", page: int = 1) -> Listing:
    """Those that stood on the day and have every searched word in their name, by name."""
    if not viewer.is_authenticated:
        raise NotVisible
    words = (Organisation.name.icontains(word, autoescape=True) for word in search.split())
    asked = select(Organisation).where(_stood(Organisation, on), *words)
    total = db.session.scalar(_counted(asked)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    ordered = asked.order_by(func.lower(Organisation.name), Organisation.id).limit(PAGE).offset((page - 1) * PAGE)
    found = list(db.session.scalars(ordered.options(selectinload(Organisation.codes))))
    attributions = sorted({each.attribution for each in found if each.attribution})
    return Listing(found, total, page, pages, attributions)


def parts_of(organisation_id: int, *, on: date) -> list[Organisation]:
    """What was part of this one on the day, by name: as many as are shown, and one if there are more."""
    return _related(OrganisationRelation.from_id, OrganisationRelation.to_id == organisation_id, on=on)


def wholes_of(organisation_id: int, *, on: date) -> list[Organisation]:
    """The organisations that this one was part of on the day, by name."""
    return _related(OrganisationRelation.to_id, OrganisationRelation.from_id == organisation_id, on=on)


def people_of(organisation_id: int, *, on: date) -> list[User]:
    """The people who belong to it on the day, by name: as many as are shown, and one if there are more."""
    asked = select(User).join(OrganisationMembership, OrganisationMembership.user_id == User.id)
    here = OrganisationMembership.organisation_id == organisation_id
    ordered = asked.where(here, _belonged(on), User.suspended_at.is_(None)).order_by(User.name, User.id)
    return list(db.session.scalars(ordered.limit(MOST_SHOWN + 1)))


def memberships_of(user_id: int, *, on: date | None = None) -> list[OrganisationMembership]:
    """Where a person belongs on the day, or ever; the newest first."""
    asked = select(OrganisationMembership).options(joinedload(OrganisationMembership.organisation))
    asked = asked.where(OrganisationMembership.user_id == user_id, *([_belonged(on)] if on else []))
    return list(db.session.scalars(asked.order_by(OrganisationMembership.since.desc(), OrganisationMembership.id)))


def membership_for(viewer: User, membership_id: int) -> OrganisationMembership:
    """The door to one's own membership."""
    found = db.session.get(OrganisationMembership, membership_id)
    if found is None or not policy.can_end(viewer, found):
        raise NotVisible
    return found


def _related(far_end: InstrumentedAttribute[int], near_end: ColumnElement[bool], *, on: date) -> list[Organisation]:
    asked = select(Organisation).join(OrganisationRelation, far_end == Organisation.id)
    part = OrganisationRelation.kind == "part_of"
    standing = (_stood(OrganisationRelation, on), _stood(Organisation, on))
    ordered = asked.where(near_end, part, *standing).order_by(Organisation.name, Organisation.id)
    return list(db.session.scalars(ordered.limit(MOST_SHOWN + 1)))


def _stood(table: type[Organisation] | type[OrganisationRelation], day: date) -> ColumnElement[bool]:
    begun = or_(table.valid_from.is_(None), table.valid_from <= day)
    return and_(begun, or_(table.valid_to.is_(None), table.valid_to >= day))


def _belonged(day: date) -> ColumnElement[bool]:
    not_over = or_(OrganisationMembership.until.is_(None), OrganisationMembership.until >= day)
    return and_(OrganisationMembership.since <= day, not_over)


def _counted(asked: Select[Organisation]) -> Select[int]:
    return select(func.count()).select_from(asked.subquery())
