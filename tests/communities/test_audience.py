"""The number in a composer's line is the number of accounts for whom the predicate says yes, in every kind of place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from cop.communities import policy, queries, rules, service
from cop.core.database import transaction
from cop.core.errors import NotVisible
from cop.discussions import queries as threads
from cop.organisations.models import OrganisationMembership
from cop.stories import queries as stories
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.organisations import an_organisation
from tests.factories.stories import a_story


@pytest.mark.parametrize("preset", ["restricted", "private", "confidential"])
def test_a_line_counts_exactly_those_who_may_read(
    app: Flask, cast: SimpleNamespace, now: datetime, preset: str
) -> None:
    later, day = now + timedelta(days=1), now.date()
    with app.app_context():
        community_id = a_community(cast, preset=preset, now=now)
        named = [] if preset == "restricted" else [cast.mina]
        space_id = a_space(community_id, by=cast.hana, preset=preset, now=now, named=named)
        thread_id = a_thread(cast.hana, space_id, now=now)
        told = [a_story(cast.hana, f"{reach}", now=now) for reach in (f"space:{space_id}", f"community:{community_id}")]
        service.admit(cast.hana, community_id, email=cast.cy.email, now=later)
        if named:
            service.name_member(cast.hana, space_id, person_id=cast.cy.id, now=later)

        found = threads.conversation_for(cast.hana, thread_id, on=day)
        thread = threads.thread_for(cast.hana, thread_id)
        assert (
            found.people == threads.readers_of(thread, on=day).people == _opening(cast, threads.thread_for, thread_id)
        )
        assert queries.audience_of_space(space_id, on=day).people == _opening(cast, _read_space, space_id)
        for each in told:
            readers = stories.readers_of(stories.story_for(cast.hana, each), on=day)
            assert readers
            assert readers.people == _opening(cast, stories.story_for, each)


def test_it_names_three_organisations_and_counts_the_rest(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    names = ["Elm", "Alder", "Birch", "Cedar"]
    with app.app_context():
        community_id = a_community(cast, now=now)
        ids = [an_organisation(name) for name in names]
        with transaction() as tx:
            tx.session.add_all(
                OrganisationMembership(organisation_id=each, user_id=cast.bo.id, since=now.date()) for each in ids
            )

        readers = queries.audience_of_community(community_id, on=now.date())
        assert readers == queries.Readers(5, 4, ("Alder", "Birch", "Cedar"))
        card = queries.card_of(cast.bo, community_id, on=now.date(), now=now)
        assert (card.readers, card.coordinators) == (readers, (cast.hana.name,))


def test_whoever_reads_nearby_is_counted(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina])
        axes = rules.chosen(door="nearby", read="nearby", join="ask")
        service.change_space(cast.hana, space_id, axes=axes, seen=rules.PRESETS["private"], now=now)

        assert _opening(cast, _read_space, space_id) == 5
        assert queries.audience_of_space(space_id, on=now.date()).people == 5


def _opening(cast: SimpleNamespace, door: Callable[[Any, int], object], thing_id: int) -> int:
    """For how many accounts the door to this thing opens."""
    opened = 0
    for who in EVERYBODY:
        try:
            door(getattr(cast, who), thing_id)
        except NotVisible:
            continue
        opened += 1
    return opened


def _read_space(viewer: Any, space_id: int) -> None:
    if not policy.can_read_space(viewer, queries.space_for(viewer, space_id)):
        raise NotVisible
