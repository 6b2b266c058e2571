"""The door to an organisation's taking part in a community, who takes part where, and whom that brings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from cop.communities import policy
from cop.communities.models import BroughtPerson, Community, CommunityBan, CommunityMembership, CommunityOrganisation
from cop.communities.queries.doors import communities_visible_to, community_for
from cop.communities.rules import Read
from cop.communities.rules.bringing import may_bring
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations.models import Organisation
from cop.organisations.policy import can_lead
from cop.organisations.queries import confirmed_in, organisation_for
from cop.people.models import User

RUNS = CommunityOrganisation.ended_at.is_(None)
HOLDS = RUNS & CommunityOrganisation.agreed_at.is_not(None)
NOT_SEALED = Community.read < Read.SEALED
"""`rules.bringing.may_bring` as SQL."""


def part_for(viewer: User, part_id: int, *, on: date, lock: bool = False) -> tuple[CommunityOrganisation, bool, bool]:
    """The door for its two sides: with whether the viewer leads the organisation, and coordinates the community. Of a
    community that is sealed by now, whoever leads an organisation learns nothing more."""
    asked = select(CommunityOrganisation).where(CommunityOrganisation.id == part_id, RUNS).options(*BOTH)
    part = db.session.scalar(asked.with_for_update(of=CommunityOrganisation) if lock else asked)
    if part is None:
        raise NotVisible
    is_open = may_bring(part.community.axes)
    leads = is_open and can_lead(viewer, organisation_for(viewer, part.organisation_id), on=on)
    coordinates = _coordinates(viewer, part.community_id)
    if not (leads or coordinates):
        raise NotVisible
    return part, leads, coordinates


def parts_of_organisation(viewer: Any, organisation: Organisation, *, on: date) -> list[CommunityOrganisation]:
    """Where it takes part, by name: to its leads also what is proposed and what is hidden, but nothing that is sealed;
    to others what they know of."""
    asked = select(CommunityOrganisation).join(Community, Community.id == CommunityOrganisation.community_id)
    asked = asked.where(CommunityOrganisation.organisation_id == organisation.id, RUNS)
    known = communities_visible_to(viewer)
    own = [each.id for each in known if policy.can_coordinate(viewer, each)]
    shown = [
        CommunityOrganisation.community_id.in_(own),
        HOLDS & CommunityOrganisation.community_id.in_([each.id for each in known]),
        *([NOT_SEALED] if can_lead(viewer, organisation, on=on) else []),
    ]
    asked = asked.where(or_(*shown))
    return _with_both(asked.order_by(func.lower(Community.name), CommunityOrganisation.id))


def parts_of_community(viewer: Any, community: Community) -> list[CommunityOrganisation]:
    """Which organisations take part in a community, by name; to who coordinates it what is proposed too."""
    asked = select(CommunityOrganisation).join(Organisation, Organisation.id == CommunityOrganisation.organisation_id)
    shown = RUNS if policy.can_coordinate(viewer, community) else HOLDS
    asked = asked.where(CommunityOrganisation.community_id == community.id, shown)
    return _with_both(asked.order_by(func.lower(Organisation.name), CommunityOrganisation.id))


def people_brought(part_id: int) -> Sequence[BroughtPerson]:
    """Whom it is to bring and has brought, by name; never who has said no. The caller has passed its door as a lead."""
    asked = select(BroughtPerson).join(User, User.id == BroughtPerson.user_id).options(joinedload(BroughtPerson.user))
    asked = asked.where(BroughtPerson.part_id == part_id, BroughtPerson.state.in_(("waiting", "in", "leaving")))
    return db.session.scalars(asked.order_by(func.lower(User.name), User.id)).all()


def numbers_brought(part_ids: Collection[int]) -> Mapping[int, int]:
    """How many people are in a community by each of these alone."""
    asked = select(BroughtPerson.part_id, func.count()).where(BroughtPerson.state.in_(("in", "leaving")))
    asked = asked.where(BroughtPerson.part_id.in_(part_ids)).group_by(BroughtPerson.part_id)
    return {row[0]: row[1] for row in db.session.execute(asked)}


def brought_for(viewer: User, part_id: int) -> BroughtPerson:
    """The door for whoever is to be brought in and may still say no."""
    found = db.session.scalar(_waiting(viewer).where(BroughtPerson.part_id == part_id))
    if found is None:
        raise NotVisible
    return found


def leaving_for(person_id: int, part_id: int) -> BroughtPerson | None:
    """Who is to leave with an organisation, for a letter to them; None when they are not, or are suspended."""
    asked = select(BroughtPerson).join(BroughtPerson.user).options(*OF_PERSON, joinedload(BroughtPerson.user))
    here = (BroughtPerson.part_id == part_id, BroughtPerson.user_id == person_id, User.suspended_at.is_(None))
    return db.session.scalar(asked.where(*here, BroughtPerson.state == "leaving"))


def brought_soon(viewer: Any) -> Sequence[BroughtPerson]:
    """Where the viewer is to be brought in, the soonest first."""
    asked = _waiting(viewer)
    return db.session.scalars(asked.order_by(BroughtPerson.due_at, BroughtPerson.part_id)).all()


def wanted_by(part: CommunityOrganisation, known: Mapping[int, BroughtPerson], *, on: date) -> set[int]:
    """Whom its rule names now; nobody once it has ended."""
    if not part.holds:
        return set()
    if part.brings == "named":
        named = {person for person, each in known.items() if each.is_named}
        return named & confirmed_in(part.organisation_id, on=on)
    return confirmed_in(part.organisation_id, on=on, roles=part.roles if part.brings == "roles" else None)


def running_roles(community_id: int, people: Collection[int]) -> Mapping[int, str]:
    """The roles of those of these people who are in a community now."""
    asked = select(CommunityMembership.user_id, CommunityMembership.role)
    here = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    found = db.session.execute(asked.where(*here, CommunityMembership.user_id.in_(people)))
    return {each.user_id: each.role for each in found}


def banned_among(community_id: int, people: Collection[int]) -> set[int]:
    """Those of these people who are never to come in."""
    asked = select(CommunityBan.user_id).where(CommunityBan.community_id == community_id)
    return set(db.session.scalars(asked.where(CommunityBan.user_id.in_(people))))


def _coordinates(viewer: User, community_id: int) -> bool:
    try:
        return policy.can_coordinate(viewer, community_for(viewer, community_id))
    except NotVisible:
        return False


def _waiting(viewer: User) -> Select[BroughtPerson]:
    """Where the viewer is to be brought in; nobody is, into what is sealed by now."""
    asked = select(BroughtPerson).join(BroughtPerson.part).join(CommunityOrganisation.community)
    own = (BroughtPerson.user_id == viewer.id, BroughtPerson.state == "waiting")
    return asked.where(*own, HOLDS, NOT_SEALED).options(*OF_PERSON)


def _with_both(asked: Select[CommunityOrganisation]) -> list[CommunityOrganisation]:
    return list(db.session.scalars(asked.options(*BOTH)))


BOTH = (
    joinedload(CommunityOrganisation.community, innerjoin=True),
    joinedload(CommunityOrganisation.organisation, innerjoin=True),
)
OF_PERSON = (
    joinedload(BroughtPerson.part).joinedload(CommunityOrganisation.community),
    joinedload(BroughtPerson.part).joinedload(CommunityOrganisation.organisation),
)
