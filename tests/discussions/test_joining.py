"""A conversation goes into an earlier one, and nobody reads either who did not read both."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities.rules import Read
from cop.communities.service import name_member
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.discussions import queries, service
from cop.discussions.models import Post, Thread, ThreadReading
from cop.discussions.queries.joining import joinable_with
from cop.discussions.queries.splitting import posts_in
from cop.discussions.rules import joining
from cop.discussions.rules.polls import Asked
from cop.drafts import service as drafts
from cop.drafts.queries import drafts_at
from cop.drafts.rules import Letter
from cop.moderation.queries import log_of
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed

ClientFor = Callable[[User], FlaskClient]
DAY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: joining.check_earlier(4, 4), "another conversation"),
        (lambda: joining.check_earlier(5, 4), "began later"),
        (lambda: joining.check_length(5_001), "Leave the two apart"),
        (lambda: joining.check_no_poll(has_poll=True), "a poll stays"),
        (lambda: joining.check_guests({1: DAY}, {}), "A guest reads there"),
        (lambda: joining.check_guests({1: DAY + timedelta(1)}, {1: DAY}), "A guest reads there"),
    ],
)
def test_what_is_refused_says_why(rule, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rule()
    joining.check_earlier(3, 4)
    joining.check_length(5_000)
    joining.check_no_poll(has_poll=False)
    joining.check_guests({1: DAY}, {1: DAY, 2: DAY})
    assert joining.asked_together("local", "lived local") == "lived local"


@pytest.mark.parametrize(
    ("read_there", "read_here", "read"),
    [(3, 2, 5), (0, 0, 0), (3, 0, 1), (1, 2, 2), (2, 1, 3), (3, 1, 4), (9, 9, 5)],
)
def test_the_mark_stands_before_the_first_that_was_not_read(read_there, read_here, read):
    marks = {"read_there": read_there, "read_here": read_here}
    assert joining.read_together([1, 3, 4], [2, 7], **marks) == read


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo began one conversation and Mina a later one, where every member reads, and both answered in both."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now, name="Everybody")
        nights = a_space(community, by=cast.hana, named=[cast.bo, cast.mina, cast.ada], now=now)
        old = a_thread(cast.bo, space, title="Old", body="Yes.", now=now)
        new = a_thread(cast.mina, space, title="Young", body="Well.", now=now)
        for thread, who in ((old, cast.mina), (new, cast.bo), (old, cast.bo)):
            service.reply(who, thread, body="No.", now=now)
        return SimpleNamespace(community=community, space=space, nights=nights, old=old, new=new)


def _join(actor: User, talk: SimpleNamespace, *, now: datetime) -> None:
    service.join(actor, talk.new, into_id=talk.old, reason="The same matter.", now=now)


def test_posts_stand_in_order_and_both_addresses_lead_there(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        both = sorted([*posts_in(talk.old), *posts_in(talk.new)])
        _join(cast.ada, talk, now=now)
        assert list(posts_in(talk.old)) == both
        assert db.session.get_one(Thread, talk.old).post_count == 5
        assert [each.id for each in queries.threads_visible_to(cast.bo, space_id=talk.space)] == [talk.old]
        with pytest.raises(NotVisible):
            queries.thread_for(cast.bo, talk.new)
    bo = client_for(cast.bo)
    assert bo.get(f"/threads/{talk.new}").location == f"/threads/{talk.old}"
    page = bo.get(f"/threads/{talk.old}").text
    assert '<h2 class="post__opened">Young</h2>' in page
    assert "Ada joined another conversation to it" in page
    assert "Young" in bo.get(f"/threads/{talk.old}/document").text
    assert "## Young" in bo.get(f"/threads/{talk.old}/document.md").text
    for stranger, path in ((cast.fay, talk.new), (cast.bo, 999_999)):
        assert client_for(stranger).get(f"/threads/{path}").status_code == 404
    sent = bo.post(f"/threads/{talk.new}/posts", data={"body": "Typed on the old page."})
    assert sent.location.startswith(f"/threads/{talk.old}?")


def test_it_is_told_by_a_letter_without_a_word_and_stands_in_the_log(
    app, cast, talk, client_for: ClientFor, now
) -> None:
    with app.app_context():
        _join(cast.ada, talk, now=now)
        letters = [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
        told = [each for each in letters if each["template"] == "discussions/mail/joined.txt"]
        assert sorted(each["to"] for each in told) == sorted([cast.bo.email, cast.mina.email])
        assert {each["values"]["path"] for each in told} == {f"/threads/{talk.old}"}
        [line] = log_of(cast.hana, talk.community, page=1)
        assert (line.did, line.reason, line.which) == ("joined", "The same matter.", ("thread", talk.old))
        began = {part.key: rows for part, rows in own.all_of(cast.mina.id)}["conversations"]
        assert [row["title"] for row in began] == ["Young"]
    assert (
        "A conversation was joined to another"
        in client_for(cast.hana).get(f"/communities/{talk.community}/care/log").text
    )


def test_a_split_is_undone(app, cast, talk, now) -> None:
    with app.app_context():
        first, *others = posts_in(talk.old)
        service.begin_poll(cast.bo, talk.old, asked=Asked("Who?", "A\nB", many=False, named=False), now=now)
        service.seat_guest(cast.hana, talk.old, email=cast.cy.email, until=now + timedelta(days=3), now=now)
        told = {"title": "Apart", "space_id": talk.space, "reason": "So."}
        apart = service.split(cast.hana, talk.old, posts=others, now=now, **told).id
        offered = joinable_with(cast.hana, queries.thread_for(cast.hana, apart))
        assert [each.id for each in offered][:1] == [talk.old]
        service.join(cast.hana, apart, into_id=talk.old, reason="Back.", now=now)
        assert list(posts_in(talk.old)) == [first, *others]
        assert {each.opened for each in queries.posts_of(talk.old, page=1)} == {None}
        assert queries.thread_for(cast.cy, talk.old).id == talk.old
        again = service.split(cast.hana, talk.old, posts=others, now=now, **told).id
        assert again != apart


def test_what_somebody_began_to_write_is_where_it_would_be_sent(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        letter = Letter("one", 1, "", "Begun.")
        drafts.keep(cast.bo, f"thread:{talk.new}", letter=letter, now=now)
        _join(cast.ada, talk, now=now)
        assert [each.body for each in drafts_at(cast.bo, f"thread:{talk.old}")] == ["Begun."]
        drafts.keep(cast.bo, f"thread:{talk.new}", letter=letter, now=now)  # by a page that was open all the time
    assert client_for(cast.bo).get("/drafts").text.count(f'href="/threads/{talk.old}"') == 2


def test_nobody_loses_what_was_new_to_them(app, cast, talk, now) -> None:
    with app.app_context():
        service.mark_read(cast.gil, talk.old, posts=3)
        service.mark_read(cast.ada, talk.old, posts=3)
        service.mark_read(cast.ada, talk.new, posts=2)
        _join(cast.ada, talk, now=now)
        marks = {each.user_id: each.posts for each in db.session.scalars(select(ThreadReading))}
        assert (marks[cast.ada.id], marks[cast.gil.id]) == (5, 1)
        service.mark_read(cast.gil, talk.old, posts=4)  # from a page that was drawn before
        assert db.session.scalar(select(ThreadReading.posts).where(ThreadReading.user_id == cast.gil.id)) == 1


def test_the_title_goes_with_the_words_that_it_came_with(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        first = posts_in(talk.new)[0]
        _join(cast.ada, talk, now=now)
        service.hide(cast.ada, first, now=now)
        assert _titles(talk) == ("Old", "A conversation whose beginning is hidden")
        began = {part.key: rows for part, rows in own.all_of(cast.mina.id)}["conversations"]
        assert [row["title"] for row in began] == ["Young"]
        assert "post__opened" not in client_for(cast.bo).get(f"/threads/{talk.old}").text
        service.release(cast.ada, first)
        assert _titles(talk) == ("Old", "Young")
        service.withdraw(cast.mina, talk.new, now=now)
        assert _titles(talk) == ("Old", "A conversation whose beginning was removed")
        assert queries.post_for(cast.bo, first).source == ""
        with pytest.raises(NotVisible):
            service.withdraw(cast.mina, 999_999, now=now)


def _titles(talk: SimpleNamespace) -> tuple[str, str]:
    db.session.expire_all()
    return db.session.get_one(Thread, talk.old).title, db.session.get_one(Thread, talk.new).title


def test_whoever_goes_takes_the_title_along(app, cast, talk, now) -> None:
    with app.app_context():
        _join(cast.ada, talk, now=now)
        with transaction() as tx:
            tx.announce(PersonErased(cast.mina.id, keeps_words=False))
        assert _titles(talk)[1] == "A conversation whose beginning was removed"


def test_both_are_bound_by_what_bounds_one_and_move_on_together(app, cast, talk, client_for: ClientFor, now) -> None:
    with app.app_context():
        service.move(cast.ada, talk.new, space_id=talk.nights, reason="So.", now=now)
        assert joinable_with(cast.ada, queries.thread_for(cast.ada, talk.new)) == []
        with pytest.raises(RuleBroken, match="More people read there"):
            _join(cast.ada, talk, now=now)
        service.move(cast.ada, talk.old, space_id=talk.nights, reason="So.", now=now)
        _join(cast.ada, talk, now=now)
        assert {each.bound for each in db.session.scalars(select(Post))} == {Read.INSIDE}
        further = a_space(talk.community, by=cast.hana, named=[cast.bo, cast.mina, cast.ada], now=now, name="Late")
        service.move(cast.ada, talk.old, space_id=further, reason="So.", now=now)
        assert db.session.get_one(Thread, talk.new).space_id == further
        earlier = a_thread(cast.ada, further, now=now)
        assert earlier not in [each.id for each in joinable_with(cast.ada, queries.thread_for(cast.ada, talk.old))]


def test_what_is_sealed_stays_with_those_who_were_there(app, cast, talk, now) -> None:
    with app.app_context():
        sealed = a_space(talk.community, by=cast.hana, preset="confidential", named=[cast.ada], now=now, name="Apart")
        old = a_thread(cast.ada, sealed, now=now + timedelta(days=1))
        name_member(cast.hana, sealed, person_id=cast.bo.id, now=now + timedelta(days=2))
        new = a_thread(cast.ada, sealed, now=now + timedelta(days=3))
        assert queries.thread_for(cast.bo, new).id == new
        service.join(cast.ada, new, into_id=old, reason="So.", now=now)
        assert db.session.get_one(Thread, old).created_at == now + timedelta(days=1)
        with pytest.raises(NotVisible):
            queries.thread_for(cast.bo, old)


def test_it_is_refused_where_somebody_would_read_more_or_lose_something(app, cast, talk, now) -> None:
    with app.app_context():
        service.seat_guest(cast.hana, talk.old, email=cast.cy.email, until=now + timedelta(days=3), now=now)
        with pytest.raises(RuleBroken, match="A guest reads there"):
            _join(cast.ada, talk, now=now)
        service.seat_guest(cast.hana, talk.new, email=cast.cy.email, until=now + timedelta(days=3), now=now)
        service.begin_poll(cast.mina, talk.new, asked=Asked("Who?", "A\nB", many=False, named=False), now=now)
        with pytest.raises(RuleBroken, match="There is a poll in it"):
            _join(cast.ada, talk, now=now)
        with pytest.raises(RuleBroken, match="began later"):
            service.join(cast.ada, talk.old, into_id=talk.new, reason="So.", now=now)
        private = service.ask_coordinators(cast.bo, talk.space, title="T", body="B", now=now).id
        for actor, thread, into in (
            (cast.hana, private, talk.old), (cast.hana, talk.new, private), (cast.bo, talk.new, talk.old),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                service.join(actor, thread, into_id=into, reason="So.", now=now)
        other = a_community(cast, now=now)
        elsewhere = a_thread(cast.ada, a_space(other, by=cast.hana, named=[cast.ada], now=now), now=now)
        with pytest.raises(NotVisible):
            service.join(cast.ada, elsewhere, into_id=talk.old, reason="So.", now=now)


def test_words_without_a_name_are_not_joined_among_named_people(app, cast, talk, now) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        inner = a_thread(cast.bo, talk.nights, now=now)
        later = a_thread(cast.mina, talk.space, now=now)
        service.reply(cast.mina, later, body="Unnamed.", unnamed=True, now=now)
        with pytest.raises(RuleBroken, match="without their name"):
            service.join(cast.ada, later, into_id=inner, reason="So.", now=now)
        service.join(cast.ada, later, into_id=talk.old, reason="So.", now=now)
