"""An archive is shut at every door through which somebody comes, and through which a place is changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import policy, queries, rules, service
from cop.communities.models import CommunityInvitation, JoinRequest
from cop.communities.queries.invitations import invitations_to
from cop.communities.rules.invitations import Asked
from cop.communities.service import letters, life, requests, welcomes
from cop.core.database import db
from cop.core.errors import NotAllowed
from cop.core.links import token_of
from cop.discussions import service as discussions
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import person_by_email
from cop.stories import service as stories
from cop.stories.rules import Reach
from tests.conftest import TestClock
from tests.factories.communities import a_community
from tests.factories.people import a_user
from tests.factories.stories import TERMS, tell

MONTH = timedelta(days=31)
SEEN = rules.PRESETS["restricted"]
ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def closed(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A restricted community that closed while people were asked in, asked to come in, and had proposed their words."""
    with app.app_context():
        life_long = now + timedelta(days=20)
        community_id = a_community(cast, now=now)
        space_id = queries.spaces_visible_to(cast.hana, community_id)[0].id
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now)
        asked = [Asked("lee@example.org"), Asked(cast.cy.email)]
        service.invite(cast.hana, community_id, asked=asked, now=life_long)
        link = service.make_link(cast.hana, community_id, role="member", most=3, domains="example.org", now=life_long)
        request = requests.ask_in(cast.fay, community_id, answers=[], now=life_long)
        thread = discussions.start(cast.bo, space_id, title="t", body="b", now=now)
        post_id = discussions.reply(cast.bo, thread.id, body="b", now=now).id
        told = tell(cast.bo, title="t", body="b", reach=Reach("community", community_id), named="first", now=now)
        stories.propose(cast.bo, told.id, terms=TERMS, now=now)
        tokens = {each.email: token_of(each.seed) for each in db.session.scalars(select(CommunityInvitation))}
        ids = dict(zip(("lee", "cy"), db.session.scalars(select(CommunityInvitation.id)), strict=True))
        at = {
            "community": community_id, "space": space_id, "link": token_of(link.seed), "request": request.id,
            "post": post_id, "story": told.id, "ids": ids,
            "lee": tokens["lee@example.org"], "cy": tokens[cast.cy.email],
        }  # fmt: skip
        life.close_due(now=now + MONTH)
        return SimpleNamespace(**at)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, at, now: service.invite(cast.hana, at.community, asked=[Asked("new@example.org")], now=now),
        lambda cast, at, now: service.make_link(
            cast.hana, at.community, role="member", most=3, domains="example.org", now=now
        ),
        lambda cast, at, now: service.accept(cast.cy, at.cy, now=now),
        lambda cast, at, now: service.accept(cast.gil, at.link, now=now),
        lambda cast, at, now: service.say_yes(at.lee, now=now),
        lambda cast, at, now: service.ask_for_letter(at.link, "new@example.org", now=now),
        lambda cast, at, now: requests.ask_in(cast.cy, at.community, answers=[], now=now),
        lambda cast, at, now: requests.decide(cast.hana, at.community, request_id=at.request, yes=True, now=now),
        lambda cast, at, now: requests.set_questions(cast.hana, at.community, texts=["Why?"]),
        lambda cast, at, now: welcomes.welcome(cast.hana, at.community, person_id=cast.bo.id, now=now),
        lambda cast, at, now: service.ban(cast.hana, at.community, person_id=cast.bo.id, now=now),
        lambda cast, at, now: service.change_community(
            cast.hana, at.community, axes=rules.PRESETS["private"], seen=SEEN, now=now
        ),
        lambda cast, at, now: service.change_space(
            cast.hana, at.space, axes=rules.PRESETS["private"], seen=SEEN, now=now
        ),
        lambda cast, at, now: stories.propose(cast.bo, at.story, terms=TERMS, now=now),
        lambda cast, at, now: stories.show_publicly(cast.hana, at.story, now=now),
        lambda cast, at, now: stories.open_wider(cast.bo, at.community),
        lambda cast, at, now: discussions.propose(cast.bo, at.post, now=now),
        lambda cast, at, now: discussions.open_wider(cast.bo, at.post),
        lambda cast, at, now: discussions.open_all_wider(cast.bo, at.community),
    ],
)
def test_nobody_comes_into_an_archive_and_nobody_changes_it(
    app: Flask, cast: SimpleNamespace, closed: SimpleNamespace, now: datetime, act: Callable[..., object]
) -> None:
    with app.app_context(), pytest.raises(NotAllowed):
        act(cast, closed, now + MONTH)


def test_an_archive_writes_to_nobody_and_waits_for_nobody(
    app: Flask, cast: SimpleNamespace, closed: SimpleNamespace, now: datetime
) -> None:
    later = now + MONTH
    with app.app_context():
        invitation = db.session.get_one(CommunityInvitation, closed.ids["cy"])
        assert letters.write_letter(invitation.id, letters=0, now=later) is None
        assert db.session.get_one(CommunityInvitation, invitation.id).state == "withdrawn"
        assert requests.letters_about(closed.request, number=1) == ()
        assert invitations_to(cast.cy, now=later) == []

        assert not policy.can_see_as_others(cast.hana, queries.community_for(cast.hana, closed.community))
        assert not policy.can_ask_in(cast.cy, queries.community_for(cast.cy, closed.community))
        assert not policy.can_decide(cast.hana, _request_for(cast.hana, closed), now=later)


def _request_for(viewer: User, closed: SimpleNamespace) -> JoinRequest:
    community = queries.community_for(viewer, closed.community)
    assert policy.standing_in(viewer, community).role == "coordinator"
    return JoinRequest(community=community, created_at=community.founded_at)


def test_whoever_said_yes_before_it_closed_has_an_account_and_is_not_in(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now)
        yes_at = now + timedelta(days=29)
        service.invite(cast.hana, community_id, asked=[Asked("lee@example.org")], now=yes_at)
        account = service.say_yes(token_of(db.session.scalars(select(CommunityInvitation.seed)).one()), now=yes_at)
        life.close_due(now=now + timedelta(days=30))

        assert account
        people.accept(
            account, name="Lee", time_zone="Europe/London", password=None, device="a test", now=now + timedelta(days=30)
        )
        lee = person_by_email("lee@example.org")
        assert lee

        assert lee.id not in queries.members_in(community_id)


def test_its_pages_say_that_it_has_closed(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, closed: SimpleNamespace, clock: TestClock
) -> None:
    clock.forward(days=31)
    cy = client_for(cast.cy)

    assert "“Dementia network” has closed" in cy.get(f"/invited/{closed.cy}").text
    assert "Nobody comes in any more" in app.test_client().get(f"/invited/{closed.link}").text
    refused = cy.post(f"/invited/{closed.cy}/acceptances")
    assert (refused.status_code, "This community has closed." in refused.text) == (403, True)
    assert "This community has closed." in cy.get(f"/communities/{closed.community}/requests/new").text


def test_a_coordinator_goes_out_of_an_archive(
    app: Flask, cast: SimpleNamespace, closed: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.leave(cast.hana, closed.community, now=now + MONTH)

        assert cast.hana.id not in queries.members_in(closed.community)


def test_the_members_of_a_sealed_archive_are_not_told_whom_nobody_lets_in(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime, clock: TestClock
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=now)
        a_user("Lee")
        service.invite(cast.hana, community_id, asked=[Asked("lee@example.org", name="Lee Qzx")], now=now)
    bo = client_for(cast.bo)
    assert "Lee Qzx" in bo.get(f"/communities/{community_id}/members").text

    with app.app_context():
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now)
        life.close_due(now=now + MONTH)

    assert "Lee Qzx" not in bo.get(f"/communities/{community_id}/members").text
