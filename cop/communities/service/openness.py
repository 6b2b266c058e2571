"""Tightening and widening a community or one of its spaces.

One row is written. Everything inside is as tight at once, because each reader asks for the tighter of both; and what is
there already is bound to those who could read it, because each thing says how far it is read at most.
"""

from datetime import datetime

from cop.communities import policy, rules
from cop.communities.facts import PlaceChanged
from cop.communities.models import Community, PlaceChange, Space, WideningAnswer
from cop.communities.queries import community_for, space_for
from cop.communities.rules import Axes
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, Stale
from cop.people.models import User

MOVED = N_("Somebody has changed this in the meantime. Here is how it stands now.")


def change_community(actor: User, community_id: int, *, axes: Axes, seen: Axes, now: datetime) -> None:
    """Let it stand elsewhere on the axes. `seen` is where it stood on the page."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        before = community.axes
        if _moves(community, axes, seen=seen):
            _write_down(tx, actor, community, None, before=before, after=axes, now=now)


def change_space(actor: User, space_id: int, *, axes: Axes, seen: Axes, now: datetime) -> None:
    """The same for a space, which is never looser than its community."""
    with transaction() as tx:
        space = space_for(actor, space_id)
        require(policy.can_change_space(actor, space), COORDINATES)
        rules.check_hold(space.community.axes, axes)
        before = space.axes
        if _moves(space, axes, seen=seen):
            _write_down(tx, actor, space.community, space.id, before=before, after=axes, now=now)


def answer_widening(actor: User, community_id: int, *, now: datetime) -> None:
    """Somebody has looked at what of theirs may be read more widely: they are not asked again."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        tx.session.merge(WideningAnswer(community_id=community.id, user_id=actor.id, answered_at=now))


def _moves(place: Community | Space, axes: Axes, *, seen: Axes) -> bool:
    if place.axes != seen:
        raise Stale(MOVED)
    if place.own_axes == axes:
        return False
    place.own_axes = axes
    return True


def _write_down(
    tx: Transaction,
    actor: User,
    community: Community,
    space_id: int | None,
    *,
    before: Axes,
    after: Axes,
    now: datetime,
) -> None:
    community.changed_at = now
    if rules.lets_more_read(after, than=before):
        community.widened_at = now
    change = PlaceChange(
        community_id=community.id, space_id=space_id, actor_id=actor.id, at=now, before=[*before], after=[*after]
    )
    tx.session.add(change)
    tx.announce(PlaceChanged(community.id, space_id))
