from datetime import timedelta

import pytest

from cop.communities.queries import spaces_visible_to
from cop.core.limits import Buckets
from cop.search.views import VISITORS
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import a_gathering
from tests.factories.organisations import an_organisation
from tests.factories.stories import a_story


@pytest.fixture
def placed(app, cast, now):
    with app.app_context():
        here = a_community(cast, now=now, name="Choirs of the north")
        room = spaces_visible_to(cast.hana, here)[0].id
        thread = a_thread(cast.bo, room, now=now, title="Who <sings>?", body="**Everybody** sings & hums.")
        a_story(cast.bo, f"community:{here}", now=now, title="Singing", named="anonymous")
        a_story(cast.hana, f"public:{here}", now=now, title="Singing out")
        a_gathering(room, by=cast.ada, now=now, title="Singing")
        an_organisation("Singing Trust")
    return here, room, thread


def test_a_page_of_what_was_found(client_for, cast, placed):
    _, _, thread = placed
    page = client_for(cast.mina).get("/search?q=sing").text

    assert "Who &lt;<mark>sings</mark>&gt;?" in page
    assert "Everybody <mark>sings</mark> &amp; hums." in page
    assert f'href="/threads/{thread}?page=1#post-' in page
    for address in (f"/threads/{thread}", "/stories/", "/gatherings/", "/organisations/"):
        assert f'href="{address}' in page
    assert "told by somebody who chose not to be named" in page
    assert "Members of the community read it" in page
    assert "in Choirs of the north" in page
    assert "Only you" not in page


def test_a_place_is_led_to(app, client_for, cast, placed, now):
    here, _, _ = placed
    with app.app_context():
        space = a_space(here, by=cast.hana, now=now, name="Choirs at night", preset="restricted")
    page = client_for(cast.mina).get("/search?q=choirs").text

    assert f'href="/communities/{here}"' in page
    assert f'href="/spaces/{space}"' in page


def test_a_visitor_searches_what_everybody_reads(app, placed):
    page = app.test_client().get("/search?q=singing").text

    assert "<mark>Singing</mark> out" in page
    assert "Sign in to search what members read." in page
    assert page.count('class="found"') == 1
    assert 'name="person"' not in page


def test_the_form_keeps_what_was_asked_and_narrows_it(client_for, cast, placed, now):
    here, _, _ = placed
    bo = client_for(cast.bo)
    given = f"kind=conversation&community={here}&person={cast.bo.id}&since={now.date()}&until={now.date()}"
    page = bo.get(f"/search?q=sings&{given}").text

    assert page.count('class="found"') == 2
    for chosen in ('value="conversation" selected', f'value="{here}" selected', f'value="{cast.bo.id}" selected'):
        assert chosen in page
    assert page.count(f'value="{now.date()}"') == 2
    assert "<details" in page
    yesterday = now.date() - timedelta(days=1)
    assert 'class="found"' not in bo.get(f"/search?q=sings&until={yesterday}").text


@pytest.mark.parametrize(
    "given",
    [
        "kind=zoo",
        "community=x",
        "community=99999999999999999999",
        "person=-1",
        "person=²",
        "since=never",
        "until=9999-12-31",
        "page=x",
        "page=-4",
    ],
)
def test_what_cannot_be_read_is_left_out(client_for, cast, placed, given):
    assert 'class="found"' in client_for(cast.bo).get(f"/search?q=sings&{given}").text


def test_nothing_found_is_said_in_a_sentence_with_a_word_that_may_have_been_meant(client_for, cast, placed):
    page = client_for(cast.bo).get("/search?q=singin+chiors&kind=community").text
    other = client_for(cast.bo).get("/search?q=chiors&kind=community").text

    assert "Nothing that you may read has all of these words in it." in page
    assert "Did you mean" not in page
    assert 'href="/search?q=Choirs&amp;kind=community"' in other


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("the+of+and", "Those words are in nearly everything: add one more."),
        ("the&kind=story", "That word is in nearly everything: add one more."),
    ],
)
def test_words_that_find_nearly_everything_are_answered_with_what_to_do(client_for, cast, placed, typed, sentence):
    page = client_for(cast.bo).get(f"/search?q={typed}").text

    assert sentence in page
    assert ('class="found"' in page, "Nothing that you may read" in page, "Did you mean" in page) == (False,) * 3


def test_a_page_after_the_first_leads_back(client_for, cast, placed, app, now):
    with app.app_context():
        for number in range(25):
            a_thread(cast.bo, placed[1], now=now, title=f"Marigolds {number}", body="B")
    bo = client_for(cast.bo)

    assert 'href="/search?q=marigold&amp;page=2"' in bo.get("/search?q=marigold").text
    assert 'href="/search?q=marigold&amp;page=1"' in bo.get("/search?q=marigold&page=2").text


def test_nobody_is_looked_for_who_is_not_known(app, client_for, cast, placed):
    assert client_for(cast.bo).get("/search?q=sings&person=424242").status_code == 404
    assert app.test_client().get(f"/search?q=sings&person={cast.bo.id}").status_code == 404


def test_every_other_page_has_a_box(client_for, cast, placed):
    bo = client_for(cast.bo)

    assert 'class="seek"' in bo.get("/stories").text
    assert 'class="seek"' not in bo.get("/search").text
    assert "Everything that you may read" in bo.get("/search").text


def test_abuse_89_a_visitor_who_never_stops_asking_is_told_to_wait_and_members_are_not(
    app, client_for, cast, placed, monkeypatch
):
    monkeypatch.setitem(app.extensions, VISITORS, Buckets(per_second=0.001, burst=3))
    visitor, member = app.test_client(), client_for(cast.mina)
    answers = [visitor.get("/search?q=singing&kind=story") for _ in range(5)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert "Wait a few seconds" in answers[-1].text
    assert 'value="singing"' in answers[-1].text
    assert "<mark>" not in answers[-1].text
    assert visitor.get("/search").status_code == 200
    assert {member.get("/search?q=singing").status_code for _ in range(5)} == {200}
