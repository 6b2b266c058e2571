"""A short answer to a post, by name, in one press, and taken back by the same."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from cop.communities.models import Community, CommunityMembership
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries, rules, service
from cop.discussions.models import PostNod
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.service import change_profile
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.people import a_user
from tests.handed import by_flask

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo has begun a conversation, and Mina has answered."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        service.reply(cast.mina, thread, body="I do.", now=now)
        first, second = (each.id for each in queries.posts_of(thread, page=1))
        return SimpleNamespace(community=community, thread=thread, first=first, second=second)


def test_kinds_have_one_order_and_whoever_said_it_first_stands_first():
    said = rules.nods_in("12 thanks Mina\n3 tried Bo Two\n9 thanks Gil\n5 thanks Ada")

    assert list(said.items()) == [("thanks", ["Ada", "Gil", "Mina"]), ("tried", ["Bo Two"])]
    assert rules.nods_in(None) == {}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: rules.check_nod("like"), "Choose one"),
        (lambda: rules.check_noddable(is_own=True, is_removed=False), "your own words"),
        (lambda: rules.check_noddable(is_own=False, is_removed=True), "were removed"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_sentence(rule, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rule()
    rules.check_noddable(is_own=False, is_removed=False)


def test_who_may_say_it_and_to_whom(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now) -> None:
    with app.app_context():
        for person, kind in ((cast.gil, "thanks"), (cast.mina, "thanks"), (cast.hana, "tried"), (cast.hana, "thanks")):
            service.nod(person, talk.first, kind=kind, now=now)
        service.nod(cast.hana, talk.first, kind="thanks", now=now)
        assert _said(talk) == {"thanks": ["Gil", "Mina"], "tried": ["Hana"]}
        with pytest.raises(RuleBroken, match="your own"):
            service.nod(cast.bo, talk.first, kind="thanks", now=now)
        for person in (cast.cy, cast.eli, cast.dee):
            with pytest.raises(NotVisible):
                service.nod(person, talk.first, kind="thanks", now=now)

        everywhere = a_space(a_community(cast, preset="open", now=now), by=cast.hana, preset="open", now=now)
        public = queries.posts_of(a_thread(cast.bo, everywhere, now=now), page=1)[0].id
        with pytest.raises(NotAllowed, match="Members of this community"):
            service.nod(cast.cy, public, kind="thanks", now=now)


@pytest.mark.parametrize(("keeps_words", "left"), [(True, ["Gil"]), (False, None)])
def test_they_go_with_whoever_said_them_and_with_the_words(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now, keeps_words: bool, left: list[str] | None
) -> None:
    with app.app_context():
        for person in (cast.gil, cast.bo):
            service.nod(person, talk.second, kind="same", now=now)
        for person in (cast.gil, cast.mina):
            service.nod(person, talk.first, kind="same", now=now)
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}["nods"]
        assert [each["said"] for each in told] == ["same"]
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))

        assert _said(talk, number=1) == {"same": ["Gil"]}
        assert _said(talk).get("same") == (["Gil", "Mina"] if keeps_words else left)
        if not keeps_words:
            with pytest.raises(RuleBroken, match="removed"):
                service.nod(cast.mina, talk.first, kind="same", now=now)
        assert cast.bo.id not in db.session.scalars(select(PostNod.user_id)).all()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_press_leads_back_to_the_post_and_a_page_kept_for_all_shows_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    gil, bo, path = client_for(cast.gil), client_for(cast.bo), f"/threads/{talk.thread}"
    assert "Thank you</b>" not in bo.get(path).text
    pressed = [gil.post(f"/posts/{talk.first}/nods", data={"kind": "thanks", "key": "k"}) for _ in range(2)]

    assert {each.location for each in pressed} == {f"{path}?page=1#post-{talk.first}"}
    page = bo.get(path).text
    assert "<b>Thank you</b> Gil" in page
    assert f'formaction="/posts/{talk.second}/nods"' in page
    assert f'formaction="/posts/{talk.first}/nods"' not in page
    with app.app_context():
        change_profile(cast.gil, name="Gil Anew", pronouns="", about="", time_zone="Europe/London")
    assert "<b>Thank you</b> Gil Anew" in bo.get(path).text
    gil.post(f"/posts/{talk.first}/nods", data={"kind": "thanks", "key": "another"})
    assert "<b>Thank you</b>" not in bo.get(path).text
    assert gil.post(f"/posts/{talk.first}/nods", data={"kind": "like"}).status_code == 422


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_many_names_are_one_line_and_no_statement_more(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now
) -> None:
    with app.app_context():
        people = [_member(talk.community, number, now) for number in range(14)]
        for person in people:
            service.nod(person, talk.first, kind="question", now=now)
        engine = db.engine
    bo, asked = client_for(cast.bo), list[str]()
    event.listen(engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))
    page = by_flask(bo, f"/threads/{talk.thread}").text
    event.remove(engine, "before_cursor_execute", note)

    assert "Person 11 and 2 more" in page
    assert len([each for each in asked if each.startswith(("SELECT", "WITH"))]) == 3


def test_nothing_is_said_in_an_archive(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now) -> None:
    with app.app_context(), transaction() as tx:
        tx.session.get_one(Community, talk.community).closed_at = now
    with app.app_context(), pytest.raises(NotAllowed):
        service.nod(cast.gil, talk.first, kind="thanks", now=now)


def _member(community_id: int, number: int, now: datetime) -> User:
    person = a_user(f"Person {number}", now=now)
    with transaction() as tx:
        tx.session.add(CommunityMembership(community_id=community_id, user_id=person.id, role="observer", since=now))
    return person


def _said(talk: SimpleNamespace, *, number: int = 0) -> dict[str, list[str]]:
    return {kind: list(names) for kind, names in queries.posts_of(talk.thread, page=1)[number].nods.items()}
