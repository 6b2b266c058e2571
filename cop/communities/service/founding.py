"""Founding communities and opening spaces."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cop.communities import policy, rules
from cop.communities.facts import CommunityFounded, SpaceCreated
from cop.communities.models import Community, Space, SpaceMembership
from cop.communities.queries import community_for
from cop.communities.service.coming import let_in
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.people.models import User

FIRST_SPACE = "Common room"
COORDINATES = "Only a coordinator of this community can do that."


def found(actor: User, *, name: str, purpose: str, preset: str, now: datetime) -> Community:
    """Begin a community alone, as an installation does that brings its own. People found together: `foundings`."""
    name, purpose = rules.check_words(name, purpose)
    rules.check_hold(preset, preset)
    with transaction() as tx:
        community, _first = establish(tx, [actor.id], name=name, purpose=purpose, preset=preset, now=now)
        return community


def establish(
    tx: Transaction,
    founders: Sequence[int],
    *,
    name: str,
    purpose: str,
    preset: str,
    now: datetime,
    modules: Iterable[str] = rules.MODULES,
) -> tuple[Community, Space]:
    """A community with a first space for everyone in it, which its founders look after. The words are checked."""
    community = Community(name=name, purpose=purpose, preset=preset, founded_at=now, modules=rules.kept_as(modules))
    tx.session.add(community)
    tx.flush()
    first = Space(community_id=community.id, name=FIRST_SPACE, purpose=purpose, preset=preset, for_everyone=True)
    tx.session.add(first)
    tx.flush()
    for person_id in founders:
        let_in(tx, community.id, person_id=person_id, role="coordinator", now=now)
    tx.announce(CommunityFounded(community.id))
    return community, first


def create_space(actor: User, community_id: int, *, name: str, purpose: str, preset: str, now: datetime) -> Space:
    """Open another space; whoever opens one with named members is the first of them."""
    name, purpose = rules.check_words(name, purpose)
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        rules.check_hold(community.preset, preset)
        space = Space(community_id=community.id, name=name, purpose=purpose, preset=preset)
        tx.session.add(space)
        tx.flush()
        if not space.for_everyone:
            tx.session.add(SpaceMembership(space_id=space.id, user_id=actor.id, since=now))
        tx.announce(SpaceCreated(space.id))
        return space
