"""Rules, doors and lists answer alike, for every kind of place and everybody."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import joinedload, selectinload

from cop.communities import policy, queries, rules, service
from cop.communities.models import Community, Space
from cop.core.database import db, transaction
from cop.core.errors import NotVisible
from cop.organisations.models import OrganisationMembership
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.organisations import an_organisation

ASKING = (*EVERYBODY, "nobody")


def opens(door: Callable[[], object]) -> bool:
    try:
        door()
    except NotVisible:
        return False
    return True


def communities_as_loaded_whole() -> list[Community]:
    return list(db.session.scalars(select(Community).options(selectinload(Community.memberships))))


def spaces_as_loaded_whole() -> list[Space]:
    whole = joinedload(Space.community).selectinload(Community.memberships)
    asked = select(Space).options(whole, selectinload(Space.memberships))
    return list(db.session.scalars(asked.execution_options(populate_existing=True)))


@pytest.mark.parametrize("who", ASKING)
def test_door_list_and_predicate_agree_on_communities(
    app: Flask, cast: SimpleNamespace, now: datetime, who: str
) -> None:
    viewer = getattr(cast, who)
    with app.app_context():
        for preset in rules.PRESETS:
            a_community(cast, preset=preset, now=now, name=preset)
        whole = communities_as_loaded_whole()
        allowed = {each.id for each in whole if rules.knows_community(each.axes, policy.standing_in(viewer, each))}
        every_id = db.session.scalars(select(Community.id)).all()

        assert {each.id for each in queries.communities_visible_to(viewer)} == allowed
        assert {each for each in every_id if opens(lambda each=each: queries.community_for(viewer, each))} == allowed  # type: ignore[misc]


@pytest.mark.parametrize("parent", rules.PRESETS)
@pytest.mark.parametrize("who", ASKING)
def test_door_list_and_predicate_agree_on_spaces(
    app: Flask, cast: SimpleNamespace, now: datetime, who: str, parent: str
) -> None:
    viewer = getattr(cast, who)
    with app.app_context():
        community_id = a_community(cast, preset=parent, now=now)
        for preset in [each for each, axes in rules.PRESETS.items() if rules.may_hold(rules.PRESETS[parent], axes)]:
            named = [] if rules.everyone_belongs(rules.PRESETS[preset]) else [cast.mina]
            a_space(community_id, by=cast.hana, preset=preset, now=now, named=named)
        spaces = spaces_as_loaded_whole()
        seen = {each.id for each in spaces if rules.knows_space(each.bounds, policy.standing_in_space(viewer, each))}
        writes = {each.id for each in spaces if policy.can_post(viewer, each)}
        ids = [each.id for each in spaces]

        listed = queries.spaces_visible_to(viewer, community_id)
        assert {each.id for each in listed} == seen
        assert {each for each in ids if opens(lambda each=each: queries.space_for(viewer, each))} == seen  # type: ignore[misc]
        assert {each.id for each in queries.writable_spaces(viewer)} == writes


def test_each_door_asks_one_question(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now)
        statements: list[Any] = []
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))

        queries.community_for(cast.hana, community_id)
        queries.space_for(cast.hana, space_id)

        assert len([each for each in statements if each.startswith("SELECT")]) == 2


@pytest.mark.parametrize(
    ("preset", "readers"),
    [
        ("restricted", "hana ada bo mina gil"),
        ("private", "hana mina"),
        ("confidential", "hana mina"),
    ],
)
def test_the_readers_of_a_space_are_those_who_may_read_it(
    app: Flask, cast: SimpleNamespace, now: datetime, preset: str, readers: str
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        named = [] if preset == "restricted" else [cast.mina]
        space_id = a_space(community_id, by=cast.hana, preset=preset, now=now, named=named)

        expected = {getattr(cast, who).id for who in readers.split()}
        assert set(queries.readers_of_space(space_id)) == expected
        assert queries.audience_of_space(space_id, on=now.date()).people == len(expected)


def test_an_organisation_counts_once_and_only_while_somebody_belongs_to_it(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        here, left = an_organisation("Here"), an_organisation("Left")
        with transaction() as tx:
            belonging = [
                (here, cast.bo, None),
                (here, cast.mina, None),
                (left, cast.bo, date(2026, 1, 31)),
                (left, cast.cy, None),
            ]
            tx.session.add_all(
                OrganisationMembership(organisation_id=where, user_id=who.id, since=date(2025, 1, 1), until=until)
                for where, who, until in belonging
            )

        assert queries.audience_of_community(community_id, on=now.date()) == queries.Readers(5, 1, ("Here",))


def test_a_coordinator_knows_a_confidential_space_but_reads_it_only_when_named(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="confidential", now=now)
        assert policy.can_read_space(cast.hana, queries.space_for(cast.hana, space_id))

        service.unname_member(cast.hana, space_id, person_id=cast.hana.id, now=now)

        assert not policy.can_read_space(cast.hana, queries.space_for(cast.hana, space_id))
