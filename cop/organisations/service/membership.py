"""Where people belong, in their own words and dates."""

from datetime import date, timedelta

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.organisations import policy
from cop.organisations.facts import OrganisationJoined
from cop.organisations.models import OrganisationMembership
from cop.organisations.queries import membership_for, memberships_of, organisation_for
from cop.organisations.rules.kinds import check_period, overlap
from cop.people.models import User


def join(
    actor: User, organisation_id: int, *, since: date, today: date, until: date | None = None
) -> OrganisationMembership:
    """Say that one belongs, or belonged, to an organisation. `today` is the day where the actor is."""
    check_period(since, until, today=today)
    with transaction() as tx:
        organisation = organisation_for(actor, organisation_id)
        for other in memberships_of(actor.id):
            if other.organisation_id == organisation.id and overlap((since, until), (other.since, other.until)):
                raise RuleBroken("You said already that you belong to it in that time.")
        found = OrganisationMembership(organisation_id=organisation.id, user_id=actor.id, since=since, until=until)
        tx.session.add(found)
        tx.announce(OrganisationJoined(organisation.id, actor.id))
        return found


def leave(actor: User, membership_id: int, *, today: date) -> None:
    """Belong no longer, yesterday being the last day; what began today is forgotten as a slip."""
    with transaction() as tx:
        membership = membership_for(actor, membership_id)
        require(policy.can_end(actor, membership), "Everybody says for themselves where they belong.")
        if membership.since >= today:
            tx.session.delete(membership)
        else:
            membership.until = min(membership.until or today, today - timedelta(days=1))
