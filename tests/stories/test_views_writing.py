"""Writing a story, a page at a time, as a browser sees it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from cop.people.models import User
from tests.stories.test_views import AGREED, begun, place, told

ClientFor = Callable[[User], FlaskClient]
__all__ = ["place"]


def test_nothing_typed_is_lost_going_on_going_back_and_another_day(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    draft = begun(mina, f"space:{place.space}", "what3")

    on = mina.post(f"{draft}/pages/1", data={"answer": "He sang.\r\nTwice.", "go": "on"})
    back = mina.post(f"{draft}/pages/2", data={"answer": "So we asked.", "go": "back"})
    later = mina.post(f"{draft}/pages/1", data={"answer": "He sang.\r\nThrice.", "go": "later"})
    title = mina.post(f"{draft}/title", data={"title": "A hymn", "note": "", "go": "back"})

    assert (on.location, back.location) == (f"{draft}/pages/2", f"{draft}/pages/1")
    assert title.location == f"{draft}/pages/3"
    assert draft in mina.get(later.location).text
    assert "Thrice." in mina.get(f"{draft}/pages/1").text
    assert "So we asked." in mina.get(f"{draft}/pages/2").text
    assert "A hymn" in mina.get(f"{draft}/title").text
    assert mina.get(f"{draft}/pages/4").status_code == 422
    assert "Tell what happened" not in mina.get(f"{draft}/reading").text
    assert "<h2>So what</h2>" in mina.get(f"{draft}/reading").text


def test_what_is_refused_stands_there_still(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    draft = begun(mina, f"space:{place.space}")

    page = mina.post(f"{draft}/pages/1", data={"answer": "Xylo " + "y" * 20_001})
    title = mina.post(f"{draft}/title", data={"title": "Xylo" + "y" * 160, "note": "About zither"})
    person = mina.post(f"{draft}/people", data={"who": "the zither player"})

    assert [each.status_code for each in (page, title, person)] == [422, 422, 422]
    assert "Xylo" in page.text
    assert "About zither" in title.text
    assert "the zither player" in person.text


def test_a_draft_is_its_tellers_alone(client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace) -> None:
    mina, hana = client_for(cast.mina), client_for(cast.hana)
    draft = begun(mina, f"space:{place.space}")
    posts = ("pages/1", "title", "people", "people/all", "people/removals", "approvals", "consent", "removals")
    values = {"answer": "x", "number": "0", "seen": "x", **AGREED}

    pages = [hana.get(f"{draft}/{each}").status_code for each in ("pages/1", "title", "people", "reading", "consent")]
    presses = [hana.post(f"{draft}/{each}", data=values).status_code for each in posts]

    assert {*pages, *presses} == {404}
    assert mina.post(f"{draft}/removals").status_code == 303
    assert mina.get(f"{draft}/pages/1").status_code == 404


def test_whoever_else_is_in_it_is_said_before_it_is_approved(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, reach = client_for(cast.mina), f"space:{place.space}"
    draft = begun(mina, reach)
    mina.post(f"{draft}/pages/1", data={"answer": "The nurse sang."})
    mina.post(f"{draft}/title", data={"title": "A hymn", "note": "a bereavement"})

    assert "anybody else is in it" in mina.get(f"{draft}/reading").text
    for who in ("the wrong one", "the nurse at night"):
        assert mina.post(f"{draft}/people", data={"who": who, "basis": "agreed"}).status_code == 303
    assert mina.post(f"{draft}/people/removals", data={"number": "0"}).status_code == 303
    assert "the wrong one" not in mina.get(f"{draft}/people").text
    assert mina.get(f"{draft}/consent").location == f"{draft}/reading"
    assert "This story speaks of: a bereavement" in mina.get(f"{draft}/reading").text


def test_a_note_stands_before_the_text_and_in_its_place_in_lists(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    reach = f"space:{place.space}"
    story = told(client_for(cast.mina), reach, note="a bereavement", body="He sang before the funeral.")

    bo = client_for(cast.bo)
    page, listed = bo.get(story).text, bo.get("/stories").text

    assert page.index("This story speaks of: a bereavement") < page.index("He sang before the funeral.")
    assert "<details" in page
    assert "This story speaks of: a bereavement" in listed
    assert "He sang before" not in listed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reach": "public:1"}, "Choose one from the list"),
        ({"named": "x"}, "Choose one from the list"),
        ({"months": "6"}, "Choose one from the list"),
        ({"named": "place"}, "Type the place"),
    ],
)
def test_a_consent_is_said_in_full_and_in_words_that_there_are(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, changed: dict[str, str], sentence: str
) -> None:
    mina, reach = client_for(cast.mina), f"space:{place.space}"
    draft = begun(mina, reach)
    mina.post(f"{draft}/pages/1", data={"answer": "He sang."})
    mina.post(f"{draft}/title", data={"title": "A hymn"})
    mina.post(f"{draft}/people/all")
    page = mina.get(f"{draft}/reading").text
    seen = page.partition('name="seen" value="')[2][:64]
    mina.post(f"{draft}/approvals", data={"seen": seen})

    refused = mina.post(f"{draft}/consent", data={**AGREED, "reach": reach, **changed})

    assert refused.status_code == 422
    assert sentence in refused.text


@pytest.mark.parametrize(
    "path", ["/stories/new/me", "{draft}/approvals", "{draft}/people/removals", "{story}/renewals", "{story}/audiences"]
)
def test_a_press_that_says_nothing_does_nothing(client_for: ClientFor, cast: SimpleNamespace, path: str) -> None:
    mina = client_for(cast.mina)
    draft, story = begun(mina, "me"), told(mina, "me")

    assert mina.post(path.format(draft=draft, story=story)).status_code == 400


def test_what_may_tell_who_somebody_is_is_marked_and_never_in_the_way(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    draft = begun(mina, f"space:{place.space}")
    body = "There was Agnetha, 943 476 5919, of <b>KY16 9AJ</b>."
    mina.post(f"{draft}/pages/1", data={"answer": body})
    mina.post(f"{draft}/title", data={"title": "A hymn"})
    mina.post(f"{draft}/people/all")

    page = mina.get(f"{draft}/reading").text
    seen = page.partition('name="seen" value="')[2][:64]

    for words in ("Agnetha", "943 476 5919", "KY16 9AJ"):
        assert f"<mark>{words}</mark>" in page
    assert mina.post(f"{draft}/approvals", data={"seen": seen}).location == f"{draft}/consent"


def test_what_is_typed_on_a_page_is_kept_until_the_page_is(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    draft = begun(mina, f"space:{place.space}", "what3")
    number = draft.rsplit("/", 1)[1]
    for page, words in ((1, "He sang.\r\nTwice."), (2, "So we"), (3, "Now we")):
        mina.post(f"/drafts/at/story:{number}:{page}", data={"page": "one", "turn": 1, "body": words})

    assert "data-begun" in mina.get(f"{draft}/pages/1").text
    assert "A story that you are writing" in mina.get("/drafts").text
    mina.post(f"{draft}/pages/1", data={"answer": "He sang.\r\nTwice.", "go": "on"})
    assert "data-begun" not in mina.get(f"{draft}/pages/1").text
    assert "data-begun" in mina.get(f"{draft}/pages/2").text
    mina.post(f"{draft}/removals")
    assert "Nothing is begun" in mina.get("/drafts").text


def test_of_another_s_story_nobody_learns_by_what_they_begin(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, bo = client_for(cast.mina), client_for(cast.bo)
    draft = begun(mina, f"space:{place.space}", "what3")
    mina.post(f"{draft}/title", data={"title": "A hymn at noon", "note": "", "go": "back"})
    bo.post(f"/drafts/at/story:{draft.rsplit('/', 1)[1]}:1", data={"page": "one", "turn": 1, "body": "Mine."})

    page = bo.get("/drafts").text
    assert "A place that is not open to you any more" in page
    assert "A hymn at noon" not in page


def test_whoever_asks_is_shown_what_some_stumble_over_and_keeps_what_they_typed(
    client_for: ClientFor, cast: SimpleNamespace
) -> None:
    mina = client_for(cast.mina)
    draft = mina.post("/stories/new/me", data={"template": "moment"}).location.removesuffix("/pages/1")
    assert "Some readers may stumble" not in mina.get(f"{draft}/pages/1").text

    looked = mina.post(f"{draft}/pages/1", data={"answer": "The MDT met.", "go": "look"}).location
    page = mina.get(looked).text

    assert looked.startswith(f"{draft}/pages/1?look=yes")
    assert "Some readers may stumble" in page
    assert "an abbreviation that some do not know: multidisciplinary team" in page
    mina.post(f"{draft}/pages/1", data={"answer": "They met.", "go": "look"})
    assert "Nothing here that readers often stumble over." in mina.get(looked).text
    assert mina.post(f"{draft}/title", data={"title": "T", "go": "look"}).location == f"{draft}/people"
