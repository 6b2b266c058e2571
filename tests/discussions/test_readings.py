"""What is new to one reader, and nobody else's business."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from cop.communities import service as communities
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotVisible
from cop.discussions import queries, rules, service
from cop.discussions.models import ThreadReading
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.handed import by_flask

ClientFor = Callable[[User], FlaskClient]
LINE, NEW = 'id="new"', "New since you were here"


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community = a_community(cast, now=now - timedelta(days=40))
        space = a_space(community, by=cast.hana, preset="restricted", now=now - timedelta(days=40))
        return SimpleNamespace(community=community, space=space, thread=a_thread(cast.bo, space, now=now))


@pytest.mark.parametrize(
    ("before", "said", "of", "after"), [(0, 3, 5, 3), (3, 1, 5, 3), (3, 9, 5, 5), (0, -4, 5, 0), (2, 10**30, 2, 2)]
)
def test_a_mark_only_moves_on_and_not_beyond_what_there_is(before, said, of, after):
    assert rules.read_so_far(before, said, of=of) == after


@pytest.mark.parametrize(("before", "of", "after"), [(4, 5, 5), (5, 5, 5), (0, 5, 5), (2, 5, 2)])
def test_own_words_are_not_new_and_those_before_them_that_were_not_read_still_are(before, of, after):
    assert rules.read_by_writing(before, of=of) == after


@pytest.mark.parametrize(
    ("read", "posts", "page"),
    [(None, 120, 1), (0, 120, 1), (49, 120, 1), (50, 120, 2), (99, 120, 2), (120, 120, 3), (50, 50, 1), (None, 0, 1)],
)
def test_it_opens_where_something_is_new_and_else_at_its_end(read, posts, page):
    assert rules.opens_on(read, posts=posts) == page


@pytest.mark.parametrize(
    ("page", "read", "begins"), [(1, 20, 20), (2, 50, 0), (2, 60, 10), (2, 20, None), (1, None, None), (1, 0, None)]
)
def test_the_line_stands_before_the_first_that_is_new(page, read, begins):
    unread = rules.unread_on(page, read=read, posts=70)

    assert unread is not None
    assert (unread.begins, unread.last) == (begins, min(page * 50, 70))


@pytest.mark.parametrize(("page", "read"), [(1, 50), (2, 70), (1, 70)])
def test_nothing_is_new_on_a_page_that_was_read(page, read):
    assert rules.unread_on(page, read=read, posts=70) is None


def test_what_is_new_is_told_to_its_reader_alone(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now) -> None:
    with app.app_context():
        old = a_thread(cast.bo, talk.space, now=now - timedelta(days=31), title="Who sang?")
        assert _new_to(cast.mina, talk) == {talk.thread: (0, True), old: (0, False)}
        assert _new_to(cast.bo, talk) == {talk.thread: (0, False), old: (0, False)}
        assert _new_to(None, talk) == {}

        service.mark_read(cast.mina, talk.thread, posts=1)
        for body in ("We do.", "They do."):
            service.reply(cast.bo, talk.thread, body=body, now=now)
        assert _new_to(cast.mina, talk)[talk.thread] == (2, False)
        assert _new_to(cast.bo, talk)[talk.thread] == (0, False)
        service.reply(cast.mina, talk.thread, body="I do.", now=now)
        assert _new_to(cast.mina, talk)[talk.thread] == (3, False)
        service.mark_read(cast.mina, talk.thread, posts=9)
        service.mark_read(cast.mina, talk.thread, posts=1)
        service.reply(cast.mina, talk.thread, body="And we.", now=now)
        assert _new_to(cast.mina, talk)[talk.thread] == (0, False)
        assert _new_to(cast.bo, talk)[talk.thread] == (2, False)
        with pytest.raises(NotVisible):
            service.mark_read(cast.cy, talk.thread, posts=1)


def test_who_answers_has_read_what_the_rule_says(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now) -> None:
    with app.app_context():
        for _ in range(4):
            service.reply(cast.bo, talk.thread, body="We do.", now=now)
        for posts in range(5, 11):
            before = posts - 5
            with transaction() as tx:
                tx.session.merge(ThreadReading(thread_id=talk.thread, user_id=cast.mina.id, posts=before))
            service.reply(cast.mina, talk.thread, body="I do.", now=now)
            after = _marks()[talk.thread, cast.mina.id]
            assert after == rules.read_by_writing(before, of=posts + 1), before
        assert _marks()[talk.thread, cast.bo.id] == 5, "and nobody else"


def test_marks_go_with_whoever_leaves_and_are_in_their_own_copy(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    with app.app_context():
        elsewhere = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        other = a_thread(cast.mina, elsewhere, now=now)
        for person in (cast.mina, cast.gil):
            service.mark_read(person, talk.thread, posts=1)
        told = {part.key: rows for part, rows in own.all_of(cast.mina.id)}["readings"]
        assert [each["posts"] for each in told] == [1, 1]

        communities.remove(cast.hana, talk.community, person_id=cast.mina.id, now=now)
        assert set(_marks()) == {(talk.thread, cast.gil.id), (talk.thread, cast.bo.id), (other, cast.mina.id)}
        with transaction() as tx:
            tx.announce(PersonErased(cast.mina.id, keeps_words=True))
        assert set(_marks()) == {(talk.thread, cast.gil.id), (talk.thread, cast.bo.id)}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_page_opens_where_something_is_new_and_says_so(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    path, mina = f"/threads/{talk.thread}", client_for(cast.mina)
    first = mina.get(path).text
    assert NEW not in first
    assert 'data-read="0"' in first
    assert mina.post(f"{path}/readings", data={"posts": "1"}).status_code == 303
    assert "reading" not in mina.get(path).text.partition("<main")[2]
    with app.app_context():
        for number in range(60):
            service.reply(cast.bo, talk.thread, body=f"Answer {number}.", now=now)

    assert "60 new" in mina.get(f"/spaces/{talk.space}").text
    page = mina.get(path).text
    assert page.index("Tell me.") < page.index(LINE) < page.index("Answer 0.")
    mina.post(f"{path}/readings", data={"posts": "55"})
    page = mina.get(path).text
    assert page.index("Answer 53.") < page.index(LINE) < page.index("Answer 54.")
    assert LINE not in mina.get(f"{path}?page=1").text
    mina.post(f"{path}/readings", data={"posts": "x"})
    assert "6 new" in mina.get(f"/communities/{talk.community}").text
    for other in (cast.bo, cast.gil):
        assert LINE not in client_for(other).get(f"{path}?page=2").text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_to_look_writes_nothing_and_asks_no_more(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    with app.app_context():
        service.mark_read(cast.mina, talk.thread, posts=1)
        service.reply(cast.bo, talk.thread, body="We do.", now=now)
        engine, before = db.engine, _marks()
    mina, asked = client_for(cast.mina), list[str]()
    event.listen(engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))
    by_flask(mina, f"/threads/{talk.thread}")
    event.remove(engine, "before_cursor_execute", note)

    assert len([each for each in asked if each.startswith(("SELECT", "WITH"))]) == 3
    assert not [each for each in asked if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    with app.app_context():
        assert _marks() == before


def _new_to(viewer: User | None, talk: SimpleNamespace) -> dict[int, tuple[int, bool]]:
    found = queries.threads_visible_to(viewer, space_id=talk.space)
    return {each.id: (each.unread, each.is_new) for each in found}


def _marks() -> dict[tuple[int, int], int]:
    asked = select(ThreadReading.thread_id, ThreadReading.user_id, ThreadReading.posts)
    return {(thread, person): posts for thread, person, posts in db.session.execute(asked)}
