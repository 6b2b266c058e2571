"""Who belongs to an organisation: to others, who wants to be seen; to who leads it, everybody."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations import policy
from cop.organisations.models import Organisation, OrganisationMembership
from cop.organisations.queries.listing import organisation_for
from cop.organisations.queries.relations import MOST_SHOWN
from cop.people.models import User


def people_of(organisation_id: int, *, on: date) -> list[User]:
    """Who belongs to it on the day and shows it, by name: as many as are shown, and one if there are more."""
    asked = select(User).where(User.id.in_(_ids(organisation_id, on, SHOWN)))
    ordered = asked.where(User.suspended_at.is_(None)).order_by(func.lower(User.name), User.id)
    return list(db.session.scalars(ordered.limit(MOST_SHOWN + 1)))


def everybody_of(organisation_id: int, *, on: date, leads_only: bool) -> list[OrganisationMembership]:
    """Every membership of the day, those to be confirmed first. The caller has passed its door and a policy."""
    asked = select(OrganisationMembership).join(User).options(joinedload(OrganisationMembership.user))
    here = [OrganisationMembership.organisation_id == organisation_id, belonged_on(on)]
    here += [LEADS] if leads_only else []
    ordered = asked.where(*here).order_by(OrganisationMembership.confirmed, func.lower(User.name), User.id)
    return list(db.session.scalars(ordered))


def leads_of(organisation_id: int, *, on: date) -> list[int]:
    """The ids of those who lead it on the day and can sign in."""
    leading = (OrganisationMembership.organisation_id == organisation_id, *LEADING, belonged_on(on))
    asked = select(OrganisationMembership.user_id).join(User).where(*leading, User.suspended_at.is_(None))
    return list(db.session.scalars(asked))


def confirmed_in(organisation_id: int, *, on: date, roles: Collection[str] | None = None) -> set[int]:
    """The ids of those who belong to it on the day by the word of somebody who leads it; None asks for any role."""
    of_roles = [] if roles is None else [OrganisationMembership.role.in_(roles)]
    asked = _ids(organisation_id, on, CONFIRMED, *of_roles)
    return set(db.session.scalars(asked.join(User).where(User.suspended_at.is_(None))))


def led_by(viewer: User, *, on: date) -> list[Organisation]:
    """The organisations that somebody leads on the day, by name."""
    leading = (OrganisationMembership.user_id == viewer.id, *LEADING, belonged_on(on))
    asked = select(Organisation).join(OrganisationMembership).where(*leading)
    return list(db.session.scalars(asked.order_by(func.lower(Organisation.name), Organisation.id)).unique())


def memberships_of(user_id: int, *, on: date | None = None, shown_only: bool = False) -> list[OrganisationMembership]:
    """Where a person belongs on the day, or ever; the newest first."""
    asked = select(OrganisationMembership).options(joinedload(OrganisationMembership.organisation))
    wanted = [OrganisationMembership.user_id == user_id, *([belonged_on(on)] if on else [])]
    wanted += [SHOWN] if shown_only else []
    in_order = (OrganisationMembership.since.desc(), OrganisationMembership.id)
    return list(db.session.scalars(asked.where(*wanted).order_by(*in_order)))


def membership_for(viewer: User, membership_id: int, *, on: date) -> OrganisationMembership:
    """The door to a membership: for the person, for who leads the organisation, and of leads for an administrator."""
    found = db.session.get(OrganisationMembership, membership_id)
    if found is None:
        raise NotVisible
    # Not joined to the query: an organisation carries the viewer's memberships, of which this may be one.
    set_committed_value(found, "organisation", organisation_for(viewer, found.organisation_id))
    if not policy.can_end(viewer, found, on=on):
        raise NotVisible
    return found


def belonged_on(day: date) -> ColumnElement[bool]:
    """`OrganisationMembership.runs` as SQL."""
    not_over = or_(OrganisationMembership.until.is_(None), OrganisationMembership.until >= day)
    return and_(OrganisationMembership.since <= day, not_over)


def _ids(organisation_id: int, on: date, *which: ColumnElement[bool]) -> Select[int]:
    here = (OrganisationMembership.organisation_id == organisation_id, belonged_on(on), *which)
    return select(OrganisationMembership.user_id).where(*here)


SHOWN, LEADS, CONFIRMED = (
    column.is_(True)
    for column in (OrganisationMembership.shown, OrganisationMembership.leads, OrganisationMembership.confirmed)
)
LEADING = (LEADS, CONFIRMED)
