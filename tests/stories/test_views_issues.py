"""Issues as a browser and a feed reader see them."""

import re
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from cop.stories import service
from cop.stories.rules import reach
from tests.factories.communities import a_community
from tests.factories.issues import published
from tests.factories.stories import a_story

ClientFor = Callable[[User], FlaskClient]
ATOM = "{http://www.w3.org/2005/Atom}"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        made = a_community(cast, now=now)
        gate = a_story(cast.bo, f"community:{made}", title="The gate", note="a death", now=now)
        return SimpleNamespace(community=made, gate=gate)


def begun(editor: FlaskClient, here: SimpleNamespace) -> str:
    """Where an issue is that this editor has begun, with the one story asked for."""
    told = {"title": "Nights", "note": "*Why*", "audience": "community"}
    issue = editor.post(f"/communities/{here.community}/issues/new", data=told).location
    assert editor.post(f"{issue}/stories", data={"story_id": here.gate}).location == issue
    return issue


def test_an_issue_is_begun_and_its_tellers_are_asked(
    client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace
) -> None:
    ada, bo, at = client_for(cast.ada), client_for(cast.bo), f"/communities/{here.community}/issues"
    assert ada.get(f"{at}/new").status_code == 200
    refused = ada.post(f"{at}/new", data={"title": "", "note": "Kept words.", "audience": "community"})
    assert (refused.status_code, "Kept words." in refused.text) == (422, True)
    issue = begun(ada, here)
    number, answers = issue.rsplit("/", 1)[1], f"/stories/{here.gate}/issues"
    desk = ada.get(issue).text
    assert "Its teller has not said yes yet." in desk
    assert "1 story would be left out" in desk

    assert "May it stand there, as it is now?" in bo.get(f"/stories/{here.gate}").text
    assert bo.post(answers, data={"issue_id": number, "answer": "perhaps"}).status_code == 400
    assert bo.post(answers, data={"issue_id": number, "answer": "yes"}).status_code == 303
    assert "You said yes." in bo.get(f"/stories/{here.gate}").text
    assert bo.post(answers, data={"issue_id": number, "answer": "no"}).status_code == 303
    assert "You said no." in bo.get(f"/stories/{here.gate}").text


def test_an_issue_is_arranged_let_out_and_printed(
    client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace
) -> None:
    ada, bo, at = client_for(cast.ada), client_for(cast.bo), f"/communities/{here.community}/issues"
    issue = begun(ada, here)
    bo.post(f"/stories/{here.gate}/issues", data={"issue_id": issue.rsplit("/", 1)[1], "answer": "yes"})
    place = f"{issue}/stories/{here.gate}"
    assert 'value="1"' in ada.get(place).text
    assert ada.post(place, data={"subjects": "nights", "place": "first"}).status_code == 422
    assert ada.post(place, data={"subjects": "nights", "place": "1"}).location == issue
    assert [ada.get(f"{issue}/{each}").status_code for each in ("stories/9999", "paper")] == [404, 404]
    seen = SEEN.findall(ada.get(issue).text)
    assert ada.post(f"{issue}/publications", data={"seen": seen[0]}).location == issue
    assert "It is out." in ada.get(issue).text

    pages = "".join(bo.get(each).text for each in (issue, f"{issue}/paper", f"{at}/subjects", at))
    for said in ("Issue 1, Thu 26 Nov 2026", "This story speaks of: a death", "About: nights", "He had not sung."):
        assert said in pages
    assert "For the members of “Dementia network” alone." in pages
    assert issue not in client_for(cast.cy).get(at).text


def test_what_is_out_is_put_into_other_words_and_narrowed(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        lamp = a_story(cast.hana, f"public:{here.community}", title="The lamp", now=now)
        told = {lamp: cast.hana}
        made = [published(cast.ada, here.community, told, now=now, audience="public", title=f"No {n}") for n in "123"]
    ada, issue = client_for(cast.ada), f"/issues/{made[1]}"

    middle = app.test_client().get(issue)
    assert "Before it: No 1" in middle.text
    assert "After it: No 3" in middle.text
    assert "X-Robots-Tag" not in middle.headers
    assert "No 2" in ada.get(f"{issue}/edit").text
    assert ada.post(f"{issue}/edit", data={"title": "", "note": ""}).status_code == 422
    assert ada.post(f"{issue}/edit", data={"title": "Lamps", "note": ""}).location == issue
    assert ada.post(f"{issue}/narrowings").location == issue
    assert app.test_client().get(issue).status_code == 404
    away = ada.post(
        f"/communities/{here.community}/issues/new", data={"title": "A", "note": "", "audience": "public"}
    ).location  # fmt: skip
    assert ada.post(f"{away}/stories", data={"story_id": lamp}).status_code == 303
    assert ada.post(f"{away}/stories/removals", data={"story_id": lamp}).status_code == 303
    assert ada.post(f"{away}/stories", data={"story_id": "x"}).status_code == 400
    assert ada.post(f"{away}/removals").location == f"/communities/{here.community}/issues"


def test_a_feed_has_what_everybody_may_read_and_nothing_else_whoever_asks(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    address, hostile = f"/communities/{here.community}/issues.atom", "]]> & <b>lamps\x08"
    with app.app_context():
        lamp, oven = (
            a_story(cast.hana, f"public:{here.community}", title=title, now=now) for title in (hostile, "The oven")
        )
        published(cast.ada, here.community, {here.gate: cast.bo, lamp: cast.hana}, now=now, title="For members")
        both = {lamp: cast.hana, oven: cast.hana}
        published(cast.ada, here.community, both, now=now, audience="public", title=hostile)
        service.change_audience(cast.hana, oven, reach=reach("me"), seen="public", now=now)

    for browser in (app.test_client(), client_for(cast.bo)):
        answer = browser.get(address)
        [entry] = ET.fromstring(answer.text).findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "]]> & <b>lamps"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")
        content = entry.findtext(f"{ATOM}content") or ""
        assert "<em>now</em>" in content
        assert "]]&gt; &amp; &lt;b&gt;lamps" in content
        for private in ("For members", "The gate", "The oven"):
            assert private not in answer.text


def test_a_feed_is_empty_at_first_and_there_is_none_without_a_window(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    empty = app.test_client().get(f"/communities/{here.community}/issues.atom")
    assert empty.mimetype == "application/atom+xml"
    assert [each.tag.removeprefix(ATOM) for each in ET.fromstring(empty.text)] == [
        "id", "title", "updated", "author", "link", "link",
    ]  # fmt: skip
    with app.app_context():
        inside = a_community(cast, preset="private", now=now, name="Inside")
    assert client_for(cast.hana).get(f"/communities/{inside}/issues.atom").status_code == 404
    assert client_for(cast.hana).get(f"/communities/{inside}/issues").status_code == 200
