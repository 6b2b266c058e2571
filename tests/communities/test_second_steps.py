"""Coordinators of sealed places are members of them until their sign-in has a second step."""

from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from cop.communities import policy, queries
from cop.communities.models import Community, CommunityMembership, SpaceMembership
from cop.communities.queries.proofs import duties_wait_for_proof, waits_in
from cop.core.access import cookie_name
from cop.core.database import transaction
from cop.people import queries as people_queries
from cop.people import service as people
from cop.people.models import User
from cop.people.rules.tokens import Second
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space


def comes_in(user: User, clock: TestClock, *, second: Second = "") -> User:
    """The person as the guard knows them."""
    token = people.open_sign_in(user.id, device="a test", second=second, now=clock.now)
    found = people_queries.identity_of(token, now=clock.now)
    assert found is not None
    assert isinstance(found.user, User)
    return found.user


def waits_there(who: User, community_id: int) -> bool:
    """The same as the page of the community has it."""
    community = queries.community_for(who, community_id)
    return waits_in(who, community, spaces=queries.spaces_visible_to(who, community_id))


@pytest.mark.parametrize(("preset", "waits"), [("restricted", False), ("private", False), ("confidential", True)])
def test_who_coordinates_a_sealed_community(
    app: Flask, cast: SimpleNamespace, clock: TestClock, preset: str, waits: bool
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset=preset, now=clock.now)
        plain, whole = comes_in(cast.hana, clock), comes_in(cast.hana, clock, second="code")
        everybody = (plain, whole, comes_in(cast.ada, clock))
        found = []
        for each in everybody:
            community = queries.community_for(each, community_id)
            found.append((policy.standing_in(each, community).role, policy.can_coordinate(each, community)))

        assert found == [("member", False) if waits else ("coordinator", True), ("coordinator", True), ("core", False)]
        assert [duties_wait_for_proof(each) for each in everybody] == [waits, False, False]
        assert [waits_there(each, community_id) for each in everybody] == [waits, False, False]


def test_who_changes_a_sealed_space_from_inside(app: Flask, cast: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)
        sealed = a_space(community_id, by=cast.hana, preset="confidential", now=clock.now)
        other = a_space(community_id, by=cast.hana, now=clock.now)
        plain, whole = comes_in(cast.hana, clock), comes_in(cast.hana, clock, second="code")

        may = [policy.can_change_space(each, queries.space_for(each, at))
               for at in (sealed, other) for each in (plain, whole)]  # fmt: skip
        assert may == [False, True, True, True]
        assert duties_wait_for_proof(plain)
        assert not duties_wait_for_proof(comes_in(cast.ada, clock))
        assert [waits_there(each, community_id) for each in (plain, whole, comes_in(cast.ada, clock))] == [
            True, False, False,
        ]  # fmt: skip


def test_no_duty_waits_in_spaces_of_others_nor_in_what_is_over(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)
        sealed = a_space(community_id, by=cast.hana, preset="confidential", now=clock.now)
        hana, mina, ada = (comes_in(each, clock) for each in (cast.hana, cast.mina, cast.ada))
        with transaction() as tx:
            tx.session.execute(update(CommunityMembership).values(role="coordinator"))
            tx.session.add(SpaceMembership(space_id=sealed, user_id=mina.id, since=clock.now, until=clock.now))
        assert [duties_wait_for_proof(each) for each in (hana, mina, ada)] == [True, False, False]

        for ended in (update(Community), "closed_at"), (update(CommunityMembership), "until"):
            for when, waits in ((clock.now, False), (None, True)):
                with transaction() as tx:
                    tx.session.execute(ended[0].values({ended[1]: when}))
                assert (duties_wait_for_proof(hana), waits_there(hana, community_id)) == (waits, waits)


def test_a_coordinator_is_told_what_waits_and_led_to_it(app: Flask, cast: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=clock.now)
        tokens = {
            each.name: people.open_sign_in(each.id, device="a test", now=clock.now) for each in (cast.hana, cast.bo)
        }
    hana, bo = (_browser(app, tokens[name]) for name in ("Hana", "Bo"))
    asked = [each.post(f"/communities/{community_id}/closings", data={"words": "Thanks."}) for each in (hana, bo)]

    assert hana.get(f"/communities/{community_id}").status_code == 200
    assert [each.status_code for each in asked] == [403, 403]
    assert ["/people/me/second-step" in each.text for each in asked] == [True, False]
    assert ["waits for it" in each.get("/").text for each in (hana, bo)] == [True, False]


def _browser(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(cookie_name(app.config["COP"]), token)
    return client
