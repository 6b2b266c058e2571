"""What the page of a space is told in plain values is what its door gives as objects, for everybody."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect

from cop.communities import policy
from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.queries import audience_of_space, space_for
from cop.communities.queries.told import TOLD, SpaceTold, space_asked, space_told
from cop.communities.service import silences
from cop.core.errors import NotVisible
from tests.factories.communities import a_community, a_space

EVERYBODY = ("hana", "ada", "bo", "mina", "gil", "cy", "fay", None)


def _told(who: Any, space: int, *, now: datetime) -> SpaceTold:
    return space_told(TOLD.one_or_none(space_asked(who, space, on=now.date())))


def _values(thing: Any, model: type[Any]) -> dict[str, Any]:
    return {each.key: getattr(thing, each.key) for each in inspect(model).column_attrs}


def _all_of(space: Space) -> list[Any]:
    return [
        _values(space, Space),
        _values(space.community, Community),
        [_values(each, CommunityMembership) for each in space.community.memberships],
        [_values(each, SpaceMembership) for each in space.memberships],
    ]


@pytest.mark.parametrize("preset", ["open", "restricted", "private", "confidential"])
def test_it_is_told_what_the_door_gives(app: Flask, cast: SimpleNamespace, now, preset: str) -> None:
    seen = 0
    with app.app_context():
        community = a_community(cast, preset=preset, now=now)
        silences.silence(cast.hana, community, person_id=cast.ada.id, until=now.replace(year=2030))
        space = a_space(community, by=cast.hana, preset=preset, named=[cast.bo] if preset[0] in "pc" else (), now=now)
        for who in (getattr(cast, name) if name else None for name in EVERYBODY):
            try:
                expected = space_for(who, space)
            except NotVisible:
                with pytest.raises(NotVisible):
                    _told(who, space, now=now)
                continue
            told = _told(who, space, now=now)
            assert _all_of(told.space) == _all_of(expected)
            assert policy.standing_in_space(who, told.space) == policy.standing_in_space(who, expected)
            assert told.readers == audience_of_space(space, on=now.date())
            assert told.is_for_anyone == (expected.axes.read == 0)
            seen += 1
    assert seen > 1


def test_who_stands_alike_is_told_alike_and_nobody_else(app: Flask, cast: SimpleNamespace, now) -> None:
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)
        before = {name: _told(getattr(cast, name), space, now=now).for_all for name in ("hana", "bo", "mina")}
        silences.silence(cast.hana, community, person_id=cast.mina.id, until=now.replace(year=2030))
        silent = _told(cast.mina, space, now=now).for_all

    assert before["bo"] == before["mina"]
    assert len({before["hana"], before["bo"], silent}) == 3
