"""Roles are offered, taken on, handed on and left, on both databases."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import queries, service
from cop.communities.queries.asks import asks_of
from cop.communities.queries.leading import Part, leading_for, parts_of
from cop.communities.service import leading
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.people.models import User
from tests.factories.communities import a_community

DAY = timedelta(days=1)
KIND = "social_reporter"


def offered(by: User, community_id: int, to: User, *, days: int, now: datetime) -> int:
    """The id of the role that is offered for so many days."""
    return leading.offer(by, community_id, kind=KIND, person_id=to.id, until=now + days * DAY, now=now)


def part(viewer: User, community_id: int, *, now: datetime) -> Part:
    found = parts_of(viewer, queries.community_for(viewer, community_id), now=now)
    return next(each for each in found if each.kind == KIND)


def test_only_the_core_group_offers_and_only_to_members_who_write(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        for who in (cast.bo, cast.gil, cast.cy):
            with pytest.raises(NotAllowed):
                offered(who, community_id, cast.mina, days=90, now=now)
        for who in (cast.gil, cast.dee, cast.cy):
            with pytest.raises(RuleBroken, match="who writes in it"):
                offered(cast.ada, community_id, who, days=90, now=now)

        assert offered(cast.ada, community_id, cast.bo, days=90, now=now)


def test_before_they_answer_only_those_who_ask_and_who_is_asked_know(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        role_id = offered(cast.hana, community_id, cast.bo, days=90, now=now)

        for who in (cast.mina, cast.gil, cast.cy):
            with pytest.raises(NotVisible):
                leading_for(who, role_id)
        assert part(cast.mina, community_id, now=now).asked is None
        assert [part(who, community_id, now=now).asked is None for who in (cast.bo, cast.ada)] == [False, False]
        with pytest.raises(NotVisible):
            leading_for(cast.hana, role_id + 1)
        assert [(each.to_lead, each.ends_soon) for each in asks_of(cast.bo, now=now)] == [(True, False)]
        assert not asks_of(cast.mina, now=now)


def test_a_role_is_taken_on_ends_by_itself_and_is_remembered(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        first = offered(cast.hana, community_id, cast.bo, days=90, now=now)
        with pytest.raises(NotAllowed, match="Only whoever is asked"):
            leading.answer(cast.hana, first, yes=True, now=now)
        leading.answer(cast.bo, first, yes=True, now=now + DAY)
        second = offered(cast.ada, community_id, cast.mina, days=180, now=now)
        leading.answer(cast.mina, second, yes=True, now=now)
        told = part(cast.gil, community_id, now=now + 80 * DAY)
        assert told.held
        assert told.coming
        assert (told.held.name, told.held.ends_soon, told.coming.name) == ("Bo", True, "Mina")
        assert [each.ends_soon for each in asks_of(cast.bo, now=now + 80 * DAY)] == [True]

        later = part(cast.bo, community_id, now=now + 100 * DAY)

        assert later.held
        assert later.held.name == "Mina"
        assert [(each.name, each.is_own, each.turn.since) for each in later.past] == [("Bo", True, now + DAY)]
        assert not asks_of(cast.bo, now=now + 100 * DAY)


def test_who_declines_is_not_pressed_and_an_offer_can_be_taken_back(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        leading.answer(cast.bo, offered(cast.hana, community_id, cast.bo, days=90, now=now), yes=False, now=now)
        declined = part(cast.ada, community_id, now=now).declined
        assert declined
        assert declined.name == "Bo"
        assert part(cast.ada, community_id, now=now + 20 * DAY).declined is None
        assert part(cast.mina, community_id, now=now).declined is None
        role_id = offered(cast.ada, community_id, cast.mina, days=90, now=now)
        assert part(cast.ada, community_id, now=now).declined is None
        with pytest.raises(NotAllowed):
            leading.take_back_offer(cast.mina, role_id, now=now)

        assert leading.take_back_offer(cast.hana, role_id, now=now) == community_id

        assert not asks_of(cast.mina, now=now)


def test_a_role_is_given_back_and_left_with_the_community(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        role_id = offered(cast.hana, community_id, cast.bo, days=90, now=now)
        leading.answer(cast.bo, role_id, yes=True, now=now)
        with pytest.raises(NotAllowed):
            leading.give_back(cast.mina, role_id, now=now)
        leading.give_back(cast.bo, role_id, now=now + DAY)
        assert part(cast.bo, community_id, now=now + DAY).held is None
        role_id = offered(cast.hana, community_id, cast.mina, days=90, now=now + DAY)
        leading.answer(cast.mina, role_id, yes=True, now=now + DAY)
        offered(cast.hana, community_id, cast.bo, days=200, now=now + DAY)

        service.leave(cast.mina, community_id, now=now + 2 * DAY)
        service.remove(cast.hana, community_id, person_id=cast.bo.id, now=now + 2 * DAY)

        told = part(cast.hana, community_id, now=now + 2 * DAY)
        assert (told.held, told.asked, [each.name for each in told.past]) == (None, None, ["Mina", "Bo"])
