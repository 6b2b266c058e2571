"""Offering a role, answering, and giving it back."""

from datetime import datetime

from sqlalchemy import delete, select, update

from cop.communities import policy
from cop.communities.facts import LeadingChanged
from cop.communities.models import Community, CommunityMembership, LeadingRole
from cop.communities.queries.doors import community_for
from cop.communities.queries.leading import leading_for, turns_in
from cop.communities.rules import WRITERS
from cop.communities.rules import leading as rules
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

ORGANISERS_OFFER = N_("The core group and the coordinators of this community offer roles.")
THEIRS = N_("Only whoever is asked can answer, and only whoever holds a role can give it back.")
LIVES = N_("This community has closed. Nobody takes on a role in it any more.")


def offer(actor: User, community_id: int, *, kind: str, person_id: int, until: datetime, now: datetime) -> int:
    """Ask a member to hold a role until a day: from now on, or from when its holder's turn ends. Answers its id."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_offer_roles(actor, community), ORGANISERS_OFFER)
        tx.session.execute(select(Community.id).where(Community.id == community.id).with_for_update())
        _check_member(tx, community.id, person_id)
        begins = rules.check_offer(kind, turns_in(community.id, kind), until=until, now=now)
        offered = LeadingRole(
            community_id=community.id, user_id=person_id, kind=kind, offered_by_id=actor.id, offered_at=now,
            begins=begins, ends=until,
        )  # fmt: skip
        tx.session.add(offered)
        tx.flush()
        tx.announce(LeadingChanged(community.id))
        return offered.id


def answer(actor: User, role_id: int, *, yes: bool, now: datetime) -> int:
    """Say yes or no to a role. Answers the community's id."""
    with transaction() as tx:
        role = _own(actor, role_id)
        rules.check_answer(role.turn, now=now)
        role.accepted, role.answered_at = yes, now
        tx.announce(LeadingChanged(role.community_id))
        return role.community_id


def give_back(actor: User, role_id: int, *, now: datetime) -> int:
    """Hold a role no longer, whatever day was agreed. Answers the community's id."""
    with transaction() as tx:
        role = _own(actor, role_id)
        rules.check_giving_back(role.turn, now=now)
        role.given_back_at = now
        tx.announce(LeadingChanged(role.community_id))
        return role.community_id


def take_back_offer(actor: User, role_id: int, *, now: datetime) -> int:
    """Ask no longer: as if nobody had been asked. Answers the community's id."""
    with transaction() as tx:
        role, community = leading_for(actor, role_id)
        require(policy.can_offer_roles(actor, community), ORGANISERS_OFFER)
        rules.check_answer(role.turn, now=now)
        tx.session.delete(role)
        tx.announce(LeadingChanged(community.id))
        return community.id


def let_roles_go(tx: Transaction, community_id: int, *, person_id: int, now: datetime) -> None:
    """Whoever leaves a community leaves their roles, and is asked for none."""
    own = (LeadingRole.community_id == community_id, LeadingRole.user_id == person_id)
    tx.session.execute(delete(LeadingRole).where(*own, LeadingRole.accepted.is_(None)))
    running = update(LeadingRole).where(*own, LeadingRole.accepted.is_(True), LeadingRole.given_back_at.is_(None))
    tx.session.execute(running.where(LeadingRole.ends > now).values(given_back_at=now))


def _own(actor: User, role_id: int) -> LeadingRole:
    role, community = leading_for(actor, role_id)
    require(policy.is_alive(community), LIVES)
    require(role.user_id == actor.id, THEIRS)
    return role


def _check_member(tx: Transaction, community_id: int, person_id: int) -> None:
    running = (CommunityMembership.community_id == community_id, CommunityMembership.user_id == person_id)
    asked = select(CommunityMembership.role).where(*running, CommunityMembership.until.is_(None))
    if tx.session.scalar(asked) not in WRITERS:
        raise RuleBroken("Choose a member of this community who writes in it.")
