"""The door to an organisation and the directory of them, as of a day. Who is signed in may know every organisation."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations import policy
from cop.organisations.models import Organisation, OrganisationImport, OrganisationMembership, OrganisationRelation
from cop.people.models import User

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, how many there are in all, and whose data they are."""

    organisations: list[Organisation]
    total: int
    page: int
    pages: int
    attributions: list[str]


def organisation_for(viewer: User, organisation_id: int) -> Organisation:
    """The only door to an organisation, with its codes and the viewer's own memberships."""
    if not viewer.is_authenticated:
        raise NotVisible
    own = Organisation.memberships.and_(OrganisationMembership.user_id == viewer.id)
    loaded = [selectinload(Organisation.codes), selectinload(own)]
    found = db.session.get(Organisation, organisation_id, options=loaded, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def organisations_visible_to(viewer: User, *, on: date, search: str = "", kind: str = "", page: int = 1) -> Listing:
    """Those that stood on the day, are of the kind and have every searched word in their name, by name."""
    if not viewer.is_authenticated:
        raise NotVisible
    words = [Organisation.name.icontains(word, autoescape=True) for word in search.split()]
    asked = select(Organisation).where(stood_on(Organisation, on), *words, *([Organisation.kind == kind] * bool(kind)))
    total = db.session.scalar(_counted(asked)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    found = _in_order(asked.limit(PAGE).offset((page - 1) * PAGE))
    attributions = sorted({each.attribution for each in found if each.attribution})
    return Listing(found, total, page, pages, attributions)


def import_for(viewer: User, import_id: int) -> OrganisationImport:
    """The door to a file that one has handed in oneself."""
    found = db.session.get(OrganisationImport, import_id)
    if found is None or found.by_id != viewer.id or not policy.can_import(viewer):
        raise NotVisible
    return found


def stood_on(table: type[Organisation] | type[OrganisationRelation], day: date) -> ColumnElement[bool]:
    """`rules.kinds.stood` as SQL."""
    begun = or_(table.valid_from.is_(None), table.valid_from <= day)
    return and_(begun, or_(table.valid_to.is_(None), table.valid_to >= day))


def _in_order(asked: Select[Organisation]) -> list[Organisation]:
    ordered = asked.order_by(func.lower(Organisation.name), Organisation.id)
    return list(db.session.scalars(ordered.options(selectinload(Organisation.codes))))


def _counted(asked: Select[Organisation]) -> Select[int]:
    return select(func.count()).select_from(asked.subquery())
