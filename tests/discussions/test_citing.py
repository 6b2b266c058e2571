"""What is claimed already is offered to whoever writes, out of nothing but what all who will read them may read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core.database import db, transaction
from cop.core.limits import Buckets
from cop.discussions import queries, service
from cop.discussions.models import Post, Thread
from cop.discussions.queries.citing import KNOWN, known_in_space, known_to, pages_of
from cop.discussions.rules import POSTS_ON_A_PAGE, Claim
from cop.discussions.rules.citing import LONGEST_ASKED, MOST_OFFERED, fitting
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed

ClientFor = Callable[[User], FlaskClient]
SINGING = "Singing at dusk settles people."
HOSTILE = '"><script>hostile()</script> dusk'
Talk = SimpleNamespace


def says(claim: str) -> str:
    return claim


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> Talk:
    """Two conversations of one space, and what Bo claims in the first."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        began = service.start(
            cast.bo, space, title="Who sings?", body="We do.", claim=Claim(("lived", "local"), SINGING), now=now
        )
        other = a_thread(cast.mina, space, now=now, title="And who sleeps?")
        first = queries.posts_of(began.id, page=1)[0].id
        return Talk(community=community, space=space, began=began.id, other=other, first=first)


def known(viewer: User, thread_id: int, **more: int) -> list[str]:
    return [each.claim.known for each in known_to(viewer, queries.thread_for(viewer, thread_id), **more)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Singing settles", [SINGING]),
        ("people who sing at DUSK", [SINGING, "Dusk is when people fall."]),
        ("dusk", ["Dusk is when people fall.", SINGING]),
        ("dü", []), ("at is", []), ("", []), ("?!", []), ("nothing alike anywhere", []),
        ("Menschen mögen Mögliches", ["Möglich ist, was Menschen mogen."]),
        ("settles in the ward", []),
    ],
)  # fmt: skip
def test_what_is_offered_shares_words_with_what_is_typed(typed, offered):
    claims = ["Dusk is when people fall.", SINGING, "Möglich ist, was Menschen mogen.", ""]

    assert list(fitting(claims, typed, says=says)) == offered


def test_a_word_that_all_claims_have_says_least():
    claims = [*(f"Dusk people {each}." for each in range(20)), "Dusk lanterns."]

    offered = fitting(claims, "dusk people lanterns", says=says)

    assert offered[0] == "Dusk lanterns."
    assert offered[1] == "Dusk people 0."
    assert len(offered) == MOST_OFFERED


@given(st.text(max_size=2 * LONGEST_ASKED), st.lists(st.text(max_size=300), max_size=12))
def test_whatever_is_typed(typed, claims):
    assert set(fitting(claims, typed, says=says)) <= set(claims)


def test_it_is_known_in_its_place_and_in_no_other(app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime) -> None:
    with app.app_context():
        elsewhere = a_thread(
            cast.bo, a_space(talk.community, by=cast.hana, name="Days", preset="restricted", now=now), now=now
        )

        assert [known(cast.mina, each) for each in (talk.began, talk.other, elsewhere)] == [[SINGING], [SINGING], []]
        assert known(cast.bo, talk.began, but=talk.first) == []
        space = queries.thread_for(cast.mina, talk.other).space
        (found,) = known_in_space(cast.mina, space)
        assert (found.author, found.title, found.claim.kinds) == (cast.bo.name, "Who sings?", ("lived", "local"))


def test_what_fewer_people_read_than_will_read_this_is_not_offered(
    app: Flask, cast: SimpleNamespace, talk: Talk
) -> None:
    with app.app_context():
        with transaction() as tx:
            tx.session.get_one(Thread, talk.began).bound = 3
        assert [known(cast.bo, each) for each in (talk.began, talk.other)] == [[SINGING], []]
        for there, here, offered in ((2, 2, [SINGING]), (2, 1, []), (1, 1, [SINGING]), (0, 2, [SINGING]), (1, 0, [])):
            with transaction() as tx:
                tx.session.get_one(Community, talk.community).read = tx.session.get_one(Space, talk.space).read = 0
                tx.session.get_one(Thread, talk.began).bound = there
                tx.session.get_one(Thread, talk.other).bound = here
            assert known(cast.bo, talk.other) == offered


def test_a_guest_is_offered_what_their_one_conversation_claims(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    with app.app_context():
        for each in (talk.began, talk.other):
            service.seat_guest(cast.hana, each, email=cast.cy.email, until=now + timedelta(days=2), now=now)

        assert [known(cast.cy, each) for each in (talk.began, talk.other)] == [[SINGING], []]


def test_what_was_asked_privately_stays_there(app: Flask, cast: SimpleNamespace, talk: Talk) -> None:
    with app.app_context():
        with transaction() as tx:
            thread = tx.session.get_one(Thread, talk.began)
            thread.privately, thread.asked_id = True, cast.mina.id

        assert [known(cast.bo, each) for each in (talk.began, talk.other)] == [[SINGING], []]
        assert known(cast.hana, talk.other) == []


def test_no_name_stands_beside_words_without_one(app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        rests = Claim(("policy",), "We are told to.")
        service.reply(cast.bo, talk.began, body="No.", claim=rests, unnamed=True, now=now)

        told = {
            each.claim.known: each.author for each in known_to(cast.hana, queries.thread_for(cast.hana, talk.other))
        }

    assert told == {SINGING: cast.bo.name, "We are told to.": None}


def test_what_is_hidden_or_taken_back_is_not_offered(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    with app.app_context():
        service.hide(cast.hana, talk.first, now=now)
        assert known(cast.mina, talk.other) == []
        service.release(cast.hana, talk.first)
        assert known(cast.mina, talk.other) == [SINGING]
        with transaction() as tx:
            post = tx.session.get_one(Post, talk.first)
            post.source = post.html = ""
        assert known(cast.mina, talk.other) == []


def test_a_link_leads_to_the_page_of_its_post(app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime) -> None:
    with app.app_context():
        for _ in range(POSTS_ON_A_PAGE):
            last = service.reply(cast.mina, talk.began, body="Yes.", now=now).id

        assert pages_of([talk.first, last]) == {talk.first: 1, last: 2}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_whoever_writes_is_offered_a_link_that_holds_nobodys_words(app, client_for: ClientFor, cast, talk, now):
    with app.app_context():
        service.reply(cast.bo, talk.began, body="So.", claim=Claim(("research",), HOSTILE), now=now)
    mina = client_for(cast.mina)

    offered = mina.get(f"/claims/at/thread:{talk.other}?q=singing+dusk").text
    hostile = mina.get(f"/claims/at/space:{talk.space}:new", query_string={"q": HOSTILE}).text

    link = f"(/threads/{talk.began}?page=1#post-{talk.first})"
    assert f'data-cite="We know from [Lived experience, Local data & organisation]{link}."' in offered
    assert offered.count('role="option"') == 1
    assert "1 claim from here fits." in offered
    assert "hostile()" in hostile
    assert "<script" not in hostile
    assert f'data-link="[Research](/threads/{talk.began}' in hostile
    assert mina.get(f"/claims/at/thread:{talk.other}?q=zebra").text.strip() == ""


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("who", "place", "status"),
    [
        ("bo", "post:{first}", 200), ("mina", "post:{first}", 403), ("gil", "thread:{began}", 403),
        ("cy", "thread:{began}", 404), ("cy", "space:{space}:new", 403), ("mina", "asking:{space}", 404),
        ("mina", "thread:", 404), ("mina", "thread:99999999999", 404), ("mina", "thread:1 OR 1", 404),
        ("mina", "space:{space}:new", 200), ("mina", "x", 404),
    ],
)  # fmt: skip
def test_only_whoever_writes_there_is_offered_anything(app, client_for: ClientFor, cast, talk, who, place, status):
    answer = client_for(getattr(cast, who)).get(f"/claims/at/{place.format(**vars(talk))}?q=singing+dusk")

    assert answer.status_code == status
    assert (SINGING in answer.text) == (status == 200 and not place.startswith("post"))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nobody_asks_without_end(app, client_for: ClientFor, cast, talk, monkeypatch):
    monkeypatch.setitem(app.extensions, "cop_citing", Buckets(per_second=0.001, burst=1))
    mina = client_for(cast.mina)

    asked = [mina.get(f"/claims/at/thread:{talk.other}?q=singing+dusk").status_code for _ in range(2)]

    assert asked == [200, 429]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_table_is_read_from_its_beginning(app, cast, talk):
    with app.app_context():
        told = communities.as_seen_by(cast.mina, space=talk.space, reads=2, thread=talk.other, but=0)
        compiled = KNOWN.params(told).compile(db.engine)
        asked = f"EXPLAIN QUERY PLAN {compiled}"
        plan = [row[3] for row in db.session.connection().exec_driver_sql(asked, dict(compiled.params))]

    assert [line for line in plan if line.startswith("SEARCH post USING INDEX ix_post_thread_id_author_id")]
    assert [line for line in plan if line.startswith("SEARCH thread USING INDEX ix_thread_space_id_last_post_at")]
    assert not [line for line in plan if line.startswith(("SCAN post", "SCAN thread"))]
