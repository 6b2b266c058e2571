"""Communities for tests, and the people whose place in them never changes."""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace

from cop.communities import service
from cop.communities.models import CommunityMembership
from cop.core.database import transaction
from cop.people.models import User
from tests.factories.people import several

ROLES = {"hana": "coordinator", "ada": "core", "bo": "member", "mina": "member", "gil": "observer"}
OUTSIDE = ("cy", "dee", "eli", "fay")
EVERYBODY = (*ROLES, *OUTSIDE)


def a_cast() -> SimpleNamespace:
    """Hana coordinates, Ada is core, Bo and Mina members, Gil observes; Dee was removed; Eli administers the site."""
    people = several(map(str.title, EVERYBODY), admin="Eli")
    return SimpleNamespace(**dict(zip(EVERYBODY, people, strict=True)), nobody=None)


def a_community(
    cast: SimpleNamespace, *, preset: str = "restricted", now: datetime, name: str = "Dementia network"
) -> int:
    """The id of a community with this cast in it."""
    made = service.found(cast.hana, name=name, purpose="We share what helps.", preset=preset, now=now)
    community_id = made.id
    with transaction() as tx:
        tx.session.add_all(
            CommunityMembership(
                community_id=community_id,
                user_id=getattr(cast, who).id,
                role=ROLES.get(who, "member"),
                since=now,
                until=now if who == "dee" else None,
            )
            for who in ("ada", "bo", "mina", "gil", "dee")
        )
    return community_id


def a_space(
    community_id: int,
    *,
    by: User,
    preset: str = "private",
    now: datetime,
    named: Iterable[User] = (),
    name: str = "Nights",
) -> int:
    """The id of a space, with these people named in it where its members are named."""
    space_id = service.create_space(by, community_id, name=name, purpose="Nights.", preset=preset, now=now).id
    for person in named:
        service.name_member(by, space_id, person_id=person.id, now=now)
    return space_id


def three_spaces(cast: SimpleNamespace, *, now: datetime) -> SimpleNamespace:
    """Every member reads the first; the nights are for Bo, Mina and Ada, the days for Ada alone."""
    community = a_community(cast, now=now)
    return SimpleNamespace(
        community=community,
        space=a_space(community, by=cast.hana, preset="restricted", now=now, name="Everybody"),
        nights=a_space(community, by=cast.hana, named=[cast.bo, cast.mina, cast.ada], now=now),
        days=a_space(community, by=cast.hana, named=[cast.ada], now=now, name="Days"),
    )
