"""Programmes gather communities, and say nothing of those that one may not know of."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities.queries.programmes import could_join, gathered_in, programme_for, programmes_visible_to
from cop.communities.service import programmes
from cop.core.errors import NotAllowed, NotVisible
from tests.factories.communities import EVERYBODY, a_community
from tests.factories.organisations import an_organisation
from tests.factories.programmes import TOLD, a_programme


def test_whoever_is_signed_in_knows_a_programme_and_its_keeper_alone_changes_it(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        programme_id = a_programme(cast.eli, now=now)
        with pytest.raises(NotAllowed, match="to which you belong"):
            programmes.begin(cast.bo, organisation_id=an_organisation("Another"), told=TOLD, now=now)
        for who in EVERYBODY:
            viewer = getattr(cast, who)
            assert [each.id for each in programmes_visible_to(viewer)] == [programme_id]
            if who != "eli":
                with pytest.raises(NotAllowed):
                    programmes.change(viewer, programme_id, told=TOLD)
        assert not programmes_visible_to(None)
        for viewer, made_up in ((None, programme_id), (cast.eli, programme_id + 1)):
            with pytest.raises(NotVisible):
                programme_for(viewer, made_up)

        programmes.change(cast.eli, programme_id, told=replace(TOLD, name="Living better"))

        found = programme_for(cast.bo, programme_id)
        assert (found.name, found.organisation.name) == ("Living better", "Third Thursday")


def test_a_community_joins_by_its_own_coordinator_and_is_told_of_to_those_who_may_know(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        programme_id = a_programme(cast.eli, now=now)
        known, hidden = (a_community(cast, preset=each, now=now) for each in ("restricted", "confidential"))
        for who, community_id, refusal in (
            (cast.ada, known, NotAllowed),
            (cast.eli, known, NotAllowed),
            (cast.eli, hidden, NotVisible),
        ):
            with pytest.raises(refusal):
                programmes.gather(who, programme_id, community_id=community_id, now=now)
        assert {each.id for each in could_join(cast.hana, programme_id)} == {known, hidden}

        for each in (known, hidden, hidden):
            programmes.gather(cast.hana, programme_id, community_id=each, now=now)

        assert {each.id for each in gathered_in(cast.bo, programme_id)} == {known, hidden}
        assert {each.id for each in gathered_in(cast.cy, programme_id)} == {known}
        assert not could_join(cast.hana, programme_id)


def test_a_community_is_let_go_by_its_coordinator_and_by_the_keeper_who_knows_of_it(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        programme_id = a_programme(cast.eli, now=now)
        known, hidden = (a_community(cast, preset=each, now=now) for each in ("restricted", "confidential"))
        for each in (known, hidden):
            programmes.gather(cast.hana, programme_id, community_id=each, now=now)
        with pytest.raises(NotAllowed):
            programmes.let_go(cast.ada, programme_id, community_id=known)
        with pytest.raises(NotVisible):
            programmes.let_go(cast.eli, programme_id, community_id=hidden)

        programmes.let_go(cast.eli, programme_id, community_id=known)
        programmes.let_go(cast.hana, programme_id, community_id=hidden)

        assert not gathered_in(cast.hana, programme_id)
