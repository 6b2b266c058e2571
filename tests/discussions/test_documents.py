"""A conversation to keep: what its reader may read now, in a file that needs nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core.database import transaction
from cop.core.limits import Buckets
from cop.discussions import queries, rules, service
from cop.discussions.queries.documents import document_of
from cop.discussions.rules.documents import MOST_CHARACTERS, MOST_POSTS, fits, leading_home
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo asks; Mina answers with a quotation, Cy as a guest; Gil says that it is true for them too."""
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, title="Who <sings>?", body="Tell **me**.")
        first = queries.posts_of(thread, page=1)[0].id
        quote = rules.quoted("Tell me.", name="Bo", thread_id=thread, page=1, post_id=first)
        service.reply(cast.mina, thread, body=f"{quote}See [here](/communities) and https://example.org/.", now=now)
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=14), now=now)
        service.reply(cast.cy, thread, body="So do we.", now=now)
        service.nod(cast.gil, first, kind="same", now=now)
        return SimpleNamespace(space=space, thread=thread, first=first)


@pytest.mark.parametrize(
    ("so_far", "more", "posts", "room"),
    [
        (0, MOST_CHARACTERS + 1, 0, True), (0, MOST_CHARACTERS, 1, True), (1, MOST_CHARACTERS, 1, False),
        (0, 1, MOST_POSTS, False), (0, 1, MOST_POSTS - 1, True),
    ],
)  # fmt: skip
def test_a_document_has_an_end(so_far, more, posts, room):
    assert fits(so_far, more, posts=posts) is room


def test_links_lead_somewhere_from_a_file_too():
    html = (
        '<a href="/threads/7?page=1#post-9">Bo</a> <a href="/threads/8?page=1#post-9">Bo</a> '
        '<a href="//x.org">x</a> <a href="https://x.org/a">x</a> <a href="#post-1">x</a>'
    )

    assert leading_home(html, thread_id=7, site="https://cop.org/") == (
        '<a href="#post-9">Bo</a> <a href="https://cop.org/threads/8?page=1#post-9">Bo</a> '
        '<a href="//x.org">x</a> <a href="https://x.org/a">x</a> <a href="#post-1">x</a>'
    )


def test_what_does_not_find_room_is_in_the_next_part(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        for number in range(60):
            service.reply(cast.bo, talk.thread, body=f"Answer {number}.", now=now)
        whole = document_of(talk.thread, after=0, most=63)
        rest = document_of(talk.thread, after=61, most=63)
        monkeypatch.setattr("cop.discussions.rules.documents.MOST_POSTS", 51)
        part = document_of(talk.thread, after=0, most=63)

    assert [each.source for each in whole[3:]] == [f"Answer {number}." for number in range(60)]
    assert [each.source for each in rest] == ["Answer 58.", "Answer 59."]
    assert len(part) == 51


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_it_holds_what_its_reader_reads_and_no_address_of_anybody(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    here, gil = f"/threads/{talk.thread}/document", client_for(cast.gil)
    assert here in gil.get(f"/threads/{talk.thread}").text
    page, text = gil.get(here), gil.get(f"{here}.md")
    for answer, kind in ((page, "html"), (text, "md")):
        name = f'attachment; filename="conversation-{talk.thread}.{kind}"'
        assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, name)
        assert all(each in answer.text for each in ("Bo", "Mina", "Cy", "Gil", "from outside", "True for us too"))
        assert "@example.org" not in answer.text
    assert "Who &lt;sings&gt;?" in page.text
    assert "<strong>me</strong>" in page.text
    assert f'href="#post-{talk.first}"' in page.text
    assert 'href="http://127.0.0.1:8000/communities"' in page.text
    assert not [each for each in ("<script", "<link", "<img", "@import", "url(") if each in page.text]
    assert text.mimetype == "text/markdown"
    assert text.text.startswith("# Who <sings>?\n")
    assert "\n---\n\n**Bo** · Thu 26 Nov 2026, 10:00\n\nTell **me**.\n\n*True for us too* Gil\n\n---\n" in text.text
    assert client_for(cast.fay).get(here).status_code == 404
    assert client_for(cast.fay).get(f"{here}.md").status_code == 404
    assert app.test_client().get(here).status_code == 303


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_of_what_was_removed_it_has_the_place_alone_and_a_guest_is_not_told_where_it_stands(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    with app.app_context(), transaction() as tx:
        tx.announce(PersonErased(cast.mina.id, keeps_words=False))
    cy, gone = client_for(cast.cy), "These words were removed by whoever wrote them."
    for kind in ("", ".md"):
        told = cy.get(f"/threads/{talk.thread}/document{kind}").text
        assert gone in told
        assert [each for each in ("example.org/.", "Dementia network", "Nights") if each in told] == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_long_one_comes_in_parts_and_nobody_takes_all_there_is_in_one_go(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, gil = f"/threads/{talk.thread}/document", client_for(cast.gil)
    monkeypatch.setattr("cop.discussions.rules.documents.MOST_POSTS", 2)
    monkeypatch.setitem(app.extensions, "cop_documents", Buckets(per_second=1e-9, burst=6))
    page = gil.get(here).text
    assert "Posts 1 to 2 of 3." in page
    assert f'href="http://127.0.0.1:8000{here}?after=2"' in page
    assert f"<http://127.0.0.1:8000{here}.md?after=2>" in gil.get(f"{here}.md").text
    for after in (2, 10**30):
        last = gil.get(f"{here}?after={after}").text
        assert ("Posts 3 to 3 of 3." in last, "Take the next part along" in last) == (True, False)
    assert "Posts 1 to 2" in gil.get(f"{here}?after=-7").text

    assert [gil.get(here).status_code for _ in range(2)] == [200, 422]
    assert client_for(cast.bo).get(here).status_code == 200
