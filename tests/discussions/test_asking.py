"""What is asked privately is read by whoever asks, whoever is asked and those who coordinate, and never by more."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import service as communities
from cop.communities.rules import SUPPOSED, Read
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.jobs import still_permitted
from cop.core.models import Job
from cop.discussions import policy, queries, rules, service
from cop.discussions.models import Post, Thread
from cop.discussions.queries.hearing import people_in
from cop.moderation import queries as care
from cop.moderation.rules import Which
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.search.queries.found import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
WORD = "marzipan"


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo has begun a conversation, and Mina asks him something about it; a second one asks those who coordinate."""
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)
        thread = a_thread(cast.bo, space, now=now)
        first = queries.posts_of(thread, page=1)[0].id
        of_bo = service.ask_author(cast.mina, first, title=f"Of {WORD}", body=f"Is it {WORD}?", now=now).id
        of_them = service.ask_coordinators(cast.mina, space, title=WORD, body=WORD, now=now).id
        return SimpleNamespace(community=community, space=space, first=first, of_bo=of_bo, of_them=of_them)


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("> [Bo](/threads/1?page=1#post-1):\n>\n> Yes.\nlazily\n\nMine.\n\n- > his\n\n- mine", "Mine.\n\n- mine"),
        ("Mine > his\n\n  > his", "Mine > his"),
        ("1. > his\nlazily\n\n\nMine", "Mine"),
    ],
)
def test_ones_own_words_hold_no_quotation(source, own):
    assert rules.own_words(source).replace("\n\n\n", "\n\n") == own


@pytest.mark.parametrize(("is_own", "is_there", "sentence"), [(True, True, "own words"), (False, False, "Nobody is")])
def test_there_has_to_be_somebody_else_to_ask(is_own, is_there, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_askable(is_own=is_own, is_there=is_there)
    rules.check_askable(is_own=False, is_there=True)


def test_the_few_read_it_and_nobody_else_learns_of_it_anywhere(app, cast, talk, now):
    readers = {talk.of_bo: {"mina", "bo", "hana"}, talk.of_them: {"mina", "hana"}}
    with app.app_context():
        for thread_id, few in readers.items():
            there = db.session.get_one(Thread, thread_id)
            assert set(_names(cast, people_in(thread_id, now=now))) == few
            for name in ("ada", "bo", "mina", "gil", "hana", "cy", "eli", "dee"):
                assert _reads(getattr(cast, name), thread_id, now=now) == ([True] * 6 if name in few else [False] * 6)
            assert there.bound == Read.NEARBY, "nobody from outside reads it, were everything else forgotten"
        for seen_as in SUPPOSED.values():
            assert not {talk.of_bo, talk.of_them} & {each.id for each in queries.threads_visible_to(seen_as)}
        for name, found in (("mina", 4), ("hana", 4), ("bo", 2), ("ada", 0), ("gil", 0), ("cy", 0)):
            seen = found_by(getattr(cast, name), Asked(words=(WORD,)), now=now, on=now.date()).found
            assert len(seen) == found, name


def _names(cast: SimpleNamespace, ids: list[int]) -> Iterator[str]:
    return (name for name, person in vars(cast).items() if person and person.id in ids)


def _reads(viewer: User, thread_id: int, *, now: datetime) -> list[bool]:
    """By every way there is to it: the list, the doors, the predicate behind one, and the archive."""
    listed = [each.id for each in queries.threads_visible_to(viewer, most=50)]
    post_id = db.session.scalars(select(Post.id).where(Post.thread_id == thread_id)).first() or 0
    doors: list[Callable[[], object]] = [
        lambda: queries.thread_for(viewer, thread_id),
        lambda: queries.conversation_for(viewer, thread_id, on=now.date()),
        lambda: queries.post_for(viewer, post_id),
        lambda: care.item_for(viewer, Which("post", post_id)),
    ]
    opened = [_opens(door) for door in doors]
    allowed = opened[0] and policy.can_read(viewer, queries.thread_for(viewer, thread_id))
    return [thread_id in listed, *opened, allowed]


def _opens(door: Callable[[], object]) -> bool:
    try:
        door()
    except NotVisible:
        return False
    return True


def test_it_follows_the_role_and_the_membership_of_the_moment(app, cast, talk, now):
    with app.app_context():
        communities.give_role(cast.hana, talk.community, person_id=cast.ada.id, role="coordinator")
        assert queries.thread_for(cast.ada, talk.of_bo).id == talk.of_bo
        communities.give_role(cast.hana, talk.community, person_id=cast.ada.id, role="core")
        with pytest.raises(NotVisible):
            queries.thread_for(cast.ada, talk.of_bo)
        communities.leave(cast.mina, talk.community, now=now)
        with pytest.raises(NotVisible):
            queries.thread_for(cast.mina, talk.of_bo)
        assert cast.mina.id not in people_in(talk.of_bo, now=now)
        assert not care.moderators_of(care.item_for(cast.bo, Which("post", _first(talk.of_bo))), but=cast.hana.id)


def _first(thread_id: int) -> int:
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id).order_by(Post.id)).first() or 0


def test_it_is_never_opened_to_more_people(app, cast, talk, now):
    with app.app_context():
        own_post = _first(talk.of_bo)
        with pytest.raises(NotAllowed):
            service.open_wider(cast.mina, own_post)
        assert queries.held_back(cast.mina, talk.community) == []
        with pytest.raises(NotAllowed):
            service.seat_guest(cast.hana, talk.of_bo, email=cast.cy.email, until=now + timedelta(days=3), now=now)
        with pytest.raises(RuleBroken, match="never shown"):
            service.propose(cast.mina, own_post, now=now)
        assert own_post not in {each.id for each in queries.window_of(cast.mina, talk.community)}
        service.reply(cast.bo, talk.of_bo, body="It is.", now=now)
        assert {each.bound for each in db.session.scalars(select(Post).where(Post.thread_id == talk.of_bo))} == {
            Read.NEARBY
        }


def test_whom_one_can_ask(app, cast, talk, now):
    asked = {"title": "T", "body": "B", "now": now}
    with app.app_context():
        with pytest.raises(RuleBroken, match="own words"):
            service.ask_author(cast.bo, talk.first, **asked)
        for person in (cast.gil, cast.cy):
            with pytest.raises(NotAllowed):
                service.ask_author(person, talk.first, **asked)
            with pytest.raises(NotAllowed):
                service.ask_coordinators(person, talk.space, **asked)
        with pytest.raises(RuleBroken, match="Nobody else who coordinates"):
            service.ask_coordinators(cast.hana, talk.space, **asked)
        sealed = a_space(a_community(cast, preset="open", now=now), by=cast.hana, preset="private", now=now)
        with pytest.raises(NotVisible):
            service.ask_coordinators(cast.cy, sealed, **asked)
        communities.leave(cast.bo, talk.community, now=now)
        with pytest.raises(RuleBroken, match="does not read here"):
            service.ask_author(cast.mina, talk.first, **asked)
        assert not db.session.scalar(select(Thread.id).where(Thread.title == "T")), "what is refused is not kept"


def test_a_letter_says_nothing_and_goes_to_those_alone_who_read_it_then(app, cast, talk, now):
    with app.app_context():
        letters = [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
        asked = [each for each in letters if each["template"] == "discussions/mail/asked.txt"]
        assert sorted(each["to"] for each in asked) == sorted([cast.bo.email, cast.hana.email, cast.hana.email])
        assert WORD not in str(asked)
        assert still_permitted(service.READING, cast.bo.id, thing_id=talk.of_bo)
        communities.leave(cast.bo, talk.community, now=now)
        assert not still_permitted(service.READING, cast.bo.id, thing_id=talk.of_bo)


def test_it_goes_with_whoever_asked_and_stands_in_their_own_data(app, cast, talk, now):
    with app.app_context():
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}
        assert [row["space"] for row in told["asked"]] == ["Nights"]
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))
        there = db.session.get_one(Thread, talk.of_bo)
        assert there.asked_id is None
        assert queries.parties_of(talk.of_bo) == ("Mina", False, None)
        assert _reads(cast.hana, talk.of_bo, now=now) == [True] * 6


def test_the_pages_say_who_reads_it_and_lead_on_with_ones_own_words(cast, talk, client_for: ClientFor):
    mina, bo = client_for(cast.mina), client_for(cast.bo)
    page = mina.get(f"/threads/{talk.of_bo}").text
    assert "Asked privately: read by Mina, Bo and those who coordinate the community." in page
    assert f"/spaces/{talk.space}/threads/new?words=" in page
    assert "index" not in mina.get(f"/threads/{talk.of_bo}").headers.get("X-Robots-Tag", "noindex").replace(
        "noindex", ""
    )
    assert "Ask privately" in mina.get(f"/posts/{talk.first}/questions").text
    refused = mina.post(f"/posts/{talk.first}/questions", data={"title": "", "body": "Kept here."})
    assert refused.status_code == 422
    assert "Kept here." in refused.text
    with mina.application.app_context():
        own_post = _first(talk.of_bo)
    assert f"Is it {WORD}?" in mina.get(f"/spaces/{talk.space}/threads/new?words={own_post}").text
    assert WORD not in bo.get(f"/spaces/{talk.space}/threads/new?words={own_post}").text
    assert client_for(cast.ada).get(f"/spaces/{talk.space}/threads/new?words={own_post}").status_code == 404
    assert "Asked privately." in mina.get(f"/spaces/{talk.space}").text
    assert WORD not in client_for(cast.ada).get(f"/communities/{talk.community}").text
