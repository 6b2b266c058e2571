"""A never beats every way in."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import queries, service
from cop.core import jobs, mail
from cop.core.database import transaction
from cop.core.errors import NotAllowed, RuleBroken
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space


def test_whoever_is_banned_comes_in_by_no_door_until_it_is_lifted(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        service.ban(cast.hana, community_id, person_id=cast.bo.id, now=now)

        assert cast.bo.id not in queries.members_in(community_id)
        assert queries.banned_from(community_id) == [(cast.bo.id, cast.bo.name)]
        with pytest.raises(RuleBroken, match="not to come in"):
            service.join(cast.bo, community_id, now=now)
        with pytest.raises(RuleBroken, match="not to come in"):
            service.admit(cast.hana, community_id, email=cast.bo.email, now=now)

        service.lift_ban(cast.hana, community_id, person_id=cast.bo.id)
        service.join(cast.bo, community_id, now=now)
        assert cast.bo.id in queries.members_in(community_id)


def test_only_coordinators_ban_and_only_other_members(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)

        with pytest.raises(NotAllowed):
            service.ban(cast.ada, community_id, person_id=cast.bo.id, now=now)
        for nobody in (cast.hana.id, cast.cy.id):
            with pytest.raises(RuleBroken, match="another member"):
                service.ban(cast.hana, community_id, person_id=nobody, now=now)


def test_the_page_of_bans(
    app: Flask, client_for: Callable[[User], FlaskClient], cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
    hana, path = client_for(cast.hana), f"/communities/{community_id}/bans"

    assert hana.post(path, data={"person_id": cast.bo.id}).status_code == 303
    assert hana.post(path, data={"person_id": "bo"}).status_code == 400
    assert f"<p>{cast.bo.name}</p>" in hana.get(path).text
    assert client_for(cast.ada).get(path).status_code == 403
    assert hana.post(f"{path}/liftings", data={"person_id": cast.bo.id}).status_code == 303
    assert f"<p>{cast.bo.name}</p>" not in hana.get(path).text


@pytest.mark.parametrize("removed", [True, False])
def test_a_mail_that_waits_is_sent_only_to_those_who_may_still_know(
    app: Flask, cast: SimpleNamespace, clock: TestClock, removed: bool
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)
        space_id = a_space(community_id, by=cast.hana, now=clock.now, named=[cast.mina])
        at = clock.forward(minutes=5)
        with transaction() as tx:
            for permitted in (("communities.belongs", community_id), ("communities.reads_space", space_id)):
                asked = (permitted[0], cast.mina.id, permitted[1])
                mail.send_later(tx, cast.mina.email, "sets/mail/news.txt", {}, at=at, while_permitted=asked)
        if removed:
            service.remove(cast.hana, community_id, person_id=cast.mina.id, now=clock.now)

        assert jobs.run_all(now=at) == 2
        assert len(app.extensions["cop_mailer"].sent) == (0 if removed else 2)
