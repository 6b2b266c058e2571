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
from cop.core.errors import N_
from cop.people.models import User

FIRST_SPACE = N_("Common room")
COORDINATES = N_("Only a coordinator of this community can do that.")


def found(
    actor: User, *, name: str, purpose: str, preset: str, now: datetime, first_space: str = FIRST_SPACE
) -> Community:
    """Begin a community alone, as an installation does that brings its own. People found together: `foundings`."""
    name, purpose = rules.check_words(name, purpose)
    axes = rules.check_preset(preset)
    with transaction() as tx:
        community, _first = establish(
            tx, [actor.id], name=name, purpose=purpose, axes=axes, now=now, first_space=first_space
        )
        return community


def establish(
    tx: Transaction, founders: Sequence[int], *, name: str, purpose: str, axes: rules.Axes, now: datetime,
    first_space: str = FIRST_SPACE, modules: Iterable[str] = rules.USUAL,
) -> tuple[Community, Space]:  # fmt: skip
    """A community with a first space for everyone in it, called in the founder's language; its founders look after it.
    The words are checked."""
    kept = rules.kept_as(modules)
    community = Community(name=name, purpose=purpose, own_axes=axes, founded_at=now, modules=kept)
    tx.session.add(community)
    tx.flush()
    first = Space(community_id=community.id, name=first_space, purpose=purpose, own_axes=axes, for_everyone=True)
    tx.session.add(first)
    tx.flush()
    for person_id in founders:
        let_in(tx, community.id, person_id=person_id, role="coordinator", now=now)
    tx.announce(CommunityFounded(community.id))
    return community, first


def create_space(actor: User, community_id: int, *, name: str, purpose: str, preset: str, now: datetime) -> Space:
    """Open another space; whoever opens one with named members is the first of them."""
    name, purpose = rules.check_words(name, purpose)
    axes = rules.check_preset(preset)
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        rules.check_hold(community.axes, axes)
        space = Space(community_id=community.id, name=name, purpose=purpose, own_axes=axes)
        tx.session.add(space)
        tx.flush()
        if not space.for_everyone:
            tx.session.add(SpaceMembership(space_id=space.id, user_id=actor.id, since=now))
        tx.announce(SpaceCreated(space.id))
        return space
