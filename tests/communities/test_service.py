"""Founding, coming in, going, and being taken out."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import policy, queries, service
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from tests.factories.communities import a_community, a_space


def test_the_founder_coordinates_and_finds_a_first_space(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = service.found(cast.cy, name="  Falls  at night ", purpose="Why?", preset="private", now=now).id

        community = queries.community_for(cast.cy, community_id)
        spaces = queries.spaces_visible_to(cast.cy, community_id)
        assert community.name == "Falls at night"
        assert policy.can_coordinate(cast.cy, community)
        assert [policy.can_post(cast.cy, space) for space in spaces] == [True]


@pytest.mark.parametrize(
    ("name", "purpose", "preset"),
    [("", "p", "open"), ("n" * 121, "p", "open"), ("n", "", "open"), ("n", "p" * 501, "open"), ("n", "p", "secret")],
)
def test_a_community_without_a_good_name_purpose_or_kind_is_refused(
    app: Flask, cast: SimpleNamespace, now: datetime, name: str, purpose: str, preset: str
) -> None:
    with app.app_context(), pytest.raises(RuleBroken):
        service.found(cast.cy, name=name, purpose=purpose, preset=preset, now=now)


def test_a_space_is_never_looser_than_its_community(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="private", now=now)

        with pytest.raises(RuleBroken, match="more open"):
            service.create_space(cast.hana, community_id, name="n", purpose="p", preset="restricted", now=now)


@pytest.mark.parametrize(
    ("preset", "refusal"),
    [("open", None), ("restricted", NotAllowed), ("private", NotAllowed), ("confidential", NotVisible)],
)
def test_who_may_join_by_themself(
    app: Flask, cast: SimpleNamespace, now: datetime, preset: str, refusal: type[Exception] | None
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset=preset, now=now)
        if refusal:
            with pytest.raises(refusal):
                service.join(cast.cy, community_id, now=now)
            return

        service.join(cast.cy, community_id, now=now)
        service.join(cast.cy, community_id, now=now)

        assert queries.members_in(community_id).count(cast.cy.id) == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, community_id, now: service.admit(cast.actor, community_id, email="cy@example.org", now=now),
        lambda cast, community_id, now: service.remove(cast.actor, community_id, person_id=cast.bo.id, now=now),
        lambda cast, community_id, now: service.give_role(cast.actor, community_id, person_id=cast.bo.id, role="core"),
        lambda cast, community_id, now: service.create_space(
            cast.actor, community_id, name="n", purpose="p", preset="confidential", now=now
        ),
    ],
)
@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("hana", None),
        ("ada", NotAllowed),
        ("bo", NotAllowed),
        ("gil", NotAllowed),
        ("cy", NotVisible),
        ("dee", NotVisible),
        ("eli", NotVisible),
    ],
)
def test_only_a_coordinator_looks_after_a_confidential_community(
    app: Flask,
    cast: SimpleNamespace,
    now: datetime,
    act: Callable[..., object],
    who: str,
    refusal: type[Exception] | None,
) -> None:
    cast.actor = getattr(cast, who)
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=now)
        if refusal is None:
            act(cast, community_id, now)
            return

        with pytest.raises(refusal):
            act(cast, community_id, now)


def test_a_stranger_s_address_is_refused_with_a_sentence(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)

        with pytest.raises(RuleBroken, match="Nobody here uses"):
            service.admit(cast.hana, community_id, email="nobody@example.org", now=now)


def test_somebody_taken_out_loses_the_community_and_its_spaces_at_once(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="confidential", now=now, named=[cast.bo])
        assert queries.space_for(cast.bo, space_id).id == space_id

        service.remove(cast.hana, community_id, person_id=cast.bo.id, now=now)

        for door in (
            lambda: queries.community_for(cast.bo, community_id),
            lambda: queries.space_for(cast.bo, space_id),
        ):
            with pytest.raises(NotVisible):
                door()
        assert cast.bo.id not in queries.readers_of_space(space_id)


def test_coming_back_does_not_bring_back_a_place_in_a_space(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.bo])
        service.remove(cast.hana, community_id, person_id=cast.bo.id, now=now)

        service.admit(cast.hana, community_id, email=cast.bo.email, now=now)

        assert cast.bo.id not in queries.readers_of_space(space_id)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, community_id, now: service.leave(cast.hana, community_id, now=now),
        lambda cast, community_id, now: service.remove(cast.hana, community_id, person_id=cast.hana.id, now=now),
        lambda cast, community_id, now: service.give_role(cast.hana, community_id, person_id=cast.hana.id, role="core"),
    ],
)
def test_abuse_38_the_last_coordinator_stays_until_there_is_another(
    app: Flask, cast: SimpleNamespace, now: datetime, act: Callable[..., None]
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        with pytest.raises(RuleBroken, match="needs a coordinator"):
            act(cast, community_id, now)

        service.give_role(cast.hana, community_id, person_id=cast.ada.id, role="coordinator")
        act(cast, community_id, now)

        assert policy.can_coordinate(cast.ada, queries.community_for(cast.ada, community_id))


@pytest.mark.parametrize(("whose", "role"), [("cy", "core"), ("bo", "queen")])
def test_roles_are_given_to_members_and_there_are_four(
    app: Flask, cast: SimpleNamespace, now: datetime, whose: str, role: str
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)

        with pytest.raises(RuleBroken):
            service.give_role(cast.hana, community_id, person_id=getattr(cast, whose).id, role=role)


def test_only_members_of_the_community_are_named_in_a_space(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        space_id = a_space(a_community(cast, now=now), by=cast.hana, now=now)
        service.name_member(cast.hana, space_id, person_id=cast.bo.id, now=now)
        service.name_member(cast.hana, space_id, person_id=cast.bo.id, now=now)

        with pytest.raises(RuleBroken, match="Only members"):
            service.name_member(cast.hana, space_id, person_id=cast.cy.id, now=now)
        assert [each.name for each in queries.named_in(space_id)] == ["Bo", "Hana"]


def test_a_member_may_take_themself_out_of_a_space_but_nobody_else(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        space_id = a_space(a_community(cast, now=now), by=cast.hana, now=now, named=[cast.bo, cast.mina])
        with pytest.raises(NotAllowed):
            service.unname_member(cast.bo, space_id, person_id=cast.mina.id, now=now)

        service.unname_member(cast.bo, space_id, person_id=cast.bo.id, now=now)

        assert [each.name for each in queries.named_in(space_id)] == ["Hana", "Mina"]
