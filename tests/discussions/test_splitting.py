"""Posts are taken out of a conversation into one of their own, and nobody loses them or reads more for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import service as communities
from cop.communities.rules import Read
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.discussions import queries, service
from cop.discussions.models import Thread, ThreadReading
from cop.discussions.rules import splitting
from cop.ladder.models import Climb
from cop.moderation.queries import log_of
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.search.queries.found import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space, three_spaces
from tests.factories.discussions import a_thread, use_unnamed

ClientFor = Callable[[User], FlaskClient]
WORD = "marzipan"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: splitting.check_chosen([], [1, 2]), "at least one"),
        (lambda: splitting.check_chosen([3], [1, 2]), "stand here any more"),
        (lambda: splitting.check_chosen([2, 1], [1, 2]), "stays in it"),
        (lambda: splitting.check_pairs([(2, 3)], chosen={3}), "or neither"),
    ],
)
def test_what_is_refused_says_why(rule, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rule()
    assert splitting.check_chosen([4, 2], [1, 2, 3, 4]) == [2, 4]
    splitting.check_pairs([(2, 3), (4, 5)], chosen={2, 3})


@pytest.mark.parametrize(
    ("read", "left"), [(0, (0, 0)), (1, (1, 0)), (2, (1, 1)), (3, (2, 1)), (4, (2, 2)), (9, (7, 2))]
)
def test_what_was_read_is_read_and_what_was_new_is_new(read, left):
    assert splitting.read_after_split(read, [2, 4]) == left


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo and Mina talk where every member reads; the nights are for those two and Ada, the days for Ada alone."""
    with app.app_context():
        here = three_spaces(cast, now=now)
        here.thread = a_thread(cast.bo, here.space, title="Who?", body="Yes.", now=now)
        here.one = service.reply(cast.mina, here.thread, body=f"About {WORD}.", now=now + timedelta(minutes=1)).id
        here.two = service.reply(cast.bo, here.thread, body="No.", now=now + timedelta(minutes=2)).id
        return here


def _split(actor: User, talk: SimpleNamespace, *posts: int, now: datetime, **changed: object) -> int:
    told = {"posts": posts, "title": "Apart", "space_id": talk.space, "reason": "Another matter.", "now": now}
    return service.split(actor, talk.thread, **{**told, **changed}).id


def test_both_say_where_posts_are_to_whoever_reads_there(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        new = _split(cast.hana, talk, talk.one, now=now, space_id=talk.nights)
        made = db.session.get_one(Thread, new)
        assert (made.space_id, made.bound, made.post_count) == (talk.nights, Read.INSIDE, 1)
        assert made.last_post_at == now + timedelta(minutes=1)
        assert db.session.get_one(Thread, talk.thread).post_count == 2
        for person, found in ((cast.mina, 1), (cast.gil, 0)):
            assert len(found_by(person, Asked(words=(WORD,)), now=now, on=now.date()).found) == found
    bo, gil = (client_for(each).get(f"/threads/{talk.thread}").text for each in (cast.bo, cast.gil))
    assert f'<span id="post-{talk.one}"></span>' in bo
    assert "1 post went on in" in bo
    assert "Apart" in bo
    assert [word for word in ("Apart", "went on", f"post-{talk.one}") if word in gil] == []
    there = client_for(cast.bo).get(f"/threads/{new}").text
    assert "Hana began it" in there
    assert f'href="/threads/{talk.thread}">Who?' in there
    assert client_for(cast.bo).get(f"/posts/{talk.one}").location == f"/threads/{new}?page=1#post-{talk.one}"
    for hidden in (f"/posts/{talk.one}", f"/threads/{new}"):
        assert client_for(cast.gil).get(hidden).status_code == 404


def test_whoever_reads_the_new_one_alone_is_not_told_of_the_old(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        new = _split(cast.hana, talk, talk.one, talk.two, now=now, space_id=talk.space)
        service.move(cast.hana, talk.thread, space_id=talk.nights, reason="So.", now=now)
    page = client_for(cast.gil).get(f"/threads/{new}").text
    assert "with posts of another conversation" in page
    assert "Who?" not in page
    assert f"/threads/{talk.thread}" not in page


def test_it_is_told_by_a_letter_without_a_word_and_stands_in_the_log(app, cast, talk, now) -> None:
    with app.app_context():
        new = _split(cast.hana, talk, talk.one, now=now)
        letters = [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
        [letter] = [each for each in letters if each["template"] == "discussions/mail/split.txt"]
        assert (letter["to"], letter["values"]) == (cast.mina.email, {"path": f"/threads/{new}"})
        [line] = log_of(cast.hana, talk.community, page=1)
        assert (line.did, line.reason, line.which) == ("split", "Another matter.", ("thread", new))
        told = {part.key: rows for part, rows in own.all_of(cast.hana.id)}
        assert [(row["what"], row["reason"]) for row in told["moves"]] == [("split", "Another matter.")]
        with transaction() as tx:
            tx.announce(PersonErased(cast.hana.id, keeps_words=False))
        assert db.session.get_one(Thread, new).title == "A conversation whose beginning was removed"


def test_nobody_loses_what_was_new_to_them_or_sees_it_anew(app, cast, talk, now) -> None:
    with app.app_context():
        service.mark_read(cast.gil, talk.thread, posts=2)
        service.mark_read(cast.ada, talk.thread, posts=1)
        new = _split(cast.hana, talk, talk.one, now=now)
        marks = {(each.user_id, each.thread_id): each.posts for each in db.session.scalars(select(ThreadReading)).all()}
        assert [marks[cast.gil.id, each] for each in (talk.thread, new)] == [1, 1]
        assert [marks[cast.ada.id, each] for each in (talk.thread, new)] == [1, 0]
        assert (cast.hana.id, new) not in marks
        service.mark_read(cast.ada, talk.thread, posts=2)  # from a page that was drawn before
        listed = {each.id: each.unread for each in queries.threads_visible_to(cast.ada, community_id=talk.community)}
        assert {each: listed[each] for each in (talk.thread, new)} == {talk.thread: 1, new: 1}


def test_a_guest_sits_in_both_and_in_none_that_is_sealed(app, cast, talk, now) -> None:
    with app.app_context():
        until = {"until": now + timedelta(days=3)}
        service.seat_guest(cast.hana, talk.thread, email=cast.cy.email, now=now, **until)
        service.seat_guest(cast.hana, talk.thread, email=cast.fay.email, now=now, **until)
        service.end_guest_seat(cast.hana, talk.thread, person_id=cast.fay.id, now=now)
        said = service.reply(cast.cy, talk.thread, body="From outside.", now=now).id
        new = _split(cast.hana, talk, said, now=now)
        assert queries.thread_for(cast.cy, new).id == new
        with pytest.raises(NotVisible):
            queries.thread_for(cast.fay, new)
        sealed = a_space(talk.community, by=cast.hana, preset="confidential", now=now, name="Apart")
        said = service.reply(cast.cy, talk.thread, body="Once more.", now=now).id
        with pytest.raises(RuleBroken, match="lose their own words"):
            _split(cast.hana, talk, said, now=now, space_id=sealed)


def test_it_never_goes_where_more_read_or_a_writer_does_not(app, cast, talk, now) -> None:
    with app.app_context():
        with pytest.raises(RuleBroken, match="lose their own words"):
            _split(cast.ada, talk, talk.one, now=now, space_id=talk.days)
        service.move(cast.ada, talk.thread, space_id=talk.nights, reason="So.", now=now)
        with pytest.raises(RuleBroken, match="More people read there"):
            _split(cast.ada, talk, talk.one, now=now)
        assert db.session.get_one(Thread, talk.thread).post_count == 3
        elsewhere = a_space(a_community(cast, now=now), by=cast.hana, named=[cast.ada], now=now)
        with pytest.raises(NotVisible):
            _split(cast.ada, talk, talk.one, now=now, space_id=elsewhere)
        with pytest.raises(NotAllowed):
            _split(cast.bo, talk, talk.one, now=now)
        with pytest.raises(NotVisible):
            _split(cast.gil, talk, talk.one, now=now)
        private = service.ask_coordinators(cast.bo, talk.space, title="T", body="B", now=now).id
        answer = service.reply(cast.hana, private, body="A", now=now).id
        with pytest.raises(NotAllowed):
            service.split(cast.hana, private, posts=[answer], title="T", space_id=talk.space, reason="So.", now=now)


def test_words_without_a_name_go_nowhere_among_named_people(app, cast, talk, now) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        said = service.reply(cast.mina, talk.thread, body="Unnamed.", now=now, unnamed=True).id
        with pytest.raises(RuleBroken, match="without their name"):
            _split(cast.ada, talk, said, now=now, space_id=talk.nights)
        _split(cast.ada, talk, talk.one, now=now, space_id=talk.nights)
        assert _split(cast.ada, talk, said, now=now)


def test_what_climbed_is_taken_back_with_what_answers_quote_of_it_elsewhere(app, cast, talk, now) -> None:
    with app.app_context():
        first = service.start(cast.bo, talk.space, title="Mine", body="Secret.", now=now).id
        quoted = f"> [Bo](/threads/{first}?page=1#post-{queries.posts_of(first, page=1)[0].id}):\n>\n> Secret.\n\nOh."
        answer = service.reply(cast.mina, first, body=quoted, now=now).id
        with transaction() as tx:
            told = {"origin": "o", "words": "w", "html": "h", "began_at": now, "changed_at": now}
            tx.session.add(Climb(user_id=cast.bo.id, thread_id=first, **told))
        service.split(cast.hana, first, posts=[answer], title="T", space_id=talk.space, reason="So.", now=now)
        service.withdraw(cast.bo, first, now=now)
        assert db.session.get(Thread, first) is None
        assert "Secret" not in queries.post_for(cast.mina, answer).source
        assert db.session.scalars(select(Climb.thread_id)).all() == [None]


def test_whoever_leaves_a_space_leaves_what_was_split_into_it(app, cast, talk, now) -> None:
    with app.app_context():
        new = _split(cast.hana, talk, talk.one, now=now, space_id=talk.nights)
        communities.unname_member(cast.hana, talk.nights, person_id=cast.mina.id, now=now)
        with pytest.raises(NotVisible):
            queries.thread_for(cast.mina, new)
