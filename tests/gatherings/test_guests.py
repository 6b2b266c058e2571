"""Guests at a gathering, on both databases, and what they see in a browser."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import service as communities
from cop.communities.models import CommunityBan
from cop.communities.rules import PRESETS
from cop.core import jobs
from cop.core.database import transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.gatherings import policy, queries, service
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_space
from tests.factories.gatherings import PLAN, a_gathering

DAY = timedelta(days=1)


def seat(gathering_id: int, *, by: User, guest: User, now: datetime, until: timedelta = 14 * DAY) -> None:
    service.seat_guest(by, gathering_id, email=guest.email, until=now + until, now=now)


def reads(viewer: User, gathering_id: int, *, now: datetime) -> bool:
    """Whether door and predicate let them in, which agree."""
    try:
        gathering = queries.gathering_for(viewer, gathering_id)
    except NotVisible:
        assert not queries.sits_in(viewer.id, gathering_id, now=now)
        return False
    assert policy.can_read(viewer, gathering)
    assert policy.is_guest(viewer, gathering) == queries.sits_in(viewer.id, gathering_id, now=now)
    return True


def test_one_letter_says_that_there_is_a_seat_and_nothing_of_what_it_is_in(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        this = place.gathering
        seat(this, by=cast.ada, guest=cast.cy, now=clock.now, until=DAY)
        seat(this, by=cast.ada, guest=cast.cy, now=clock.now, until=2 * DAY)
        while jobs.run_one(now=clock.now):
            pass
        [letter] = app.extensions["cop_mailer"].sent
        assert f"/gatherings/{this}" in letter.get_content()
        assert PLAN.title not in str(letter)


def test_a_guest_says_that_they_come_until_the_day_is_over(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        this = place.gathering
        assert not reads(cast.cy, this, now=clock.now)
        seat(this, by=cast.ada, guest=cast.cy, now=clock.now, until=2 * DAY)
        service.answer(cast.cy, this, going=True, now=clock.now)
        assert queries.guests_coming(this, now=clock.now) == ["Cy"]
        assert "Cy" not in queries.who_comes(this, space_id=place.space)
        assert [each.id for each in queries.asked_of(cast.cy, now=clock.now)] == [this]
        assert not policy.can_see_who_comes(cast.cy, queries.gathering_for(cast.cy, this))
        with pytest.raises(NotAllowed):
            service.change(cast.cy, this, plan=PLAN, now=clock.now)

        clock.forward(days=2)
        assert not reads(cast.cy, this, now=clock.now)
        assert queries.guests_coming(this, now=clock.now) == []
        assert not queries.asked_of(cast.cy, now=clock.now)


def test_who_gives_and_ends_a_seat(app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        this = place.gathering
        for who, refusal in (("bo", NotAllowed), ("cy", NotVisible)):
            with pytest.raises(refusal):
                seat(this, by=getattr(cast, who), guest=cast.fay, now=now)
        sealed = a_space(place.community, by=cast.hana, preset="confidential", now=now)
        with pytest.raises(NotAllowed, match="where nothing is sealed"):
            seat(a_gathering(sealed, by=cast.hana, now=now), by=cast.hana, guest=cast.fay, now=now)

        for by in (cast.ada, cast.cy):
            seat(this, by=cast.ada, guest=cast.cy, now=now)
            with pytest.raises(NotAllowed):
                service.end_guest_seat(cast.bo, this, person_id=cast.cy.id, now=now)
            service.end_guest_seat(by, this, person_id=cast.cy.id, now=now)
            assert not reads(cast.cy, this, now=now)
        with pytest.raises(RuleBroken):
            service.end_guest_seat(cast.ada, this, person_id=cast.cy.id, now=now)
        while jobs.run_one(now=now):
            pass
        assert not app.extensions["cop_mailer"].sent


def test_a_seat_ends_with_coming_in_with_a_ban_and_with_a_seal(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        space_id = a_space(place.community, by=cast.hana, now=now, named=[cast.hana])
        this = a_gathering(space_id, by=cast.hana, now=now)
        for guest in (cast.cy, cast.fay, cast.eli):
            seat(this, by=cast.hana, guest=guest, now=now)
        communities.admit(cast.hana, place.community, email=cast.cy.email, now=now)
        communities.leave(cast.cy, place.community, now=now)
        assert not reads(cast.cy, this, now=now)
        with transaction() as tx:
            tx.session.add(CommunityBan(community_id=place.community, user_id=cast.fay.id, since=now))
        assert not reads(cast.fay, this, now=now)
        assert reads(cast.eli, this, now=now)
        communities.change_space(cast.hana, space_id, axes=PRESETS["confidential"], seen=PRESETS["private"], now=now)
        assert not reads(cast.eli, this, now=now)
        assert not queries.guests_of(this, now=now)


def test_a_seat_in_the_browser(
    client_for: Callable[[User], FlaskClient], cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    ada, cy, home = client_for(cast.ada), client_for(cast.cy), f"/gatherings/{place.gathering}"
    assert "Guests" in ada.get(home).text
    typed = {"email": "nobody@example.org", "until": "2026-12-05"}
    refused = ada.post(f"{home}/guests", data=typed)
    assert refused.status_code == 422
    assert "nobody@example.org" in refused.text
    assert "They need an account first" in refused.text

    assert ada.post(f"{home}/guests", data={**typed, "email": cast.cy.email}).location == f"{home}/guests"
    assert "Cy" in ada.get(f"{home}/guests").text
    assert "Say whether you come" in cy.get("/").text
    page = cy.get(home).text
    assert "You are a guest here" in page
    assert f"/spaces/{place.space}" not in page
    assert PLAN.link not in page
    cy.post(f"{home}/answers", data={"going": "yes"})
    assert PLAN.link in cy.get(home).text
    assert "Who comes" not in cy.get(home).text
    assert "guest" in ada.get(home).text

    assert ada.post(f"{home}/guests/{cast.cy.id}/endings").location == f"{home}/guests"
    assert cy.get(home).status_code == 404
