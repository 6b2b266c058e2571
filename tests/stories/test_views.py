"""Stories as a browser sees them."""

import re
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.stories import a_story

ClientFor = Callable[[User], FlaskClient]
BODY = "He had *not* sung."
AGREED = {"named": "full", "months": "12"}
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


def told(client: FlaskClient, reach: str, *, title: str = "The singing hour", body: str = BODY, note: str = "") -> str:
    """Where the story is that somebody has told by the pages, one after the other."""
    draft = begun(client, reach)
    assert client.post(f"{draft}/pages/1", data={"answer": body, "go": "on"}).location == f"{draft}/title"
    assert client.post(f"{draft}/title", data={"title": title, "note": note}).location == f"{draft}/people"
    assert client.post(f"{draft}/people/all").location == f"{draft}/reading"
    seen = SEEN.findall(client.get(f"{draft}/reading").text)
    assert client.post(f"{draft}/approvals", data={"seen": seen[0]}).location == f"{draft}/consent"
    return client.post(f"{draft}/consent", data={**AGREED, "reach": reach}).location


def begun(client: FlaskClient, reach: str, template: str = "free") -> str:
    """Where a draft is that somebody has begun."""
    page = client.post(f"/stories/new/{reach}", data={"template": template}).location
    assert page.endswith("/pages/1")
    return page.removesuffix("/pages/1")


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina, cast.bo])
        return SimpleNamespace(community=community_id, space=space_id)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("me", {"hana": 200, "bo": 404, "cy": 404, "eli": 404, "nobody": 404}),
        ("community:{community}", {"hana": 200, "bo": 200, "gil": 200, "cy": 404, "dee": 404, "nobody": 404}),
        ("public:{community}", {"hana": 200, "bo": 200, "cy": 200, "dee": 200, "nobody": 200}),
    ],
)
def test_who_reads_a_story(
    app: Flask,
    client_for: ClientFor,
    cast: SimpleNamespace,
    place: SimpleNamespace,
    now: datetime,
    where: str,
    expected: dict[str, int],
) -> None:
    with app.app_context():
        story_id = a_story(cast.hana, where.format(**vars(place)), now=now)
    browsers = {who: client_for(getattr(cast, who)) if who != "nobody" else app.test_client() for who in expected}

    assert {who: client.get(f"/stories/{story_id}").status_code for who, client in browsers.items()} == expected


def test_a_story_is_told_read_and_taken_back(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, bo, reach = client_for(cast.mina), client_for(cast.bo), f"space:{place.space}"

    assert "In my own way" in mina.get(f"/stories/new/{reach}").text
    story = told(mina, reach)
    assert "He had <em>not</em> sung." in bo.get(story).text
    assert "The singing hour" in bo.get(f"/spaces/{place.space}").text
    assert mina.get(f"{story}/withdrawals").status_code == 200
    assert mina.post(f"{story}/withdrawals").status_code == 303
    assert bo.get(story).status_code == 404
    gone = mina.get(story).text
    assert "You withdrew this story" in gone
    assert "singing hour" not in gone + mina.get("/stories").text


def test_opening_wider_takes_a_deliberate_step_and_says_how_many(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, reach = client_for(cast.mina), f"space:{place.space}"
    story, wider = told(mina, reach), f"community:{place.community}"

    step = mina.get(f"{story}/openings?reach={wider}")
    unsaid = mina.post(f"{story}/openings?reach={wider}", data={"reach": wider})
    opened = mina.post(f"{story}/openings?reach={wider}", data={**AGREED, "reach": wider})
    again = mina.post(f"{story}/audiences", data={"reach": "me", "seen": "space"})

    assert "Read by 5 members; not by search engines. By people who come later, too." in step.text
    assert (unsaid.status_code, opened.status_code, again.status_code) == (422, 303, 409)
    assert client_for(cast.gil).get(story).status_code == 200


@pytest.mark.parametrize("address", ["/stories/new/world:1", "/stories/new/space:x", "/stories/1/openings?reach=x"])
def test_an_audience_made_up_is_refused(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime, address: str
) -> None:
    with app.app_context():
        story_id = a_story(cast.mina, now=now)

    assert client_for(cast.mina).get(address.replace("/1/", f"/{story_id}/")).status_code == 422


def test_an_unnamed_teller_is_nowhere_on_any_page_of_anybody_else(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime, clock: TestClock
) -> None:
    with app.app_context():
        story_id = a_story(cast.mina, f"space:{place.space}", now=now, named="anonymous")
    clock.forward(days=15)  # till then the core group reads who is new
    addresses = [f"/stories/{story_id}", "/stories", f"/spaces/{place.space}", f"/communities/{place.community}"]

    for reader in (cast.bo, cast.hana):
        pages = "".join(client_for(reader).get(address).text for address in addresses)
        assert "Mina" not in pages
        assert f"/people/{cast.mina.id}" not in pages
        assert "somebody who chose not to be named" in pages
    assert "nobody but you sees that this is yours" in client_for(cast.mina).get(addresses[0]).text


def test_a_first_name_is_all_that_is_told(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    mina = client_for(cast.mina)
    mina.post("/people/me", data={"name": "Mina Zyxwv", "time_zone": "Europe/London"})
    with app.app_context():
        story_id = a_story(cast.mina, f"space:{place.space}", now=now, named="first")

    page = client_for(cast.bo).get(f"/stories/{story_id}").text

    assert "Told by Mina." in page
    assert "Zyxwv" not in page


@pytest.mark.parametrize(("told", "listed"), [("public:{community}", True), ("community:{community}", False)])
def test_search_engines_find_only_what_is_public(
    app: Flask,
    client_for: ClientFor,
    cast: SimpleNamespace,
    place: SimpleNamespace,
    now: datetime,
    told: str,
    listed: bool,
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, told.format(**vars(place)), now=now)

    answer = client_for(cast.bo).get(f"/stories/{story_id}")

    assert ("X-Robots-Tag" not in answer.headers) is listed


def test_a_story_for_oneself_finds_its_place_later(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    story, wider = told(mina, "me"), f"space:{place.space}"

    assert "Dementia network" in mina.get(f"{story}/openings").text
    opened = mina.post(f"{story}/openings?reach={wider}", data={**AGREED, "reach": wider})

    assert opened.status_code == 303
    assert client_for(cast.bo).get(story).status_code == 200


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))"]
)
def test_hostile_words_stay_words(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, hostile: str
) -> None:
    mina, reach = client_for(cast.mina), f"space:{place.space}"
    story = told(mina, reach, title=hostile, body=hostile, note=hostile)

    pages = "".join(
        mina.get(address).text for address in (story, "/stories", f"/spaces/{place.space}", f"{story}/openings")
    )

    assert "<script>alert" not in pages
    assert "<img" not in pages
    assert 'href="javascript:' not in pages


def test_a_teller_stops_what_cools_off_lets_it_go_on_and_narrows_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, clock: TestClock
) -> None:
    ada, reach = client_for(cast.ada), f"public:{place.community}"
    story = told(ada, f"community:{place.community}")

    assert ada.post(f"{story}/openings?reach={reach}", data={**AGREED, "reach": reach}).location == story
    assert "It opens to everybody on" in ada.get(story).text
    assert ada.post(f"{story}/stops").location == story
    assert "It opens to everybody on" not in ada.get(story).text

    clock.forward(days=340)
    ada = client_for(cast.ada)
    assert "What you agreed to ends on" in ada.get(story).text
    assert "Say whether it goes on" in ada.get("/").text
    assert ada.post(f"{story}/renewals", data={"months": "24"}).location == story
    assert "Say whether it goes on" not in ada.get("/").text
    assert ada.post(f"{story}/audiences", data={"reach": "me", "seen": "community"}).location == story
    assert client_for(cast.hana).get(story).status_code == 404
