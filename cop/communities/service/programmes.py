"""Every change to programmes."""

from datetime import datetime

from sqlalchemy import delete, select

from cop.communities import policy
from cop.communities.facts import ProgrammeBegun, ProgrammeChanged
from cop.communities.models import Programme, ProgrammeCommunity
from cop.communities.queries.doors import community_for
from cop.communities.queries.programmes import programme_for
from cop.communities.rules import programmes as rules
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.organisations.queries import memberships_of
from cop.people.models import User

OWN_ORGANISATION = N_("Choose an organisation to which you belong.")
KEEPER = N_("Only whoever keeps this programme can do that.")
EITHER = N_("The keeper of the programme and the coordinators of a community decide that.")


def begin(actor: User, *, organisation_id: int, told: rules.Programme, now: datetime) -> Programme:
    """Begin a programme of an organisation to which one belongs; whoever begins it keeps it."""
    told = rules.check_programme(told)
    with transaction() as tx:
        own = {each.organisation_id for each in memberships_of(actor.id, on=now.date())}
        require(organisation_id in own, OWN_ORGANISATION)
        programme = Programme(organisation_id=organisation_id, keeper_id=actor.id, created_at=now)
        _fill(programme, told)
        tx.session.add(programme)
        tx.flush()
        tx.announce(ProgrammeBegun(programme.id))
        return programme


def change(actor: User, programme_id: int, *, told: rules.Programme) -> None:
    """Say it anew."""
    told = rules.check_programme(told)
    with transaction() as tx:
        programme = programme_for(actor, programme_id)
        require(policy.keeps(actor, programme), KEEPER)
        _fill(programme, told)
        tx.announce(ProgrammeChanged(programme.id))


def gather(actor: User, programme_id: int, *, community_id: int, now: datetime) -> None:
    """Make a community part of a programme: its coordinator says so. Twice is once."""
    with transaction() as tx:
        programme, community = programme_for(actor, programme_id), community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        tx.session.execute(select(Programme.id).where(Programme.id == programme.id).with_for_update())
        if tx.session.get(ProgrammeCommunity, (programme.id, community.id)) is None:
            tx.session.add(ProgrammeCommunity(programme_id=programme.id, community_id=community.id, since=now))
        tx.announce(ProgrammeChanged(programme.id))


def let_go(actor: User, programme_id: int, *, community_id: int) -> None:
    """A community is part of it no longer."""
    with transaction() as tx:
        programme, community = programme_for(actor, programme_id), community_for(actor, community_id)
        require(policy.keeps(actor, programme) or policy.can_coordinate(actor, community), EITHER)
        here = (ProgrammeCommunity.programme_id == programme.id, ProgrammeCommunity.community_id == community.id)
        tx.session.execute(delete(ProgrammeCommunity).where(*here))
        tx.announce(ProgrammeChanged(programme.id))


def _fill(programme: Programme, told: rules.Programme) -> None:
    programme.name, programme.purpose, programme.funders = told.name, told.purpose, told.funders
    programme.strategy, programme.deadline = told.strategy, told.deadline
    programme.begins, programme.ends = told.begins, told.ends
