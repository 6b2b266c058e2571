"""Arranging, answering, moving and calling off, and who knows of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import service as communities
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.gatherings import policy, queries, rules, service
from cop.people.models import User
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.gatherings import PLAN, a_gathering


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except NotVisible:
        return "unseen"
    except NotAllowed:
        return "refused"
    return "done"


def opens(viewer: User | None, gathering_id: int) -> bool:
    return outcome(lambda: queries.gathering_for(viewer, gathering_id)) == "done"


@pytest.mark.parametrize(
    ("act", "done", "refused"),
    [
        (lambda cast, place, now: queries.gathering_for(cast.actor, place.gathering), "hana ada bo mina gil", ""),
        (lambda cast, place, now: a_gathering(place.space, by=cast.actor, now=now), "hana ada", "bo mina gil"),
        (
            lambda cast, place, now: service.answer(cast.actor, place.gathering, going=True, now=now),
            "hana ada bo mina gil",
            "",
        ),
        (
            lambda cast, place, now: service.change(cast.actor, place.gathering, plan=PLAN, now=now),
            "hana ada",
            "bo mina gil",
        ),
        (
            lambda cast, place, now: service.call_off(cast.actor, place.gathering, now=now),
            "hana ada",
            "bo mina gil",
        ),
    ],
)
def test_who_may_do_what(
    app: Flask,
    cast: SimpleNamespace,
    place: SimpleNamespace,
    now: datetime,
    act: Callable[..., object],
    done: str,
    refused: str,
) -> None:
    with app.app_context():
        found: dict[str, str] = {}
        for who in reversed(EVERYBODY):
            cast.actor = getattr(cast, who)
            fresh = SimpleNamespace(space=place.space, gathering=a_gathering(place.space, by=cast.ada, now=now))
            found[who] = outcome(partial(act, cast, fresh, now))

        assert {who for who, what in found.items() if what == "done"} == set(done.split())
        assert {who for who, what in found.items() if what == "refused"} == set(refused.split())


def test_a_core_member_changes_only_what_they_arranged(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        gathering_id = a_gathering(place.space, by=cast.hana, now=now)

        assert outcome(lambda: service.call_off(cast.ada, gathering_id, now=now)) == "refused"


@pytest.mark.parametrize("preset", ["open", "restricted", "private", "confidential"])
def test_door_list_and_predicate_agree(app: Flask, cast: SimpleNamespace, now: datetime, preset: str) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset=preset, now=now)
        early = a_gathering(space_id, by=cast.hana, now=now)
        later = now + timedelta(hours=1)
        if preset in {"private", "confidential"}:
            communities.name_member(cast.hana, space_id, person_id=cast.mina.id, now=later)
        late = a_gathering(space_id, by=cast.hana, now=later)

        for who in (*EVERYBODY, "nobody"):
            viewer = getattr(cast, who)
            listed = {each.id for each in queries.to_come(viewer, space_id=space_id, now=later)}
            opened = {each for each in (early, late) if opens(viewer, each)}
            assert listed == opened
            assert all(policy.can_read(viewer, queries.gathering_for(viewer, each)) for each in opened)
            if who == "mina":
                assert (early in opened) is (preset != "confidential")


def test_nobody_arranges_in_a_space_that_they_do_not_read(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        space_id = a_space(place.community, by=cast.hana, preset="private", now=now)

        assert outcome(lambda: a_gathering(space_id, by=cast.ada, now=now)) == "unseen"


def test_those_who_come_are_listed_while_they_read_the_space(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for person, going in ((cast.bo, True), (cast.mina, True), (cast.gil, False), (cast.bo, True)):
            service.answer(person, place.gathering, going=going, now=now)
        assert queries.who_comes(place.gathering, space_id=place.space) == ["Ada", "Bo", "Mina"]

        communities.remove(cast.hana, place.community, person_id=cast.bo.id, now=now)
        service.answer(cast.mina, place.gathering, going=False, now=now)

        assert queries.who_comes(place.gathering, space_id=place.space) == ["Ada"]


def test_a_moved_gathering_asks_again_and_keeps_what_was_said(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.answer(cast.bo, place.gathering, going=True, now=now)
        later = now + timedelta(hours=1)
        service.change(cast.ada, place.gathering, plan=replace(PLAN, place="The library"), now=later)
        (listed,) = queries.asked_of(cast.bo, now=later)
        assert (listed.place, listed.moved_at) == ("The library", None)

        service.change(
            cast.ada, place.gathering, plan=replace(PLAN, starts_at=PLAN.starts_at + timedelta(1)), now=later
        )

        (listed,) = queries.to_come(cast.bo, community_id=place.community, now=later)
        assert rules.is_asked(listed.answer, moved_at=listed.moved_at)
        assert queries.answer_of(cast.bo, place.gathering) == rules.Answer(going=True, said_at=now)
        assert queries.answer_of(None, place.gathering) is None


def test_what_is_called_off_or_over_is_asked_of_nobody(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        over = PLAN.starts_at + timedelta(hours=4)
        assert [each.id for each in queries.held_in(cast.bo, place.space, now=over)] == [place.gathering]
        assert not queries.to_come(cast.bo, community_id=place.community, now=over)

        service.call_off(cast.ada, place.gathering, now=now)

        assert not queries.asked_of(cast.bo, now=now)
        assert not queries.held_in(cast.bo, place.space, now=over)
        for again in (
            lambda: service.answer(cast.bo, place.gathering, going=True, now=now),
            lambda: service.change(cast.ada, place.gathering, plan=PLAN, now=now),
            lambda: service.call_off(cast.ada, place.gathering, now=now),
        ):
            with pytest.raises(RuleBroken, match="called off"):
                again()
