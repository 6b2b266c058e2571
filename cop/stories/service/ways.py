"""Asking in a community's own words: what is asked is never changed, another version takes its place."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from cop.communities.models import Community
from cop.communities.queries import community_for
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken, Stale
from cop.people.models import User
from cop.stories import policy
from cop.stories.facts import WaysChanged
from cop.stories.models import StoryWay
from cop.stories.queries.ways import way_for, ways_in
from cop.stories.rules import Template, ways

EDITORS = N_("The core group of this community says what is asked.")
HIGHEST = 2**31 - 1
"""A number that was somebody's is never another's: drafts remember it after its community is gone."""


def begin(actor: User, community_id: int, *, told: Template, instead_of: str, now: datetime) -> StoryWay:
    """Ask something of one's own, beside ours or in the place of one of them."""
    told, instead_of = ways.check_way(told), ways.check_instead_of(instead_of)
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_gather(actor, community), EDITORS)
        tx.session.execute(select(Community.id).where(Community.id == community.id).with_for_update())
        if len(ways_in(community.id)) >= ways.MOST_WAYS:
            raise RuleBroken("There is room for %(most)s ways of telling. Take one away first.", most=ways.MOST_WAYS)
        place = {"community_id": community.id, "way": 1 + secrets.randbelow(HIGHEST), "instead_of": instead_of}
        return _asked(tx, actor, told, version=1, now=now, **place)


def change(actor: User, way_id: int, *, told: Template, seen: int, now: datetime) -> StoryWay:
    """Ask otherwise from now on. What was begun before goes on by the questions it began with."""
    told = ways.check_way(told)
    with transaction() as tx:
        before = way_for(actor, way_id)
        if before.version != seen:
            raise Stale("Somebody has changed this in the meantime. Here is how it is now.")
        place = {"community_id": before.community_id, "way": before.way, "instead_of": before.instead_of}
        return _asked(tx, actor, told, version=before.version + 1, now=now, **place)


def take_away(actor: User, way_id: int, *, now: datetime) -> int:
    """Ask it no longer; what was begun by it can be finished. Answers its community."""
    with transaction() as tx:
        way = way_for(actor, way_id)
        tx.session.execute(update(StoryWay).where(StoryWay.way == way.way).values(retired_at=now))
        tx.announce(WaysChanged(way.community_id))
        return way.community_id


def forget(tx: Transaction, person_id: int) -> None:
    """Somebody is gone: what they wrote for their community stays its own."""
    tx.session.execute(update(StoryWay).where(StoryWay.by_id == person_id).values(by_id=None))


def _asked(tx: Transaction, actor: User, told: Template, *, version: int, now: datetime, **place: Any) -> StoryWay:
    prompts = [[each.question, each.hint, each.heading, each.figures] for each in told.prompts]
    way = StoryWay(
        name=told.name, about=told.about, prompts=prompts, version=version, by_id=actor.id, at=now, **place
    )  # fmt: skip
    tx.session.add(way)
    tx.flush()
    tx.announce(WaysChanged(way.community_id))
    return way
