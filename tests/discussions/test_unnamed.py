"""Words without one's name: other members find it nowhere, in no form, those who coordinate read it on the page."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import service as communities
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.discussions import queries, rules, service
from cop.discussions.models import Post, Thread
from cop.files.models import File
from cop.files.service import add as hang_more
from cop.ladder.queries.pieces import piece_for
from cop.moderation import service as care
from cop.moderation.rules import Which
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.service import change_profile
from cop.search.queries.found import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed
from tests.factories.files import a_document, a_picture

ClientFor = Callable[[User], FlaskClient]
NAME, WORD = "Bartholomew", "marzipan"
LATER = timedelta(hours=1, minutes=7)


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo, who is called Bartholomew here, answers Mina with his name and twice without it, and begins one without."""
    with app.app_context():
        rename(cast.bo, NAME)
        community = a_community(cast, now=now)
        use_unnamed(community)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.mina, space, now=now)
        service.reply(cast.bo, thread, body="With my name.", now=now)
        unnamed = [service.reply(cast.bo, thread, body=f"{WORD} {each}", now=now, unnamed=True).id for each in (1, 2)]
        service.edit(cast.bo, unnamed[0], body=f"{WORD} and more", now=now + LATER)
        begun = service.start(cast.bo, space, title=f"A {WORD}", body="Quite.", now=now, unnamed=True).id
        return SimpleNamespace(community=community, space=space, thread=thread, unnamed=unnamed, begun=begun)


def rename(person: User, name: str) -> None:
    change_profile(person, name=name, pronouns="", time_zone="Europe/London", about="")


@pytest.mark.parametrize(
    ("allowed", "is_guest", "privately", "sentence"),
    [(False, False, False, "by name"), (True, True, False, "by name"), (True, False, True, "privately is asked by")],
)
def test_where_everybody_writes_by_name(allowed, is_guest, privately, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_unnamed(allowed=allowed, is_guest=is_guest, privately=privately)
    rules.check_unnamed(allowed=True, is_guest=False, privately=False)


def test_it_is_refused_where_the_members_did_not_ask_for_it(app, cast, talk, now):
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        for refused in (
            lambda: service.start(cast.bo, space, title="T", body="B", now=now, unnamed=True),
            lambda: service.reply(cast.bo, thread, body="B", now=now, unnamed=True),
        ):
            with pytest.raises(RuleBroken, match="writes by name"):
                refused()
        private = service.ask_coordinators(cast.bo, talk.space, title="T", body="B", now=now).id
        with pytest.raises(RuleBroken, match="asked by name"):
            service.reply(cast.bo, private, body="B", now=now, unnamed=True)
        service.seat_guest(cast.hana, talk.thread, email=cast.cy.email, until=now + timedelta(days=2), now=now)
        with pytest.raises(RuleBroken, match="writes by name"):
            service.reply(cast.cy, talk.thread, body="B", now=now, unnamed=True)


def test_abuse_26_no_page_or_file_of_others_holds_the_name_or_a_number_of_whose_it_is(app, cast, talk, client_for, now):
    for person in (cast.mina, cast.ada, cast.gil):
        peer = client_for(person)
        page = peer.get(f"/threads/{talk.thread}").text
        assert page.count("With my name.") == 1
        for text in (*_posts(page, talk.unnamed), *_outlets(peer, talk)):
            assert NAME not in text
            assert f'"{cast.bo.id}"' not in text
            assert "A member" in text
        assert all("<time" not in post and "/questions" not in post for post in _posts(page, talk.unnamed))
        history = peer.get(f"/posts/{talk.unnamed[0]}/history").text
        assert "A member wrote this" in history
        assert NAME not in history
        assert "<time" not in "".join(_posts(peer.get(f"/threads/{talk.thread}/arrivals?after=1").text, talk.unnamed))
    own_page = client_for(cast.bo).get(f"/threads/{talk.thread}").text
    assert all("you, without your name" in post and "/edit" in post for post in _posts(own_page, talk.unnamed))
    told = client_for(cast.hana).get(f"/threads/{talk.thread}").text
    assert all(f"{NAME}; only those who coordinate see this" in post for post in _posts(told, talk.unnamed))


def _posts(page: str, numbers: Iterable[int]) -> list[str]:
    found = [re.search(rf'<li class="post" id="post-{each}">.*?</li>', page, re.DOTALL) for each in numbers]
    return [each.group() for each in found if each] or ["A member"]


def _outlets(peer: FlaskClient, talk: SimpleNamespace) -> list[str]:
    """Where all that is shown of Bo was written without his name."""
    files = [peer.get(f"/threads/{talk.begun}/{each}").text for each in ("document", "document.md")]
    listed = re.search(
        rf'<li class="talk">(?:(?!</li>).)*A {WORD}.*?</li>', peer.get(f"/spaces/{talk.space}").text, re.DOTALL
    )
    assert listed
    return [peer.get(f"/threads/{talk.begun}").text, *files, listed.group()]


def test_search_finds_the_words_and_nobody(app, cast, talk, now):
    with app.app_context():
        for viewer in (cast.mina, cast.hana, cast.bo):
            found = found_by(viewer, Asked(words=(WORD,)), now=now, on=now.date()).found
            assert len(found) == 3
            assert {each.who for each in found} == {("", None)}
            by_bo = Asked(words=(WORD,), person_id=cast.bo.id)
            assert not found_by(viewer, by_bo, now=now, on=now.date()).found
        named = Asked(words=("name",), person_id=cast.bo.id)
        assert len(found_by(cast.mina, named, now=now, on=now.date()).found) == 1


def test_a_quotation_names_nobody_whatever_was_typed_and_however_they_are_called_later(app, cast, talk, now):
    with app.app_context():
        words = rules.quoted("marzipan", name=NAME, thread_id=talk.thread, page=1, post_id=talk.unnamed[0])
        answer = service.reply(cast.hana, talk.thread, body=f"{words}Yes.", now=now)
        assert answer.source.startswith(f"> [{rules.NOBODY}](")
        rename(cast.bo, "Bo again")
        found = queries.quotable(talk.thread, talk.unnamed[0])
        assert found is not None
        assert found[1] is None
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))
        assert db.session.get_one(Post, answer.id).source.startswith(f"> [{rules.NOBODY}](")
        shown = queries.posts_and_voices_of(talk.thread, page=1, tells_all=True).posts
        assert [each.unnamed for each in shown] == [False, False, True, True, False]


def test_nobody_is_told_of_a_voice_that_is_only_theirs_without_a_name(app, cast, talk, now):
    with app.app_context():
        voices = queries.posts_and_voices_of(talk.thread, page=1).voices
        assert voices.people == 2
        assert voices.most == {cast.mina.id: 1, cast.bo.id: 1}
        assert list(voices.latest) == [cast.mina.id, cast.bo.id, 0, 0]


def test_it_stands_in_no_window_and_nobody_is_asked_privately_about_it(app, cast, talk, now):
    with app.app_context():
        public = a_community(cast, preset="open", now=now)
        use_unnamed(public)
        space = a_space(public, by=cast.hana, preset="open", now=now)
        begun = service.start(cast.bo, space, title="T", body="B", now=now, unnamed=True).id
        first = queries.posts_of(begun, page=1)[0].id
        with pytest.raises(RuleBroken, match="by its writer's name"):
            service.propose(cast.bo, first, now=now)
        assert not queries.window_of(cast.bo, public)
        with pytest.raises(RuleBroken, match="Nobody is left"):
            service.ask_author(cast.mina, first, title="T", body="B", now=now)


def test_a_list_does_not_tell_the_hour_at_which_an_answer_without_a_name_came(cast, talk, client_for, clock):
    with_name = client_for(cast.mina)
    hour = clock.forward(hours=3, minutes=17).strftime("%H:%M")
    assert with_name.post(f"/threads/{talk.thread}/posts", data={"body": "Hm.", "unnamed": "yes"}).status_code == 303
    for path in (f"/spaces/{talk.space}", f"/communities/{talk.community}", "/search?q=marzipan"):
        assert hour not in client_for(cast.ada).get(path).text


def test_a_document_says_who_made_it_and_a_picture_does_not(app, cast, talk, client_for, now):
    bo, path = cast.bo, f"/threads/{talk.thread}/posts"
    with app.app_context():
        for refused in (
            lambda: service.reply(bo, talk.thread, body="B", files=[a_document()], now=now, unnamed=True),
            lambda: service.start(bo, talk.space, title="T", body="B", files=[a_document()], now=now, unnamed=True),
        ):
            with pytest.raises(RuleBroken, match="who made it"):
                refused()
        with pytest.raises(RuleBroken, match="cannot be taken here"):
            hang_more(bo, f"post:{talk.unnamed[0]}", uploads=[a_document()], now=now)
        assert not db.session.scalars(select(File.id)).all()
        service.reply(bo, talk.thread, body="B", files=[a_picture()], now=now, unnamed=True)
        hang_more(bo, f"post:{talk.unnamed[0]}", uploads=[a_picture()], now=now)
        service.reply(bo, talk.thread, body="B", files=[a_document()], now=now)
    sent = {"body": "All that I typed.", "unnamed": "yes", "files": (BytesIO(b"%PDF-1.4"), "by Bo.pdf")}
    answer = client_for(bo).post(path, data=sent)
    assert (answer.status_code, "All that I typed." in answer.text, "who made it" in answer.text) == (422, True, True)


def test_it_is_not_taken_further_by_name(app, cast, talk):
    with app.app_context(), pytest.raises(NotVisible):
        piece_for(cast.bo, f"post:{talk.unnamed[0]}")


def test_whoever_reports_it_does_not_learn_from_a_list_who_is_left_out(app, cast, talk, client_for, now):
    with app.app_context():
        of_ada = service.reply(cast.ada, talk.thread, body="Mine.", now=now, unnamed=True).id
        report = care.report(cast.mina, Which("post", of_ada), why="else", words="W.", now=now).id
    assert "Ada" in client_for(cast.mina).get(f"/reports/{report}").text


def test_it_is_in_ones_own_data_and_what_goes_goes(app, cast, talk, now):
    with app.app_context():
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}
        assert sorted(row["unnamed"] for row in told["posts"]) == [False, True, True, True]
        communities.leave(cast.bo, talk.community, now=now)
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=False))
        assert db.session.get(Thread, talk.begun) is None
        assert {each.html for each in queries.posts_of(talk.thread, page=1)[1:]} == {""}


def test_a_page_offers_it_and_says_who_sees_what(cast, talk, client_for: ClientFor):
    mina = client_for(cast.mina)
    assert "Those who coordinate the community see that it is you." in mina.get(f"/threads/{talk.thread}").text
    sent = mina.post(f"/threads/{talk.thread}/posts", data={"body": "Hm.", "unnamed": "yes"})
    assert sent.status_code == 303
    page = client_for(cast.ada).get(f"/threads/{talk.thread}").text
    [post] = _posts(page, [int(sent.headers["Location"].rpartition("-")[2])])
    assert "A member" in post
    assert "Mina" not in post
    begun = mina.post(f"/spaces/{talk.space}/threads/new", data={"title": "T", "body": "B", "unnamed": "yes"})
    assert "Mina" not in client_for(cast.ada).get(begun.headers["Location"]).text
