"""Words of a post in an answer stay their writer's: with their name, without it, or gone, as they choose."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core.database import db, transaction
from cop.discussions import queries, rules, service
from cop.discussions.models import Post
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.service import change_profile
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
WORDS = "We sang.\n\n> Who did?\n\nAll of us."
GONE = "> […](/threads/7?page=1#post-9):"


def _quote(words: str = WORDS, *, post: int = 9, name: str = "Bo") -> str:
    return rules.quoted(words, name=name, thread_id=7, page=1, post_id=post)


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo has begun a conversation in which Mina has said something too."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, body=WORDS)
        service.reply(cast.mina, thread, body="So did we.", now=now)
        first, second = (each.id for each in queries.posts_of(thread, page=1))
        return SimpleNamespace(community=community, thread=thread, first=first, second=second)


def test_a_quotation_says_whose_words_it_holds_and_where_they_stand():
    assert _quote() == "> [Bo](/threads/7?page=1#post-9):\n>\n> We sang.\n>\n> > Who did?\n>\n> All of us.\n\n"
    assert _quote("Yes.", name="B[o] *_") == "> [B\\[o\\] \\*\\_](/threads/7?page=1#post-9):\n>\n> Yes.\n\n"
    assert rules.quoted_in(_quote() + "Mine.\n" + _quote(post=8)) == {8, 9}
    assert rules.quoted_in(_quote(post=10**9) + _quote(post=10**4200) + _quote(post=0)) == set()
    assert rules.quoted_in("See [Bo](/threads/7?page=1#post-9): there.") == set()


@pytest.mark.parametrize("name", ["Bo", "B[o]", "Bo \\", "…"])
def test_it_is_found_again_by_whatever_name(name):
    assert rules.relabelled(_quote(name=name) + "Mine.", {9}, name="Bodo") == _quote(name="Bodo") + "Mine."


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (_quote() + "Mine.", f"{GONE}\n\nMine."),
        (_quote(post=8) + "Mine.", _quote(post=8) + "Mine."),
        (_quote("A.").rstrip() + "\n" + _quote("B.", post=8), f"{GONE}\n" + _quote("B.", post=8)),
        (_quote(_quote("A.") + "Hers.", post=8), _quote(f"{GONE}\n\nHers.", post=8)),
        (_quote(_quote("A.", post=8) + "His.") + "Mine.", f"{GONE}\n\nMine."),
        ("> [Bo](/elsewhere):\n> A.", "> [Bo](/elsewhere):\n> A."),
    ],
)  # fmt: skip
def test_what_is_removed_goes_from_every_quotation_and_the_answer_stays(source, left):
    assert rules.relabelled(source, {9}, keeps_words=False) == left


def test_another_name_is_put_over_what_was_quoted(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    with app.app_context():
        answer = service.reply(cast.mina, talk.thread, body=_of(talk.first, name="Ada") + "Indeed.", now=now).id
        assert _post(answer).source == _of(talk.first, name="Bo") + "Indeed."
        long = _of(talk.first, name="Bo") + "x" * (20_000 - len(_of(talk.first, name="Bo")))
        full = service.reply(cast.mina, talk.thread, body=long, now=now).id
        change_profile(cast.bo, name="Bo Anew", pronouns="", about="", time_zone="Europe/London")

        assert _post(answer).source == _of(talk.first, name="Bo Anew") + "Indeed."
        assert "Bo Anew</a>" in _post(answer).html
        assert _post(full).source.startswith("> […](")


@pytest.mark.parametrize("keeps_words", [True, False])
def test_who_goes_takes_their_words_along_or_their_name(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now, keeps_words: bool
) -> None:
    with app.app_context():
        answer = service.reply(cast.mina, talk.thread, body=_of(talk.first) + "Indeed.", now=now).id
        other = service.reply(cast.hana, talk.thread, body=_of(talk.second, "So did we."), now=now).id
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))

        left = _of(talk.first, name="…") if keeps_words else _of(talk.first, name="…").split("\n")[0] + "\n\n"
        assert _post(answer).source == left + "Indeed."
        assert ("We sang." in _post(answer).html) is keeps_words
        assert _post(other).source == _of(talk.second, "So did we.", name="Mina").strip()
        later = service.reply(cast.mina, talk.thread, body=_of(talk.first) + "Once more.", now=now).id
        assert _post(later).source == left + "Once more."
        service.edit(cast.mina, later, body=_of(talk.first) + "And once more.", now=now)
        assert _post(later).source == left + "And once more."


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_without_scripts_a_link_begins_an_answer_with_the_words(
    client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    mina, path = client_for(cast.mina), f"/threads/{talk.thread}"
    page = mina.get(f"{path}?page=1&quote={talk.first}")

    assert page.status_code == 200
    assert f"&gt; [Bo]({path}?page=1#post-{talk.first}):\n&gt;\n&gt; We sang." in page.text
    assert 'aria-invalid="true"' not in page.text
    assert f"?page=1&amp;quote={talk.first}#body" in mina.get(path).text
    for none in (0, 99_999, "x", -1):
        assert "&gt; [" not in mina.get(f"{path}?quote={none}").text
    for reader in (cast.gil, cast.cy):
        assert "&gt; [" not in client_for(reader).get(f"{path}?quote={talk.first}").text
    assert "data-quote" not in client_for(cast.gil).get(path).text


def test_what_stands_elsewhere_or_was_removed_is_not_quoted_and_says_nothing_of_its_writer(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    with app.app_context():
        inner = a_thread(cast.hana, a_space(talk.community, by=cast.hana, now=now), now=now)
        theirs = queries.posts_of(inner, page=1)[0].id
        assert queries.quotable(inner, theirs)
        assert queries.quotable(talk.thread, theirs) is None

        typed = _of(theirs, name="Who is it?") + "Indeed."
        assert service.reply(cast.mina, talk.thread, body=typed, now=now).source == typed
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=False))
        assert queries.quotable(talk.thread, talk.first) is None
        assert queries.quotable(talk.thread, talk.second)


def _of(post_id: int, words: str = WORDS, *, name: str = "Bo") -> str:
    return rules.quoted(words, name=name, thread_id=7, page=1, post_id=post_id)


def _post(post_id: int) -> Post:
    db.session.expire_all()
    return db.session.scalars(select(Post).where(Post.id == post_id)).one()
