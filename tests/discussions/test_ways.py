"""Words that went elsewhere: quotations follow them, and whoever looks at an old page is led on."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core.database import db, transaction
from cop.discussions import queries, rules, service
from cop.discussions.models import EarlierWording, Post, Quotation, ThreadMove
from cop.discussions.queries.ways import ends_of
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.service import change_profile
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Mina says something, Bo quotes it, and Ada quotes that; the nights are for Mina, Bo and Ada."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now, name="Everybody")
        nights = a_space(community, by=cast.hana, named=[cast.bo, cast.mina, cast.ada], now=now)
        thread = a_thread(cast.hana, space, now=now)
        said = service.reply(cast.mina, thread, body="Secret.", now=now).id
        bos = service.reply(cast.bo, thread, body=_quote("Secret.", said) + "Oh.", now=now).id
        return SimpleNamespace(community=community, space=space, nights=nights, thread=thread, said=said, bos=bos)


def _quote(words: str, post_id: int, *, name: str = "Mina") -> str:
    return rules.quoted(words, name=name, thread_id=1, page=1, post_id=post_id)


def _split(talk: SimpleNamespace, *posts: int, by: User, space_id: int, now: datetime) -> int:
    return service.split(by, talk.thread, posts=posts, title="Apart", space_id=space_id, reason="So.", now=now).id


def _source(post_id: int) -> str:
    db.session.expire_all()
    return db.session.get_one(Post, post_id).source


@pytest.mark.parametrize("goes", ["said", "bos"])
def test_a_quotation_follows_its_post_wherever_either_went(app, cast, talk, now, goes: str) -> None:
    with app.app_context():
        edition = queries.thread_for(cast.ada, talk.thread).edition
        _split(talk, getattr(talk, goes), by=cast.ada, space_id=talk.nights, now=now)
        change_profile(cast.mina, name="Mina Anew", pronouns="", about="", time_zone="Europe/London")
        assert _source(talk.bos).startswith("> [Mina Anew](")
        service.hide(cast.ada, talk.said, now=now)
        assert "Secret" not in _source(talk.bos)
        assert queries.thread_for(cast.ada, talk.thread).edition != edition


def test_what_a_post_said_before_and_what_waits_hidden_lets_it_go_too(app, cast, talk, now) -> None:
    with app.app_context():
        _split(talk, talk.said, by=cast.ada, space_id=talk.nights, now=now)
        with transaction() as tx:
            tx.session.add(EarlierWording(post_id=talk.bos, source=_quote("Secret.", talk.said), until=now))
        service.hide(cast.ada, talk.bos, now=now)
        with transaction() as tx:
            tx.announce(PersonErased(cast.mina.id, keeps_words=False))
        assert "Secret" not in (db.session.get_one(Post, talk.bos).hidden_words or "Secret")
        service.release(cast.ada, talk.bos)
        assert "Secret" not in _source(talk.bos)
        assert all("Secret" not in each for each in db.session.scalars(select(EarlierWording.source)))


def test_a_quotation_in_a_quotation_is_followed_from_where_its_post_does_not_stand(app, cast, talk, now) -> None:
    with app.app_context():
        new = _split(talk, talk.bos, by=cast.ada, space_id=talk.nights, now=now)
        nested = _quote(_source(talk.bos), talk.bos, name="Bo")
        adas = service.reply(cast.ada, new, body=f"{nested}So.", now=now).id
        assert set(db.session.scalars(select(Quotation.quoted_id).where(Quotation.post_id == adas))) == {
            talk.said, talk.bos,
        }  # fmt: skip
        service.hide(cast.ada, talk.said, now=now)
        assert "Secret" not in _source(adas)


def test_what_was_begun_before_it_went_holds_only_what_its_writer_reads(app, cast, talk, now) -> None:
    with app.app_context():
        _split(talk, talk.said, by=cast.ada, space_id=talk.nights, now=now)
        begun = _quote("Secret.", talk.said, name="Who?")
        readers = service.reply(cast.bo, talk.thread, body=f"{begun}Mine.", now=now).id
        assert _source(readers) == _quote("Secret.", talk.said) + "Mine."
        others = a_thread(cast.bo, talk.space, now=now)
        typed = service.reply(cast.bo, others, body=f"{begun}Mine.", now=now).id
        assert _source(typed) == f"{begun}Mine."


def test_whoever_does_not_read_it_there_learns_nothing_by_quoting_it(app, cast, talk, now) -> None:
    with app.app_context():
        said = service.reply(cast.ada, talk.thread, body="Hidden.", now=now).id
        days = a_space(talk.community, by=cast.hana, named=[cast.ada], now=now, name="Days")
        _split(talk, said, by=cast.ada, space_id=days, now=now)
        typed = service.reply(cast.bo, talk.thread, body=_quote("Hidden.", said, name="Who?") + "Mine.", now=now).id
        assert _source(typed) == f"> […](/threads/1?page=1#post-{said}):\n\nMine."
        assert not db.session.scalars(select(Quotation).where(Quotation.post_id == typed)).all()


def test_an_old_page_is_told_to_look_anew(app, cast, talk, client_for: ClientFor, now) -> None:
    bo, before = client_for(cast.bo), f"/threads/{talk.thread}/arrivals?page=1&after=3&shape=0"
    assert "Look anew" not in bo.get(before).text
    with app.app_context():
        new = _split(talk, talk.said, by=cast.ada, space_id=talk.space, now=now)
        assert ends_of(_last_move()) == [(talk.thread, talk.thread)]
    assert "Look anew" in bo.get(before).text
    page = bo.get(f"/threads/{talk.thread}").text
    shape = page.split('data-shape="')[1].split('"')[0]
    assert "Look anew" not in bo.get(before.replace("shape=0", f"shape={shape}")).text
    with app.app_context():
        service.join(cast.ada, new, into_id=talk.thread, reason="Back.", now=now)
        assert ends_of(_last_move()) == [(talk.thread, talk.thread), (talk.thread, new)]
    led = bo.get(f"/threads/{new}/arrivals?page=1&after=1&shape={shape}").text
    assert f'href="/threads/{talk.thread}"' in led
    assert client_for(cast.fay).get(f"/threads/{new}/arrivals?page=1&after=1").status_code == 404
    with app.app_context():
        service.move(cast.ada, talk.thread, space_id=talk.nights, reason="So.", now=now)
        assert ends_of(_last_move()) == []


def _last_move() -> int:
    return db.session.scalars(select(ThreadMove.id).order_by(ThreadMove.id.desc()).limit(1)).one()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_pages_say_what_is_missing_and_lose_nothing(cast, talk, client_for: ClientFor) -> None:
    ada, path = client_for(cast.ada), f"/threads/{talk.thread}"
    assert "Secret." in ada.get(f"{path}/splits").text
    told = {"posts": [str(talk.said)], "title": '<b>"Nights"</b>', "space": str(talk.space)}
    refused = ada.post(f"{path}/splits", data=told)
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert "&lt;b&gt;&#34;Nights&#34;&lt;/b&gt;" in refused.text
    assert f'aria-describedby="words-{talk.said}" checked' in " ".join(refused.text.split())
    made = ada.post(f"{path}/splits", data={**told, "reason": "So."})
    assert made.status_code == 303
    assert ada.get(f"{made.location}/splits").text.count("nothing that could go") == 1
    assert "Who sings?" in ada.get(f"{made.location}/joins").text
    assert ada.post(f"{made.location}/joins", data={"into": str(talk.thread)}).status_code == 422
    back = ada.post(f"{made.location}/joins", data={"into": str(talk.thread), "reason": "So."})
    assert back.location == path
    assert "no conversation that began earlier" in ada.get(f"{path}/joins").text
