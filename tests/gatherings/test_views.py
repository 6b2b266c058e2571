"""Gatherings in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.foundings import a_proposal, two_organisations
from tests.factories.gatherings import PLAN

ClientFor = Callable[[User], FlaskClient]
TYPED = {"title": "Nights", "day": "2026-12-10", "at": "10:00", "place": "Online", "link": "https://meet.example.org/a"}


def test_the_way_in_is_shown_to_those_who_come_alone(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    bo, home = client_for(cast.bo), f"/gatherings/{place.gathering}"
    assert "Say whether you come" in bo.get(f"/communities/{place.community}").text
    assert PLAN.link not in bo.get(home).text

    assert bo.post(f"{home}/answers", data={"going": "yes"}).location == home
    assert PLAN.link in bo.get(home).text
    assert "Bo" in client_for(cast.mina).get(home).text
    assert "You come" in bo.get(f"/spaces/{place.space}").text
    assert bo.post(f"{home}/answers", data={"going": "no"}).location == home

    assert PLAN.link not in bo.get(home).text
    assert "You said that you do not come" in bo.get(home).text
    assert client_for(cast.cy).get(home).status_code == 404


def test_arranging_keeps_what_was_typed_and_times_are_the_reader_s_own(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    ada, new = client_for(cast.ada), f"/spaces/{place.space}/gatherings/new"

    refused = ada.post(new, data=TYPED | {"link": "meet me there"})
    arranged = ada.post(new, data=TYPED)

    assert refused.status_code == 422
    assert 'value="meet me there"' in refused.text
    assert "Thu 10 Dec, 10:00" in ada.get(arranged.location).text
    assert client_for(cast.bo).get(new).status_code == 403


def test_a_gathering_is_moved_and_called_off_on_its_page(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, clock: TestClock
) -> None:
    ada, bo, home = client_for(cast.ada), client_for(cast.bo), f"/gatherings/{place.gathering}"
    bo.post(f"{home}/answers", data={"going": "yes"})
    clock.forward(minutes=5)
    assert PLAN.title in ada.get(f"{home}/edit").text

    assert ada.post(f"{home}/edit", data=TYPED | {"day": "2020-01-01"}).status_code == 422
    assert ada.post(f"{home}/edit", data=TYPED).location == home
    assert "moved since you said yes" in bo.get(home).text
    assert "It was moved since you answered" in bo.get("/").text
    assert ada.post(f"{home}/cancellations").location == home

    assert "This gathering will not be" in bo.get(home).text
    assert "Do you come?" not in bo.get(home).text


def test_what_was_held_stands_on_the_page_of_its_space(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, clock: TestClock
) -> None:
    clock.forward(days=8)
    bo = client_for(cast.bo)

    assert "Earlier" in bo.get(f"/spaces/{place.space}").text
    assert "It has begun, or is over" in bo.get(f"/gatherings/{place.gathering}").text
    assert "Nothing is arranged" in bo.get(f"/communities/{place.community}").text
    assert "Gatherings" not in client_for(cast.cy).get(f"/communities/{place.community}").text


def test_a_new_community_begins_with_the_gathering_of_its_founders(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id = a_proposal(cast, "cy", now=now)
    cy = client_for(cast.cy)

    page = cy.get(cy.post(f"/foundings/{founding_id}/yes").location).text

    assert "Who are we?" in page
    assert "Say whether you come" in page
