"""Whoever comes in by a press of their own accepts how it works together; whoever is let in is asked inside."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import policy, queries, rules, service
from cop.communities.models import CommunityInvitation
from cop.communities.queries.agreements import agreement_asked_of
from cop.communities.rules.invitations import Asked
from cop.communities.service import agreements, requests
from cop.core.database import db
from cop.core.errors import RuleBroken
from cop.core.links import token_of
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import person_by_email
from tests.factories.communities import a_community

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def agreed(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A restricted community that has written down how it works together, and asks Cy in, by letter and by link."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        service.invite(cast.hana, community_id, asked=[Asked(cast.cy.email), Asked("lee@example.org")], now=now)
        link = service.make_link(cast.hana, community_id, role="member", most=3, domains="example.org", now=now)
        letters = {each.email: token_of(each.seed) for each in db.session.scalars(select(CommunityInvitation))}
        return SimpleNamespace(
            community=community_id, link=token_of(link.seed), cy=letters[cast.cy.email], lee=letters["lee@example.org"]
        )


def asked_of(person: User, community_id: int) -> bool:
    return agreement_asked_of(person, queries.community_for(person, community_id)) is not None


@pytest.mark.parametrize("door", ["cy", "link"])
def test_whoever_comes_by_an_invitation_or_a_link_accepts_what_they_read(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime, door: str
) -> None:
    cy, path = client_for(cast.cy), f"/invited/{getattr(agreed, door)}"
    assert "We listen." in cy.get(path).text
    with app.app_context():
        agreements.write(cast.hana, agreed.community, text="We ask.", why="Better.", seen=1, now=now)

    stale = cy.post(f"{path}/acceptances", data={"number": "1"})
    came = cy.post(f"{path}/acceptances", data={"number": "2"})

    assert (stale.status_code, "Read it once more" in stale.text, "We ask." in stale.text) == (422, True, True)
    assert came.location == f"/communities/{agreed.community}"
    with app.app_context():
        assert not asked_of(cast.cy, agreed.community)


def test_whoever_may_not_use_a_link_does_not_read_what_is_behind_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        link = service.make_link(cast.hana, agreed.community, role="member", most=3, domains="nhs.uk", now=now)
        path = f"/invited/{token_of(link.seed)}"

    assert "We listen." not in client_for(cast.cy).get(path).text
    assert "We listen." in client_for(cast.cy).get(f"/invited/{agreed.link}").text


def test_coming_twice_accepts_nothing_unread(
    app: Flask, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.accept(cast.bo, agreed.link, now=now)
        assert asked_of(cast.bo, agreed.community)
        service.admit(cast.hana, agreed.community, email=cast.cy.email, now=now)
        service.accept(cast.cy, agreed.cy, now=now)

        assert asked_of(cast.cy, agreed.community)


def test_whoever_is_let_in_or_makes_an_account_first_is_asked_inside(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    assert (
        "Whoever is let in is asked to accept"
        not in client_for(cast.fay).get(f"/communities/{agreed.community}/requests/new").text
    )  # only its members read it
    with app.app_context():
        request = requests.ask_in(cast.fay, agreed.community, answers=[], now=now)
        requests.decide(cast.hana, agreed.community, request_id=request.id, yes=True, now=now)
        account = service.say_yes(agreed.lee, now=now)
        assert account
        people.accept(account, name="Lee", time_zone="Europe/London", password=None, device="a test", now=now)
        lee = person_by_email("lee@example.org")
        assert lee

        assert asked_of(cast.fay, agreed.community)
        assert asked_of(lee, agreed.community)
    assert "Please accept how we work together" in client_for(cast.fay).get(f"/communities/{agreed.community}").text


def test_whoever_asks_to_come_in_reads_first_what_everybody_may_read(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    nearby = rules.Axes(rules.Door.ANYONE, rules.Read.NEARBY, rules.Join.ASK)
    with app.app_context():
        seen = queries.community_for(cast.hana, agreed.community).axes
        service.change_community(cast.hana, agreed.community, axes=nearby, seen=seen, now=now)

    page = client_for(cast.cy).get(f"/communities/{agreed.community}/requests/new").text

    assert "Whoever is let in is asked to accept" in page


def test_whoever_may_come_in_freely_reads_it_even_where_they_read_nothing_else(
    app: Flask, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    freely = rules.Axes(rules.Door.ANYONE, rules.Read.INSIDE, rules.Join.FREELY)
    with app.app_context():
        seen = queries.community_for(cast.hana, agreed.community).axes
        service.change_community(cast.hana, agreed.community, axes=freely, seen=seen, now=now)
        community = queries.community_for(cast.cy, agreed.community)
        assert policy.can_read_agreement(cast.cy, community)
        with pytest.raises(RuleBroken):
            service.join(cast.cy, agreed.community, now=now)

        service.join(cast.cy, agreed.community, accepts=1, now=now)

        assert not asked_of(cast.cy, agreed.community)


def test_nobody_who_is_only_supposed_is_asked(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, agreed: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, name="Another", now=now - timedelta(days=400))
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        assert not policy.can_accept(rules.SUPPOSED["member"], queries.community_for(cast.hana, community_id))

    page = client_for(cast.hana).get(f"/communities/{community_id}/seen-as/member").text

    assert "How we work together" in page
    assert "Please accept how we work together" not in page
