"""Conversations as a browser sees them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from cop.communities import service as communities
from cop.core.database import db
from cop.discussions import service
from cop.discussions.views.conversations import IN_A_SPACE
from cop.people.models import User
from cop.people.service import change_profile
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.handed import by_flask

ClientFor = Callable[[User], FlaskClient]
HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '![x](x "onerror=alert(1)")',
    "<img src=x onerror=alert(1)>",
    "`</textarea><script>alert(1)</script>`",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "{{ 7 * 7 }}{% raw %}",
    'http://x.example/"onmouseover="alert(1)',
]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A conversation of Bo's in a space that every member of a Restricted community reads."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        return SimpleNamespace(community=community_id, space=space_id, thread=a_thread(cast.bo, space_id, now=now))


@pytest.mark.parametrize(
    ("who", "reads", "answers"),
    [
        ("bo", 200, 303), ("hana", 200, 303), ("gil", 200, 403), ("cy", 404, 404), ("dee", 404, 404),
        ("eli", 404, 404), ("fay", 404, 404), ("nobody", 404, 303),
    ],
)  # fmt: skip
def test_who_reads_and_who_answers(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, who: str, reads: int, answers: int
) -> None:
    person = getattr(cast, who)
    client = client_for(person) if person else app.test_client()

    assert client.get(f"/threads/{talk.thread}").status_code == reads
    answer = client.post(f"/threads/{talk.thread}/posts", data={"body": "I do."})
    assert answer.status_code == answers
    if who == "nobody":
        assert answer.location.startswith("/sign-in")


def test_an_answer_leads_to_itself(client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace) -> None:
    client = client_for(cast.mina)

    answered = client.post(f"/threads/{talk.thread}/posts", data={"body": "**We** do."})

    assert answered.location.startswith(f"/threads/{talk.thread}?page=1#post-")
    page = client.get(answered.location).text
    assert "<strong>We</strong> do." in page
    assert f'id="{answered.location.partition("#")[2]}"' in page


def test_a_form_sent_twice_is_one_answer(client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace) -> None:
    client = client_for(cast.mina)

    first, second = (
        client.post(f"/threads/{talk.thread}/posts", data={"body": "Once only.", "key": "k"}) for _ in range(2)
    )

    assert first.location == second.location
    assert client.get(f"/threads/{talk.thread}").text.count("Once only.") == 1


@pytest.mark.parametrize(("body", "sentence"), [("", "Write something first"), ("y" * 20_001, "20000 characters")])
def test_a_refused_answer_is_kept(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, body: str, sentence: str
) -> None:
    refused = client_for(cast.mina).post(f"/threads/{talk.thread}/posts", data={"body": body})

    assert refused.status_code == 422
    assert sentence in refused.text
    assert body in refused.text


def test_the_composer_says_who_will_read(client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace) -> None:
    assert "Read by 5 members; not by search engines." in client_for(cast.bo).get(f"/threads/{talk.thread}").text


def test_starting_a_conversation_and_changing_its_first_words(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    client, form = client_for(cast.mina), f"/spaces/{talk.space}/threads/new"

    assert client.post(form, data={"title": "t" * 161, "body": "b"}).status_code == 422
    started = client.post(form, data={"title": "Who walks at night?", "body": "We do."})
    page = client.get(started.location).text
    change = page.partition('href="/posts/')[2].partition("/edit")[0]
    changed = client.post(f"/posts/{change}/edit", data={"body": "We **did**."})

    assert started.status_code == changed.status_code == 303
    assert "We <strong>did</strong>." in client.get(started.location).text
    assert client_for(cast.bo).get(f"/posts/{change}/edit").status_code == 403


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, hostile: str
) -> None:
    client = client_for(cast.mina)
    started = client.post(f"/spaces/{talk.space}/threads/new", data={"title": hostile, "body": hostile})

    for path in (started.location, f"/spaces/{talk.space}", f"/communities/{talk.community}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert '<a href="javascript:' not in page
        assert '<a href="data:' not in page
        assert ">49<" not in page


def test_a_page_of_twenty_posts_asks_the_database_three_things(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for _ in range(19):
            service.reply(cast.mina, talk.thread, body="A sentence. " * 80, now=now)
        engine = db.engine
    client, asked = client_for(cast.bo), list[str]()
    event.listen(engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))

    by_flask(client, f"/threads/{talk.thread}")

    event.remove(engine, "before_cursor_execute", note)
    assert len([each for each in asked if each.startswith(("SELECT", "WITH"))]) == 3


def test_a_list_of_conversations_asks_who_looks_and_for_all_else_at_once(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    client, asked = client_for(cast.bo), list[str]()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))
    assert by_flask(client, f"/spaces/{talk.space}").status_code == 200
    event.remove(engine, "before_cursor_execute", note)

    assert len([each for each in asked if each.startswith(("SELECT", "WITH"))]) == 2


def test_a_long_list_of_conversations_turns_pages(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for number in range(IN_A_SPACE):
            a_thread(cast.bo, talk.space, now=now + timedelta(minutes=number + 1), title=f"Number {number}.")
    client = client_for(cast.bo)
    pages = [client.get(f"/spaces/{talk.space}{which}").text for which in ("", "?page=2", "")]

    assert [f'/threads/{talk.thread}"' in page for page in pages] == [False, True, False]
    assert ["Number 0." in page for page in pages] == [True, False, True]


def test_a_long_conversation_turns_pages(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for number in range(50):
            service.reply(cast.mina, talk.thread, body=f"Answer {number}.", now=now)
    client, path = client_for(cast.bo), f"/threads/{talk.thread}"

    assert "Answer 49." not in client.get(path).text
    assert all("Answer 49." in client.get(f"{path}?page={page}").text for page in (2, 99, 10**30))
    assert "Answer 0." in client.get(f"{path}?page=-3").text
    assert client.get(f"/spaces/{talk.space}?page={10**30}").status_code == 200


def test_abuse_23_somebody_taken_out_is_refused_at_once(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    mina = client_for(cast.mina)
    assert mina.get(f"/threads/{talk.thread}").status_code == 200

    with app.app_context():
        communities.remove(cast.hana, talk.community, person_id=cast.mina.id, now=now)

    assert mina.get(f"/threads/{talk.thread}").status_code == 404
    assert mina.post(f"/threads/{talk.thread}/posts", data={"body": "Me too."}).status_code == 404


def test_what_changes_is_seen_by_those_who_have_read_before(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    reader, address = client_for(cast.mina), f"/threads/{talk.thread}"
    assert "Tell me." in reader.get(address).text

    with app.app_context():
        post = service.reply(cast.bo, talk.thread, body="I will not.", now=now)
        assert "I will not." in reader.get(address).text
        service.edit(cast.bo, post.id, body="I will.", now=now)
        assert "I will not." not in reader.get(address).text
        change_profile(cast.bo, name="Bo Anew", pronouns="", about="", time_zone="Europe/London")

    assert "Bo Anew" in reader.get(address).text


def test_only_its_author_is_offered_to_change_a_post(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    pages = {name: client_for(getattr(cast, name)).get(f"/threads/{talk.thread}").text for name in ("bo", "mina")}

    assert "/edit" in pages["bo"]
    assert "/edit" not in pages["mina"]


def test_each_reader_has_their_own_zone(client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace) -> None:
    client = client_for(cast.mina)
    at_home = client.get(f"/threads/{talk.thread}").text
    client.post("/people/me", data={"name": "Mina", "time_zone": "Asia/Tokyo"})

    assert "JST" in client.get(f"/threads/{talk.thread}").text
    assert "JST" not in at_home
