"""At which stage a community is, and closing it well."""

from collections.abc import Collection
from datetime import datetime

from cop.communities import policy, rules
from cop.communities.facts import ClosingAnnounced, ClosingTakenBack, CommunityClosed, StageChosen
from cop.communities.models import Community, CommunityNote
from cop.communities.queries.doors import community_for
from cop.communities.queries.life import due_to_close
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.people.models import User

CORE_CHOOSES = N_("The core group and coordinators say at which stage this community is.")


def choose_stage(actor: User, community_id: int, *, stage: str, signs: Collection[str], now: datetime) -> None:
    """Say at which stage it is, by its signs: people who carry it decide, and no count of anything."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_choose_stage(actor, community), CORE_CHOOSES)
        seen = rules.check_stage(stage, signs)
        community.stage = stage
        _note(tx, community, kind=f"stage_{stage}", by=actor.id, words=" ".join(seen), now=now)
        tx.announce(StageChosen(community.id))


def announce_closing(actor: User, community_id: int, *, words: str, now: datetime) -> None:
    """Say that it closes in thirty days, why, and thank people."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        words = rules.check_announcing(words, is_closing=community.closes_at is not None)
        community.closing_since, community.closes_at = now, rules.closes_on(now)
        _note(tx, community, kind="closing", by=actor.id, words=words, now=now)
        tx.announce(ClosingAnnounced(community.id))


def take_back_closing(actor: User, community_id: int, *, now: datetime) -> None:
    """It goes on after all."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        rules.check_taking_back(is_closing=community.closes_at is not None)
        community.closing_since = community.closes_at = None
        _note(tx, community, kind="going_on", by=actor.id, now=now)
        tx.announce(ClosingTakenBack(community.id))


def close_due(*, now: datetime) -> None:
    """Close every community whose notice is over: from now on it is read, and nothing is written in it."""
    for community_id in due_to_close(now):
        with transaction() as tx:
            community = tx.session.get_one(Community, community_id, with_for_update=True)
            if community.closed_at is None and community.closes_at is not None:
                community.closed_at = now
                _note(tx, community, kind="closed", now=now)
                tx.announce(CommunityClosed(community.id))


def _note(
    tx: Transaction, community: Community, *, kind: str, by: int | None = None, words: str = "", now: datetime
) -> None:
    tx.session.add(CommunityNote(community_id=community.id, user_id=by, kind=kind, words=words, at=now))
