"""Who comes, who goes, and with what role."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from cop.communities import policy, rules
from cop.communities.facts import MemberWent, RoleGiven, SpaceMemberCame, SpaceMemberWent
from cop.communities.models import (
    BroughtPerson,
    Community,
    CommunityMembership,
    CommunityOrganisation,
    Space,
    SpaceMembership,
)
from cop.communities.queries import community_for, space_for
from cop.communities.service.agreements import accept_on_joining
from cop.communities.service.coming import add_once, check_alive, let_in
from cop.communities.service.founding import COORDINATES
from cop.communities.service.leading import let_roles_go
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.people.models import User
from cop.people.service import account_at


def join(actor: User, community_id: int, *, accepts: int = 0, now: datetime) -> None:
    """Come into an Open community and accept how it works together: `accepts` is the number of what was read. Joining
    twice is joining once."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        if policy.is_member(actor, community):
            return
        check_alive(community)
        require(policy.can_join(actor, community), "Ask a coordinator of this community to bring you in.")
        let_in(tx, community.id, person_id=actor.id, role="member", now=now)
        accept_on_joining(tx, community.id, person_id=actor.id, number=accepts, now=now)


def admit(actor: User, community_id: int, *, email: str, now: datetime) -> None:
    """Bring in somebody who has an account here, by the address they use, or keep whoever would go with their
    organisation. Raises RuleBroken when nobody uses it."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        person = account_at(email)
        if not let_in(tx, community.id, person_id=person.id, role="member", now=now):
            _keep(tx, community.id, person_id=person.id)


def leave(actor: User, community_id: int, *, now: datetime) -> None:
    """Go, at once. The last coordinator cannot."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.is_member(actor, community), "You are not a member of this community.")
        let_go(tx, community.id, person_id=actor.id, now=now)


def remove(actor: User, community_id: int, *, person_id: int, now: datetime) -> None:
    """Take somebody out; from this moment they read only what outsiders read."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        let_go(tx, community.id, person_id=person_id, now=now)


def give_role(actor: User, community_id: int, *, person_id: int, role: str) -> None:
    """Make a member an observer, member, core member or coordinator."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        before = _role_of(tx, community.id, person_id)
        if before is None or role not in rules.ROLES:
            raise RuleBroken("Choose a member of this community, and one of the four roles.")
        if role != before:
            rules.check_leaving(before, other_coordinators=_other_coordinators(tx, community.id, person_id))
        tx.session.execute(update(CommunityMembership).where(*_running(community.id, person_id)).values(role=role))
        tx.announce(RoleGiven(community.id, person_id))


def name_member(actor: User, space_id: int, *, person_id: int, now: datetime) -> None:
    """Add a member of the community to a space with named members."""
    with transaction() as tx:
        space = space_for(actor, space_id)
        require(policy.can_name_members(actor, space), COORDINATES)
        if _role_of(tx, space.community_id, person_id) is None:
            raise RuleBroken("Only members of the community can be in one of its spaces.")
        named = select(SpaceMembership.id).where(*_named(space.id, person_id))
        if tx.session.scalar(named) is None:
            named_now = SpaceMembership(space_id=space.id, user_id=person_id, since=now)
            add_once(tx, named_now, fact=SpaceMemberCame(space.id, person_id))


def unname_member(actor: User, space_id: int, *, person_id: int, now: datetime) -> None:
    """Take somebody out of a space with named members; they stay in the community."""
    with transaction() as tx:
        space = space_for(actor, space_id)
        require(policy.can_name_members(actor, space) or actor.id == person_id, COORDINATES)
        tx.session.execute(update(SpaceMembership).where(*_named(space.id, person_id)).values(until=now))
        tx.announce(SpaceMemberWent(space.id, person_id))


def let_go(tx: Transaction, community_id: int, *, person_id: int, now: datetime) -> None:
    """Somebody is out of a community and of all its spaces. The last coordinator cannot be while it lives: an archive
    needs nobody to look after it."""
    role = _role_of(tx, community_id, person_id)
    if role is None:
        raise RuleBroken("That person is not a member of this community.")
    if policy.is_alive(tx.session.get_one(Community, community_id)):
        rules.check_leaving(role, other_coordinators=_other_coordinators(tx, community_id, person_id))
    spaces = select(Space.id).where(Space.community_id == community_id)
    named = (
        SpaceMembership.user_id == person_id,
        SpaceMembership.until.is_(None),
        SpaceMembership.space_id.in_(spaces),
    )
    tx.session.execute(
        update(SpaceMembership).where(*named).values(until=now).execution_options(synchronize_session=False)
    )
    tx.session.execute(update(CommunityMembership).where(*_running(community_id, person_id)).values(until=now))
    let_roles_go(tx, community_id, person_id=person_id, now=now)
    tx.announce(MemberWent(community_id, person_id))


def _keep(tx: Transaction, community_id: int, *, person_id: int) -> None:
    """They are in by the word of a coordinator from now on, whatever becomes of an organisation."""
    here = select(CommunityOrganisation.id).where(CommunityOrganisation.community_id == community_id)
    theirs = (BroughtPerson.user_id == person_id, BroughtPerson.part_id.in_(here))
    by_it = update(BroughtPerson).where(*theirs, BroughtPerson.state.in_(("in", "leaving")))
    tx.session.execute(by_it.values(state="own").execution_options(synchronize_session=False))


def _role_of(tx: Transaction, community_id: int, person_id: int) -> str | None:
    return tx.session.scalar(select(CommunityMembership.role).where(*_running(community_id, person_id)))


def _other_coordinators(tx: Transaction, community_id: int, person_id: int) -> int:
    """Locks them, so that two coordinators cannot leave in the same moment and leave nobody."""
    coordinating = (
        CommunityMembership.community_id == community_id,
        CommunityMembership.until.is_(None),
        CommunityMembership.role == "coordinator",
    )
    found = tx.session.scalars(select(CommunityMembership.user_id).where(*coordinating).with_for_update()).all()
    return sum(each != person_id for each in found)


def _running(community_id: int, person_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        CommunityMembership.community_id == community_id,
        CommunityMembership.user_id == person_id,
        CommunityMembership.until.is_(None),
    )


def _named(space_id: int, person_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        SpaceMembership.space_id == space_id,
        SpaceMembership.user_id == person_id,
        SpaceMembership.until.is_(None),
    )
