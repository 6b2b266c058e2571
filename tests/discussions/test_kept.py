"""What is taken along of a conversation holds what hangs on its words, and what its people chose and disagree about."""

import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities.service import life
from cop.discussions import service
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import Asked
from cop.files import service as files
from cop.files.queries import files_on
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.files import a_document, a_picture

ClientFor = Callable[[User], FlaskClient]
NEVER = ("gate7", "waits7", "plain7")


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo and Mina claim what disagrees, Bo sends files of which one waits for its words, and there is a poll."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, title="Nights")
        light, dark = Claim(("lived",), "Light *helps*."), Claim(("research",), "Dark helps.")
        one = service.reply(cast.bo, thread, body="So.", claim=light, now=now).id
        other = service.reply(cast.mina, thread, body="So.", claim=dark, now=now).id
        service.say_that_they_disagree(cast.mina, one, other_id=other, now=now)
        sent = [a_picture(name) for name in ("gate7.png", "plain7.png", "waits7.png")]
        post = service.reply(cast.bo, thread, body="Look.", files=[*sent, a_document()], now=now).id
        named = {file.name.partition(".")[0]: file.id for file in files_on("post", [post])[post]}
        files.describe(cast.bo, named["gate7"], words="A gate <in> fog", is_plain=False)
        files.describe(cast.bo, named["plain7"], words="", is_plain=True)
        service.begin_poll(cast.bo, thread, asked=Asked("Which *one*?", "Left\nRight", named=True), now=now)
        service.vote(cast.mina, thread, numbers=[1], now=now)
        return SimpleNamespace(community=community, thread=thread)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_document_holds_pairs_and_names_files(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    mina, here = client_for(cast.mina), f"/threads/{talk.thread}/document"
    page, text = mina.get(here).text, mina.get(f"{here}.md").text

    for told, light, picture in (
        (page, "Light *helps*.", "A gate &lt;in&gt; fog"), (text, r"Light \*helps\*.", r"A gate \<in\> fog")
    ):  # fmt: skip
        disagree = told.partition("These disagree")[2][:600]
        assert (light in disagree, "Dark helps." in disagree) == (True, True)
        assert (picture in told, "http://127.0.0.1:8000/files/" in told) == (True, True)
        assert "plan.pdf" in told.replace("\\", "")
        assert [each for each in NEVER if each in told] == []
    assert "These disagree" not in mina.get(f"{here}?after=1").text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_archive_holds_the_poll_as_its_reader_sees_it_and_what_pictures_show(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        life.announce_closing(cast.hana, talk.community, words="Thank you.", now=now)

    mina, bo = (_archive(client_for(person), talk.community) for person in (cast.mina, cast.bo))

    for page, texts in (mina, bo):
        assert "A gate &lt;in&gt; fog" in page
        assert any(r"A gate \<in\> fog" in each for each in texts)
        assert [name for name in NEVER for each in (page, *texts) if name in each] == []
        assert any(r"Which \*one\*?" in each for each in texts)
    assert any("Right: 1" in each for each in mina[1])
    assert not any("Right: 1" in each for each in bo[1])


def _archive(client: FlaskClient, community_id: int) -> tuple[str, list[str]]:
    answer = client.get(f"/communities/{community_id}/archive.zip")
    with ZipFile(BytesIO(answer.data)) as packed:
        told = json.loads(packed.read("community.json"))["conversations"]
        return packed.read("index.html").decode(), [each["text"] for each in told]
