"""Proposing a community in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.factories.foundings import a_proposal, two_organisations

ClientFor = Callable[[User], FlaskClient]
TYPED = {
    "name": "Falls",
    "purpose": "Why?",
    "preset": "private",
    "gathering": "Who are we?",
    "day": "2026-12-10",
    "at": "10:00",
    "place": "Online",
    "prompt_title": "What did you try?",
    "prompt": "We moved the lamps.",
    "others": "cy@example.org",
}


def test_proposing_keeps_what_was_typed_and_names_what_is_missing(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
    ada, cy = client_for(cast.ada), client_for(cast.cy)

    refused = ada.post("/communities/new", data=TYPED | {"purpose": ""})
    proposed = ada.post("/communities/new", data=TYPED)
    asked = cy.get("/").text + cy.get("/communities").text
    founded = cy.post(f"{proposed.location}/yes")

    assert refused.status_code == 422
    assert 'value="Falls"' in refused.text
    assert "Say what it is for" in refused.text
    assert "You are asked to found a community: Falls" in asked
    assert founded.location.startswith("/communities/")
    assert "What did you try?" in cy.get(founded.location).text
    assert ada.get(proposed.location).location == founded.location


def test_a_proposal_page_says_what_is_lacking_and_shows_addresses_to_its_proposer_alone(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        home = f"/foundings/{a_proposal(cast, 'bo', 'mina', now=now)}"
    ada, bo = client_for(cast.ada), client_for(cast.bo)
    assert "Nobody else has said yes yet" in ada.get(home).text
    assert ada.post(f"{home}/starts").status_code == 422

    assert bo.post(f"{home}/yes").location == home

    assert cast.mina.email in ada.get(home).text
    assert cast.mina.email not in bo.get(home).text
    assert client_for(cast.cy).get(home).status_code == 404
    assert client_for(cast.mina).post(f"{home}/no").location == "/communities"
    assert "said no" in ada.get(home).text


def test_a_proposal_is_widened_moved_and_withdrawn(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        home = f"/foundings/{a_proposal(cast, 'bo', now=now)}"
    ada = client_for(cast.ada)

    for verb, wrong, right in (
        ("voices", {"others": "Cy"}, {"others": "cy@example.org\nfay@example.org"}),
        ("days", {"day": "2026-01-01", "at": "10:00"}, {"day": "2026-12-24", "at": "10:00"}),
    ):
        assert ada.post(f"{home}/{verb}", data=wrong).status_code == 422
        assert ada.post(f"{home}/{verb}", data=right).location == home

    assert "Thu 24 Dec, 10:00" in client_for(cast.cy).get(home).text
    assert ada.post(f"{home}/withdrawals").location == "/communities"
    assert ada.get(home).status_code == 404


def test_what_was_lacking_is_made_up_for_with_one_press(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        home = f"/foundings/{a_proposal(cast, 'cy', now=now)}"
    assert client_for(cast.cy).post(f"{home}/yes").location == home
    with app.app_context():
        two_organisations(cast, now=now)

    assert client_for(cast.ada).post(f"{home}/starts").location.startswith("/communities/")
