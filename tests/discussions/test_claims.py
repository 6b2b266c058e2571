"""What a post rests on: six kinds side by side, and what is claimed by them; it goes where its post goes."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import RuleBroken
from cop.discussions import queries, rules, service
from cop.discussions.models import Post
from cop.discussions.rules import Claim
from cop.discussions.views import CHAPTERS
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space

ClientFor = Callable[[User], FlaskClient]
KNOWN, HOW = "Singing at dusk settles people.", "Eleven evenings on one ward."
CLAIM = Claim(("lived", "local"), KNOWN, HOW)
FIELDS = {"evidence": ["local", "lived"], "known": KNOWN, "how": HOW}


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, clock: TestClock) -> SimpleNamespace:
    """Bo began an hour ago, with a claim, and Mina has answered him."""
    with app.app_context():
        then = clock.now - timedelta(hours=1)
        community = a_community(cast, now=then)
        space = a_space(community, by=cast.hana, preset="restricted", now=then)
        began = service.start(cast.bo, space, title="Who sings?", body="We do.", claim=CLAIM, now=then)
        service.reply(cast.mina, began.id, body="Ours sleep.", now=then)
        first = queries.posts_of(began.id, page=1)[0].id
        return SimpleNamespace(thread=began.id, first=first, space=space, community=community, then=then)


@pytest.mark.parametrize(
    ("kinds", "lines", "claim"),
    [
        ([], ["", "", "", ""], rules.NO_CLAIM),
        (["policy", "lived", "policy", "gossip"], ["", " ", "", ""], Claim(("lived", "policy"))),
        (["local", "lived"], [f"  {KNOWN}\r\n", HOW, "", ""], CLAIM),
        (["research"], ["a", "", "", "d" * 300], Claim(("research",), "a", "", "", "d" * 300)),
    ],
)
def test_what_is_kept_of_a_claim_is_what_was_given(kinds, lines, claim):
    given = rules.check_claim(kinds, lines)

    assert given == claim
    assert rules.claim_in(given.evidence, given.words) == claim


@pytest.mark.parametrize(
    ("kinds", "lines", "says"),
    [
        (["lived"], ["", "", "", "Nothing."], "Say in a line what we know"),
        ([], [KNOWN, "", "", ""], "Choose what you speak from"),
        (["lived"], ["a", "b" * 301, "", ""], "at most 300 characters"),
    ],
)
def test_half_a_claim_is_none(kinds, lines, says):
    with pytest.raises(RuleBroken, match=says):
        rules.check_claim(kinds, lines)


def test_whatever_is_kept_can_be_read():
    assert rules.claim_in("", "") == rules.NO_CLAIM
    assert rules.claim_in("<b> lived", "1\n2\n3\n4\n5\n6") == Claim(("lived",), "1", "2", "3", "4")
    assert [rules.with_claim("a", words) for words in ("", "b")] == ["a", "a\n\nb"]


def test_a_claim_changes_is_hidden_and_goes_with_its_post(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        assert queries.posts_of(talk.thread, page=1)[0].claim == CLAIM
        service.edit(
            cast.bo, talk.first, body="We do.", claim=CLAIM._replace(doubt="If one sleeps worse."), now=clock.now
        )
        service.edit(cast.bo, talk.first, body="We all do.", now=clock.forward(minutes=1))
        shown = queries.posts_of(talk.thread, page=1)[0]
        assert (shown.claim.doubt, shown.edited_at) == ("If one sleeps worse.", clock.now)
        changes = queries.changes_of(queries.post_for(cast.gil, talk.first), page=1, inside=True).changes
        added = [[part.text.strip() for part in change.parts if part.kind == "added"] for change in changes]
        assert added == [["all"], ["If one sleeps worse."]]

        service.hide(cast.hana, talk.first, now=clock.now)
        assert queries.posts_of(talk.thread, page=1)[0].claim == rules.NO_CLAIM
        assert db.session.scalars(select(Post.claim).where(Post.id == talk.first)).one() == ""
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}["posts"]
        assert [(row["evidence"], row["claim"].split("\n")[0]) for row in told] == [("lived local", KNOWN)]
        service.release(cast.hana, talk.first)
        assert queries.posts_of(talk.thread, page=1)[0].claim.doubt == "If one sleeps worse."


@pytest.mark.parametrize("keeps_words", [True, False])
def test_it_stays_or_goes_with_the_words_of_whoever_goes(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, keeps_words: bool
) -> None:
    with app.app_context():
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))

        shown, kept = queries.posts_of(talk.thread, page=1)[0], db.session.get_one(Post, talk.first)
        assert shown.claim == (CLAIM if keeps_words else rules.NO_CLAIM)
        assert (kept.evidence, kept.claim) == (("lived local", CLAIM.words) if keeps_words else ("", ""))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_half_a_claim_comes_back_with_what_was_typed(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    mina, here = client_for(cast.mina), f"/threads/{talk.thread}"
    refused = mina.post(f"{here}/posts", data={"body": "Ours too.", "known": "A <b>claim</b>."})
    assert refused.status_code == 422
    assert "Choose what you speak from" in refused.text
    assert " open>" in refused.text.partition('<details class="claiming"')[2][:50].replace("\n", " ")
    assert "A &lt;b&gt;claim&lt;/b&gt;.</textarea>" in refused.text
    too_long = mina.post(f"{here}/posts", data={"body": "Ours.", "evidence": "lived", "known": "a" * 301})
    assert 'id="known-error"' in too_long.text
    assert mina.post(f"{here}/posts", data={"body": "x", "evidence": "gossip"}).status_code == 422


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_it_stands_on_the_page_in_the_document_and_in_what_a_community_leaves(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    mina, here = client_for(cast.mina), f"/threads/{talk.thread}"
    assert (
        mina.post(f"{here}/posts", data={"body": "Ours.", "evidence": "policy", "known": "A <b>."}).status_code == 303
    )
    page = mina.get(here).text
    assert [page.count(f"</svg>{name}</span>") for name in ("Policy & guidance", "Research")] == [2, 1]
    assert page.index(KNOWN) < page.index("A &lt;b&gt;.")
    html, text = mina.get(f"{here}/document").text, mina.get(f"{here}/document.md").text
    assert "A &lt;b&gt;." in html
    assert "*What do we know?* A \\<b\\>." in text
    assert "Lived experience, Local data & organisation" in text
    with app.test_request_context():
        [first, *_, last] = CHAPTERS[0].pieces(cast.gil, talk.community)
        assert first.source == f"We do.\n\n{KNOWN}\n{HOW}"
        assert "A &lt;b&gt;." in last.html
    begun = client_for(cast.bo).post(
        f"/spaces/{talk.space}/threads/new", data={"title": "And?", "body": "So.", **FIELDS}
    )
    assert KNOWN in client_for(cast.bo).get(begun.location).text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_whoever_wrote_it_adds_it_later_and_takes_it_back(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    bo, here = client_for(cast.bo), f"/posts/{talk.first}/edit"
    form = bo.get(here).text
    assert 'value="lived" checked' in form
    assert f"{HOW}</textarea>" in form
    assert bo.post(here, data={"body": "We do."}).status_code == 303
    assert KNOWN not in bo.get(f"/threads/{talk.thread}").text
    assert bo.post(here, data={"body": "We do.", "evidence": "practice"}).status_code == 303
    page = bo.get(f"/threads/{talk.thread}").text
    assert page.count('<p class="kinds">') == 1
    assert 'class="claim__lines"' not in page
