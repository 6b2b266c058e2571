"""The pages that tighten and widen, the log, one's own things, and the pages as others see them."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import queries, rules
from cop.discussions import service as discussions
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.stories import a_story

ClientFor = Callable[[User], FlaskClient]
MIX = {"preset": "mixed", "door": "anyone", "read": "sealed", "join": "invitation"}


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina])
        thread_id = a_thread(cast.mina, space_id, now=now, title="Awake at four")
        story_id = a_story(cast.mina, f"space:{space_id}", now=now)
        return SimpleNamespace(community=community_id, space=space_id, thread=thread_id, story=story_id)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/communities/{community}/openness", {"hana": 200, "bo": 403, "cy": 403, "nobody": 303}),
        ("/spaces/{space}/openness", {"hana": 200, "mina": 403, "cy": 404, "nobody": 303}),
        ("/communities/{community}/changes", {"hana": 200, "gil": 200, "cy": 403, "nobody": 303}),
        ("/communities/{community}/widenings", {"mina": 200, "cy": 200, "nobody": 303}),
        ("/communities/{community}/seen-as/visitor", {"hana": 200, "bo": 403, "cy": 403, "nobody": 303}),
        ("/communities/{community}/seen-as/core", {"hana": 200, "ada": 403}),
        ("/communities/{community}/seen-as/hana", {"hana": 404}),
        ("/spaces/{space}/seen-as/outsider", {"hana": 200, "mina": 403, "cy": 404, "nobody": 303}),
        ("/spaces/{space}/seen-as/named", {"hana": 200}),
    ],
)
def test_who_sees_which_page(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, address: str,
    expected: dict[str, int],
) -> None:  # fmt: skip
    path = address.format(community=place.community, space=place.space)

    browsers = {who: client_for(getattr(cast, who)) if who != "nobody" else app.test_client() for who in expected}
    assert {who: each.get(path).status_code for who, each in browsers.items()} == expected


def test_tightening_is_one_press_and_stands_in_the_log(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    hana, path = client_for(cast.hana), f"/communities/{place.community}/openness"

    assert hana.post(path, data={"preset": "private", "seen": "0-2-1"}).status_code == 303
    assert hana.post(path, data={"preset": "open", "seen": "0-2-1"}).status_code == 409
    assert hana.post(path, data={"preset": "open", "seen": "so"}).status_code == 422
    page = client_for(cast.bo).get(f"/communities/{place.community}").text
    assert "was Restricted and is Private" in page
    assert "was Restricted and is Private" in client_for(cast.bo).get(f"/communities/{place.community}/changes").text


def test_an_odd_mix_is_asked_about_once_and_an_impossible_one_refused(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    hana, path, seen = client_for(cast.hana), f"/communities/{place.community}/openness", {"seen": "0-2-1"}

    asked = hana.post(path, data={**MIX, **seen})
    assert asked.status_code == 422
    assert "can never read what is in it" in asked.text
    refused = hana.post(path, data={**MIX, **seen, "door": "inside", "read": "anyone"})
    assert refused.status_code == 422
    assert "may not know of" in refused.text
    assert hana.post(path, data={**MIX, **seen, "sure": "y"}).status_code == 303
    with app.app_context():
        assert queries.community_for(cast.hana, place.community).axes == rules.stored((0, 3, 2))


def test_a_space_offers_nothing_looser_than_its_community_and_its_authors_are_asked(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        discussions.reply(cast.mina, place.thread, body="Still.", now=now)
    hana, mina, path = client_for(cast.hana), client_for(cast.mina), f"/spaces/{place.space}/openness"
    assert 'value="open"' not in hana.get(path).text
    assert (
        hana.post(f"/communities/{place.community}/openness", data={"preset": "open", "seen": "0-2-1"}).status_code
        == 303
    )
    assert hana.post(path, data={"preset": "open", "seen": "1-2-1"}).status_code == 303

    own = f"/communities/{place.community}/widenings"
    assert own in mina.get(f"/communities/{place.community}").text
    assert "Awake at four" in mina.get(own).text
    assert mina.post(f"/communities/{place.community}/posts/widenings").status_code == 303
    assert mina.post(f"/communities/{place.community}/stories/{place.story}/widenings").status_code == 303
    assert mina.post(f"/communities/{place.community}/stories/widenings").status_code == 303
    assert "Nothing of yours is held back" in mina.get(own).text
    assert mina.post(own).status_code == 303
    assert own not in mina.get(f"/communities/{place.community}").text
    assert app.test_client().get(f"/threads/{place.thread}").status_code == 200


def test_one_post_is_opened_with_one_press(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, app: Flask
) -> None:
    with app.app_context():
        post_id = discussions.reply(cast.mina, place.thread, body="Still.", now=app.config["COP_CLOCK"]()).id

    assert client_for(cast.mina).post(f"/posts/{post_id}/widenings").status_code == 303
    assert client_for(cast.hana).post(f"/posts/{post_id}/widenings").status_code == 403


def test_a_coordinator_looks_as_others_and_sees_a_banner_and_nobodys_own_things(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    hana = client_for(cast.hana)

    as_member = hana.get(f"/spaces/{place.space}/seen-as/member").text
    assert "You are looking at this as a member" in as_member
    assert "Awake at four" not in as_member
    assert "Awake at four" in hana.get(f"/spaces/{place.space}/seen-as/named").text
    assert '<fieldset class="untouched" disabled>' in as_member
    assert "There is nothing here for them" in hana.get(f"/spaces/{place.space}/seen-as/outsider").text
    visitor = hana.get(f"/communities/{place.community}/seen-as/visitor").text
    assert "looking at this community from outside" in visitor


def test_looking_as_somebody_inside_opens_no_sealed_space(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        sealed = a_space(place.community, by=cast.hana, preset="confidential", now=now, named=[cast.mina])
    hana = client_for(cast.hana)
    assert hana.get(f"/spaces/{sealed}/seen-as/named").status_code == 200
    hana.post(f"/spaces/{sealed}/members/removals", data={"person_id": cast.hana.id})

    assert hana.get(f"/spaces/{sealed}/seen-as/named").status_code == 404
    assert (
        hana.post(
            f"/communities/{place.community}/openness", data={"preset": "confidential", "seen": "0-2-1"}
        ).status_code
        == 303
    )
    assert "There is nothing here" in hana.get(f"/communities/{place.community}/seen-as/outsider").text
