"""An organisation takes part in a community: proposed by one side, agreed to by the other, ended by either."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cop.communities import policy
from cop.communities.facts import BringingChanged, OrganisationAsked, OrganisationCame, OrganisationWent
from cop.communities.models import BroughtPerson, Community, CommunityOrganisation
from cop.communities.queries import community_for
from cop.communities.queries.organisations import RUNS, brought_for, leaving_for, part_for
from cop.communities.rules import bringing as rules
from cop.communities.rules.invitations import names_its_place
from cop.communities.service.agreements import accept_on_joining
from cop.communities.service.bringing import settle
from cop.communities.service.coming import check_alive, let_in
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.organisations.policy import can_lead
from cop.organisations.queries import confirmed_in, organisation_for
from cop.organisations.rules.belonging import ROLES
from cop.people.models import User

SIDES = N_("Only a lead of the organisation, or a coordinator of the community, can do that.")
LEADS = N_("Only somebody who leads this organisation here can do that.")


def propose(
    actor: User, organisation_id: int, *, community_id: int, brings: str, roles: Sequence[str], now: datetime
) -> CommunityOrganisation:
    """Offer one's organisation to a community, or ask one into a community that one coordinates. The other side agrees;
    whoever is both has agreed with themself."""
    with transaction() as tx:
        community, organisation = community_for(actor, community_id), organisation_for(actor, organisation_id)
        leads = can_lead(actor, organisation, on=now.date())
        coordinates = policy.can_coordinate(actor, community)
        require(leads or coordinates, SIDES)
        check_alive(community)
        chosen = rules.check_bringing(brings, roles=list(roles), known=ROLES, axes=community.axes)
        _check_first(tx, community.id, organisation_id=organisation.id)
        part = CommunityOrganisation(
            community_id=community.id, organisation_id=organisation.id, brings=brings, roles=chosen,
            asked_by_lead=leads, asked_at=now,
        )  # fmt: skip
        tx.session.add(part)
        tx.flush()
        tx.announce(OrganisationAsked(community.id, organisation.id))
        if leads and coordinates:
            _begin(tx, part, now=now)
        return part


def agree(actor: User, part_id: int, *, now: datetime) -> None:
    """Say yes to what the other side proposes."""
    with transaction() as tx:
        part, leads, coordinates = part_for(actor, part_id, on=now.date(), lock=True)
        require(coordinates if part.asked_by_lead else leads, "The other side answers this.")
        check_alive(tx.session.get_one(Community, part.community_id))
        if part.agreed_at is None:
            _begin(tx, part, now=now)


def end(actor: User, part_id: int, *, now: datetime) -> CommunityOrganisation:
    """Let it end, or say no to what is proposed. Whoever is in by it alone goes with it, in fourteen days."""
    with transaction() as tx:
        part, _leads, _coordinates = part_for(actor, part_id, on=now.date(), lock=True)
        part.ended_at = now
        tx.flush()
        settle(tx, part.id, now=now)
        tx.announce(OrganisationWent(part.community_id, part.organisation_id))
        return part


def name_people(actor: User, part_id: int, *, people: Sequence[int], now: datetime) -> None:
    """Name those of one's organisation whom it brings. Whoever has said no, or has gone, is not named again."""
    with transaction() as tx:
        part, leads, _coordinates = part_for(actor, part_id, on=now.date(), lock=True)
        require(leads, LEADS)
        if part.brings != "named" or part.agreed_at is None:
            raise RuleBroken("This organisation does not bring people by name.")
        if not confirmed_in(part.organisation_id, on=now.date()).issuperset(people):
            raise RuleBroken("Choose people of your organisation.")
        for person_id in people:
            row = tx.session.get(BroughtPerson, (part.id, person_id))
            row = row or BroughtPerson(part_id=part.id, user_id=person_id, state="gone", due_at=now)
            row.is_named = True
            tx.session.add(row)
        _settle_anew(tx, part, now=now)


def take_name_back(actor: User, part_id: int, *, person_id: int, now: datetime) -> None:
    """Bring somebody no longer: they are told no more of it, and go in fourteen days if they came by it alone."""
    with transaction() as tx:
        part, leads, _coordinates = part_for(actor, part_id, on=now.date(), lock=True)
        require(leads and part.brings == "named", LEADS)
        row = tx.session.get(BroughtPerson, (part.id, person_id))
        if row is not None:
            row.is_named = False
            _settle_anew(tx, part, now=now)


def answer(actor: User, part_id: int, *, yes: bool, accepts: int, now: datetime) -> int:
    """Come in before the day, accepting how the community works together, or say that one never wants to be brought.
    Answers the id of the community."""
    with transaction() as tx:
        person = brought_for(actor, part_id)
        community_id = person.part.community_id
        check_alive(person.part.community)
        if yes:
            let_in(tx, community_id, person_id=actor.id, role="member", now=now)
            accept_on_joining(tx, community_id, person_id=actor.id, number=accepts, now=now)
        person.state = "in" if yes else "no"
        tx.announce(BringingChanged(community_id, person.part.organisation_id))
        return community_id


def letter_to(part_id: int, *, person_id: int) -> tuple[str, str] | None:
    """Where somebody is written to who is still to be brought in, and into what; the last is empty where no letter may
    name it. Their organisation is named in none."""
    with transaction() as tx:
        person = tx.session.get(User, person_id)
        if person is None or person.suspended_at is not None:
            return None
        try:
            community = brought_for(person, part_id).part.community
        except NotVisible:
            return None
        names_it = policy.is_alive(community) and names_its_place(community.axes)
        return person.email, community.name if names_it else ""


def letter_of_leaving(part_id: int, *, person_id: int) -> tuple[str, str, int] | None:
    """The same for somebody who is to leave with an organisation, and the id of the community."""
    with transaction():
        found = leaving_for(person_id, part_id)
        if found is None or not policy.is_alive(found.part.community):
            return None
        community = found.part.community
        return found.user.email, community.name if names_its_place(community.axes) else "", community.id


def _check_first(tx: Transaction, community_id: int, *, organisation_id: int) -> None:
    """Locks the community, so that two who propose the same at once propose it once."""
    tx.session.execute(select(Community.id).where(Community.id == community_id).with_for_update())
    here = (CommunityOrganisation.community_id == community_id, RUNS)
    asked = select(CommunityOrganisation.id).where(*here, CommunityOrganisation.organisation_id == organisation_id)
    if tx.session.scalar(asked) is not None:
        raise RuleBroken("This organisation takes part in that community already, or is asked to.")


def _settle_anew(tx: Transaction, part: CommunityOrganisation, *, now: datetime) -> None:
    tx.flush()
    settle(tx, part.id, now=now)
    tx.announce(BringingChanged(part.community_id, part.organisation_id))


def _begin(tx: Transaction, part: CommunityOrganisation, *, now: datetime) -> None:
    part.agreed_at = now
    tx.flush()
    settle(tx, part.id, now=now)
    tx.announce(OrganisationCame(part.community_id, part.organisation_id))
