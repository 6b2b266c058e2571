"""Where people belong: in their own words, and by the word of whoever leads the organisation."""

from datetime import date, timedelta

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.organisations import policy
from cop.organisations.facts import (
    BelongingShown,
    PersonChangedInOrganisation,
    PersonJoinedOrganisation,
    PersonLeftOrganisation,
)
from cop.organisations.models import OrganisationMembership
from cop.organisations.queries import leads_of, membership_for, memberships_of, organisation_for
from cop.organisations.rules.belonging import check_heir, check_role
from cop.organisations.rules.kinds import check_period, overlap
from cop.people.models import User
from cop.people.service import account_at

LEADS = N_("Only somebody who leads this organisation here can do that.")


def join(
    actor: User, organisation_id: int, *, since: date, today: date, until: date | None = None, shown: bool = False
) -> OrganisationMembership:
    """Say that one belongs, or belonged, to an organisation. `today` is the day where the actor is."""
    check_period(since, until, today=today)
    with transaction() as tx:
        organisation = organisation_for(actor, organisation_id)
        for other in organisation.memberships:
            if overlap((since, until), (other.since, other.until)):
                raise RuleBroken("You said already that you belong to it in that time.")
        found = OrganisationMembership(
            organisation_id=organisation.id, user_id=actor.id, since=since, until=until, shown=shown
        )
        tx.session.add(found)
        return found


def show(actor: User, membership_id: int, *, shown: bool, today: date) -> None:
    """Let others see on one's own page, and on the organisation's, that one belongs to it; or no longer."""
    with transaction() as tx:
        membership = membership_for(actor, membership_id, on=today)
        require(policy.can_show(actor, membership), "Only the person themself decides who sees it.")
        membership.shown = shown
        tx.announce(BelongingShown(membership.organisation_id, membership.user_id))


def add_person(actor: User, organisation_id: int, *, email: str, role: str, today: date) -> None:
    """Bring somebody who has an account in, as something. Whoever said themself that they belong is confirmed."""
    with transaction() as tx:
        organisation = organisation_for(actor, organisation_id)
        require(policy.can_lead(actor, organisation, on=today), LEADS)
        _belonging(tx, organisation_id, email=email, today=today).role = check_role(role)


def confirm(actor: User, membership_id: int, *, role: str, today: date) -> None:
    """Say that somebody does belong, and as what."""
    with transaction() as tx:
        membership = membership_for(actor, membership_id, on=today)
        require(policy.can_lead(actor, membership.organisation, on=today), LEADS)
        _confirm(tx, membership)
        if membership.role != check_role(role):
            membership.role = role
            tx.announce(PersonChangedInOrganisation(membership.organisation_id, membership.user_id))


def name_lead(actor: User, organisation_id: int, *, email: str, today: date) -> None:
    """Let somebody lead the organisation here; the first is named by an administrator."""
    with transaction() as tx:
        organisation = organisation_for(actor, organisation_id)
        require(policy.can_name_lead(actor, organisation, on=today), LEADS)
        _belonging(tx, organisation_id, email=email, today=today).leads = True


def step_down(actor: User, membership_id: int, *, today: date) -> None:
    """Lead no longer, oneself or another; who steps down still belongs."""
    with transaction():
        membership = membership_for(actor, membership_id, on=today)
        require(policy.can_name_lead(actor, membership.organisation, on=today), LEADS)
        _check_heir(membership, by_admin=actor.is_admin, today=today)
        membership.leads = False


def leave(actor: User, membership_id: int, *, today: date) -> None:
    """End a membership, one's own or as a lead another's, yesterday being its last day; what began today was a slip."""
    with transaction() as tx:
        membership = membership_for(actor, membership_id, on=today)
        require(policy.can_end(actor, membership, on=today), LEADS)
        _check_heir(membership, by_admin=actor.is_admin, today=today)
        if membership.since >= today:
            tx.session.delete(membership)
        else:
            membership.until = min(membership.until or today, today - timedelta(days=1))
        tx.announce(PersonLeftOrganisation(membership.organisation_id, membership.user_id))


def _belonging(tx: Transaction, organisation_id: int, *, email: str, today: date) -> OrganisationMembership:
    """The confirmed membership of whoever uses that address, from now on at the latest."""
    person = account_at(email)
    running = (each for each in memberships_of(person.id, on=today) if each.organisation_id == organisation_id)
    found = next(running, None)
    if found is None:
        found = OrganisationMembership(organisation_id=organisation_id, user_id=person.id, since=today)
        tx.session.add(found)
    _confirm(tx, found)
    return found


def _confirm(tx: Transaction, membership: OrganisationMembership) -> None:
    if not membership.confirmed:
        membership.confirmed = True
        tx.announce(PersonJoinedOrganisation(membership.organisation_id, membership.user_id))


def _check_heir(membership: OrganisationMembership, *, by_admin: bool, today: date) -> None:
    others = [each for each in leads_of(membership.organisation_id, on=today) if each != membership.user_id]
    check_heir(leads=membership.leads, other_leads=len(others), by_admin=by_admin)
