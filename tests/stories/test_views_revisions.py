"""Changing the words of a told story, as a browser sees it."""

import re
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community
from tests.factories.stories import a_story

ClientFor = Callable[[User], FlaskClient]
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
OTHER = {"title": "The hour", "note": "", "text": "He had *hummed*."}


def test_words_change_at_once_within_half_an_hour(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community = a_community(cast, now=now)
        story = f"/stories/{a_story(cast.hana, f'public:{community}', now=now)}"
        own = f"/stories/{a_story(cast.hana, now=now)}"
    hana = client_for(cast.hana)
    assert "Until 10:30 it changes at once." in hana.get(f"{story}/words").text
    assert "Only you read it" in hana.get(f"{own}/words").text
    refused = hana.post(f"{story}/words", data={**OTHER, "title": ""})
    assert (refused.status_code, "He had *hummed*." in refused.text) == (422, True)
    assert hana.post(f"{own}/words", data=OTHER).location == own
    assert client_for(cast.bo).get(f"{story}/words").status_code == 403


def test_later_they_change_after_another_look(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, clock: TestClock, now: datetime
) -> None:
    with app.app_context():
        story = f"/stories/{a_story(cast.hana, f'public:{a_community(cast, now=now)}', now=now)}"
    hana = client_for(cast.hana)
    clock.forward(minutes=31)
    assert "You read it once more and approve it" in hana.get(f"{story}/words").text
    reading = hana.post(f"{story}/words", data=OTHER).location
    draft = reading.removesuffix("/reading")
    assert hana.get(f"{story}/words").location == f"{draft}/pages/1"
    assert hana.get(f"{draft}/replacements").location == reading
    seen = SEEN.findall(hana.get(reading).text)
    assert hana.post(f"{draft}/approvals", data={"seen": seen[0]}).location == f"{draft}/consent"
    assert hana.get(f"{draft}/consent").location == f"{draft}/replacements"
    assert "It does not stay open to everybody" in hana.get(f"{draft}/replacements").text
    assert hana.post(f"{draft}/replacements").location == story
    assert "<em>hummed</em>" in hana.get(story).text


def test_a_draft_of_something_new_takes_nobodys_place(client_for: ClientFor, cast: SimpleNamespace) -> None:
    mina = client_for(cast.mina)
    draft = mina.post("/stories/new/me", data={"template": "free"}).location.removesuffix("/pages/1")

    assert mina.get(f"{draft}/replacements").status_code == 404
