"""Who may do what to organisations.

Answers from what the door loaded: an organisation carries the viewer's own memberships. To lead an organisation gives
no right to read anything in a community.
"""

from datetime import date

from cop.organisations.models import Organisation, OrganisationMembership
from cop.people.models import User


def can_lead(viewer: User, organisation: Organisation, *, on: date) -> bool:
    """May say who belongs to it, what it can share, and which communities it offers itself to."""
    own = (each for each in organisation.memberships if each.user_id == viewer.id)
    return any(each.leads and each.confirmed and each.runs(on=on) for each in own)


def can_name_lead(viewer: User, organisation: Organisation, *, on: date) -> bool:
    """May make somebody lead it: who leads it now, and an administrator, who so names the first."""
    return viewer.is_admin or can_lead(viewer, organisation, on=on)


def can_end(viewer: User, membership: OrganisationMembership, *, on: date) -> bool:
    """Everybody says for themselves where they belong; who leads says it of the others, an administrator of leads.

    The membership carries its organisation as the door loaded it.
    """
    own_or_led = membership.user_id == viewer.id or can_lead(viewer, membership.organisation, on=on)
    return own_or_led or (viewer.is_admin and membership.leads)


def can_show(viewer: User, membership: OrganisationMembership) -> bool:
    """Only the person decides whether others see where they belong."""
    return membership.user_id == viewer.id


def can_import(viewer: User) -> bool:
    """May hand in a file of organisations."""
    return viewer.is_admin
