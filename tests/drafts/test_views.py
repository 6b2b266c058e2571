"""What one has begun, as a browser sees it."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import service as communities
from cop.core.spots import spot_of
from cop.people.models import User
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
WORDS = 'We tried it, and "nobody" <b>came</b>.'


@pytest.fixture
def talk(app: Flask, now: datetime) -> SimpleNamespace:
    with app.app_context():
        cast = a_cast()
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        return SimpleNamespace(cast=cast, community=community, space=space, thread=thread)


def _says(client: FlaskClient, place: str, body: str, **more: object) -> str:
    answer = client.post(f"/drafts/at/{place}", data={"page": "one", "turn": 1, "body": body, **more})
    assert answer.status_code == 200
    return answer.text


def test_what_is_begun_stands_beside_its_form_and_on_a_page(client_for: ClientFor, talk: SimpleNamespace) -> None:
    mina, place = client_for(talk.cast.mina), f"thread:{talk.thread}"
    assert "data-begun" not in mina.get(f"/threads/{talk.thread}").text
    _says(mina, place, WORDS)
    begun = _says(mina, place, "Other words.", page="two")
    _says(mina, f"space:{talk.space}:new", "Anew.\r\nYes.", title="Who sings?")
    _says(mina, "story:9:me", "Of a place that nobody finds.")

    assert "data-begun" in mina.get(f"/threads/{talk.thread}").text
    assert "data-begun" in mina.get(f"/spaces/{talk.space}/threads/new").text
    assert "data-begun" not in client_for(talk.cast.bo).get(f"/threads/{talk.thread}").text
    assert 'data-body="Other words."' in begun
    assert "We tried it, and &#34;nobody&#34; &lt;b&gt;came&lt;/b&gt;." in begun
    page = mina.get("/drafts").text
    assert page.count("A place that is not open to you any more") == 1
    assert all(each in page for each in ("Who sings?", "A conversation in", f'href="/threads/{talk.thread}"'))
    assert 'data-body="Anew.\nYes."' in mina.get(f"/drafts/at/space:{talk.space}:new").text


def test_what_is_filled_in_with_the_words_is_kept_with_them(client_for: ClientFor, talk: SimpleNamespace) -> None:
    mina, place = client_for(talk.cast.mina), f"thread:{talk.thread}"
    begun = _says(mina, place, "", more='[["known","<b>"]]')

    assert 'data-more="[[&#34;known&#34;,&#34;&lt;b&gt;&#34;]]"' in begun
    assert "And what you filled in with it." in mina.get("/drafts").text
    assert 'data-draft="' not in _says(mina, place, "", turn="2", more="")


def test_one_of_two_is_chosen_and_the_other_thrown_away(client_for: ClientFor, talk: SimpleNamespace) -> None:
    mina, place = client_for(talk.cast.mina), f"thread:{talk.thread}"
    first = _says(mina, place, WORDS).partition('data-draft="')[2].partition('"')[0]
    _says(mina, place, "Other words.", page="two")

    assert f'data-draft="{first}"' in mina.get(f"/drafts/at/{place}?draft={first}").text
    assert "data-draft" not in mina.get(f"/drafts/at/{place}?draft=0").text
    assert mina.post(f"/drafts/{first}/discards").status_code == 303
    assert first not in mina.get(f"/drafts/at/{place}?draft=0").text
    assert "It is thrown away." in mina.get("/drafts").text
    assert 'data-draft="' not in _says(mina, place, "", page="two", turn=2)
    assert "Nothing is begun" in mina.get("/drafts").text


def test_what_can_no_longer_be_read_is_handed_back_without_its_name(
    app: Flask, client_for: ClientFor, talk: SimpleNamespace, now: datetime
) -> None:
    mina, place = client_for(talk.cast.mina), f"thread:{talk.thread}"
    _says(mina, place, "What I would have said.")
    with app.app_context():
        communities.remove(talk.cast.hana, talk.community, person_id=talk.cast.mina.id, now=now)

    page = mina.get("/drafts").text
    assert "What I would have said." in page
    assert "Who sings?" not in page
    assert 'data-body="And more."' in _says(mina, place, "And more.", turn=2)


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"page": "one", "turn": "x"}, 400), ({"page": "one"}, 400), ({"page": "", "turn": 1}, 422),
     ({"page": "one", "turn": 1, "body": "x" * 100_001}, 422)],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(
    client_for: ClientFor, talk: SimpleNamespace, sent: dict[str, object], status: int
) -> None:
    refused = client_for(talk.cast.mina).post("/drafts/at/thread:1", data={"body": "Yes.", **sent})

    assert refused.status_code == status
    assert "data-sentence" in refused.text


def test_a_draft_to_change_a_post_leads_to_it(client_for: ClientFor, talk: SimpleNamespace) -> None:
    bo = client_for(talk.cast.bo)
    edit = "/posts/" + bo.get(f"/threads/{talk.thread}").text.partition('href="/posts/')[2].partition('"')[0]
    _says(bo, f"post:{edit.split('/')[2]}", "Other words.")

    assert "data-begun" in bo.get(edit).text
    page = bo.get("/drafts").text
    assert "Your words in: Who sings?" in page
    assert f'href="{edit}"' in page


def test_what_is_no_place_at_all_leads_nowhere(app: Flask, talk: SimpleNamespace) -> None:
    with app.app_context():
        assert [spot_of(talk.cast.mina, place) for place in ("nowhere:1", "thread:x", "thread")] == [None] * 3
