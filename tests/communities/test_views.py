"""The pages of communities, person by person."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import queries, rules, service
from cop.people.models import User
from tests.factories.communities import a_community, a_space

ClientFor = Callable[[User], FlaskClient]
HOSTILE = """<script>alert(1)</script>"'{{ 7*7 }}<img src=x onerror=alert(2)>"""
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;{{ 7*7 }}&lt;img src=x onerror=alert(2)&gt;"


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina])
        return SimpleNamespace(community=community_id, space=space_id)


def browser(app: Flask, client_for: ClientFor, person: User | None) -> FlaskClient:
    return client_for(person) if person else app.test_client()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/communities", {"hana": 200, "bo": 200, "cy": 200, "dee": 200, "nobody": 200}),
        ("/communities/new", {"cy": 200, "nobody": 303}),
        ("/communities/{community}", {"hana": 200, "bo": 200, "gil": 200, "cy": 200, "dee": 200, "nobody": 200}),
        (
            "/communities/{community}/members",
            {"hana": 200, "gil": 200, "cy": 403, "dee": 403, "eli": 403, "nobody": 303},
        ),
        ("/communities/{community}/spaces/new", {"hana": 200, "ada": 403, "bo": 403, "cy": 403, "nobody": 303}),
        ("/spaces/{space}", {"hana": 200, "mina": 200, "bo": 200, "cy": 404, "dee": 404, "eli": 404, "nobody": 404}),
        ("/spaces/{space}/members", {"hana": 200, "mina": 200, "bo": 403, "cy": 404, "nobody": 303}),
        ("/communities/999999", {"hana": 404, "nobody": 404}),
        ("/spaces/999999", {"hana": 404, "nobody": 404}),
    ],
)
def test_who_sees_which_page(
    app: Flask,
    client_for: ClientFor,
    cast: SimpleNamespace,
    place: SimpleNamespace,
    address: str,
    expected: dict[str, int],
) -> None:
    path = address.format(community=place.community, space=place.space)

    found = {who: browser(app, client_for, getattr(cast, who)).get(path).status_code for who in expected}

    assert found == expected


@pytest.mark.parametrize("preset", rules.PRESETS)
def test_search_engines_list_only_what_anybody_may_know(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime, preset: str
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset=preset, now=now)

    answer = client_for(cast.hana).get(f"/communities/{community_id}")

    assert (answer.headers.get("X-Robots-Tag") == "noindex") is (preset in {"private", "confidential"})


def test_a_confidential_community_is_nowhere_for_an_outsider(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=now, name="Qzx-secret-name")
    made_up, real = (client_for(cast.eli).get(f"/communities/{each}") for each in (999_999, community_id))

    assert made_up.status_code == real.status_code == 404
    assert "Qzx-secret-name" not in client_for(cast.eli).get("/communities").text + real.text
    assert "Qzx-secret-name" in client_for(cast.bo).get("/communities").text


def test_hostile_words_stay_words(app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = service.found(cast.cy, name=HOSTILE, purpose=HOSTILE, preset="open", now=now).id
    client = client_for(cast.cy)

    for path in (f"/communities/{community_id}", "/communities", f"/communities/{community_id}/members"):
        page = client.get(path).text
        assert ESCAPED in page
        assert "<script>alert" not in page
        assert "<img" not in page


def test_somebody_joins_and_leaves_an_open_community(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
    client, home = client_for(cast.cy), f"/communities/{community_id}"

    assert "Join this community" in client.get(home).text
    assert client.post(f"{home}/memberships").status_code == 303
    assert "Join this community" not in client.get(home).text
    assert client.post(f"{home}/departures").status_code == 303
    assert "Join this community" in client.get(home).text


def test_a_coordinator_gives_roles_and_takes_out(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    hana, home = client_for(cast.hana), f"/communities/{place.community}"

    with app.app_context():
        service.admit(cast.hana, place.community, email="cy@example.org", now=now)
    assert hana.post(f"{home}/roles", data={"person_id": cast.cy.id, "role": "core"}).status_code == 303
    assert "core group" in hana.get(f"{home}/members").text
    assert hana.post(f"{home}/removals", data={"person_id": cast.cy.id}).status_code == 303
    with app.app_context():
        assert cast.cy.id not in queries.members_in(place.community)


@pytest.mark.parametrize("data", [{}, {"person_id": "x"}, {"person_id": "99999999999"}, {"person_id": "-1"}])
def test_a_press_without_a_person_is_not_read(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, data: dict[str, str]
) -> None:
    assert client_for(cast.hana).post(f"/communities/{place.community}/removals", data=data).status_code == 400


def test_a_space_is_opened_and_its_people_named(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    hana, home = client_for(cast.hana), f"/communities/{place.community}/spaces/new"

    looser = hana.post(home, data={"name": "n", "purpose": "p", "preset": "open"})
    opened = hana.post(home, data={"name": "Carers", "purpose": "p", "preset": "confidential"})
    named = hana.post(f"{opened.location}/members", data={"person_id": cast.bo.id})
    stranger = hana.post(f"{opened.location}/members", data={"person_id": cast.cy.id})

    assert (looser.status_code, opened.status_code, named.status_code, stranger.status_code) == (422, 303, 303, 422)
    assert client_for(cast.bo).get(opened.location).status_code == 200
    assert hana.post(f"{opened.location}/members/removals", data={"person_id": cast.bo.id}).status_code == 303
    assert client_for(cast.bo).get(opened.location).status_code == 404


def test_abuse_23_somebody_taken_out_is_refused_at_once(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    mina = client_for(cast.mina)
    assert mina.get(f"/spaces/{place.space}").status_code == 200

    with app.app_context():
        service.remove(cast.hana, place.community, person_id=cast.mina.id, now=now)

    assert mina.get(f"/spaces/{place.space}").status_code == 404
    assert mina.get(f"/communities/{place.community}/members").status_code == 403
