"""What a post said before it was changed: for whoever reads it now, and no longer than its writer stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import service as communities
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotVisible
from cop.discussions import queries, rules, service
from cop.discussions.listeners import forget_old
from cop.discussions.models import EarlierWording
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.service import change_profile
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
FIRST, SECOND = "We sang\nat night.", "We sang\nat noon, twice."


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, clock: TestClock) -> SimpleNamespace:
    """Bo's words of an hour ago, which Mina has answered with a quotation."""
    with app.app_context():
        then = clock.now - timedelta(hours=1)
        community = a_community(cast, now=then)
        space = a_space(community, by=cast.hana, preset="restricted", now=then)
        thread = a_thread(cast.bo, space, now=then, body=FIRST)
        first = queries.posts_of(thread, page=1)[0].id
        body = rules.quoted(FIRST, name="Bo", thread_id=thread, page=1, post_id=first) + "Ours sleep."
        answer = service.reply(cast.mina, thread, body=body, now=then).id
        return SimpleNamespace(community=community, space=space, thread=thread, first=first, answer=answer, then=then)


def _told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in rules.changed_between(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            FIRST, SECOND,
            [("same", "We sang\nat "), ("removed", "night"), ("added", "noon, twice"), ("same", ".")],
        ),
        ("One two three", "One three", [("same", "One "), ("removed", "two "), ("same", "three")]),
        ("One", "One two", [("same", "One"), ("added", " two")]),
        ("a b c d", "x b y d", [
            ("removed", "a"), ("added", "x"), ("same", " b "), ("removed", "c"), ("added", "y"), ("same", " d"),
        ]),
        ("the same", "the same", [("same", "the same")]),
    ],
)  # fmt: skip
def test_what_is_gone_stands_before_what_has_come_in_its_place(before, after, told):
    assert _told(before, after) == told


def test_of_two_texts_with_nothing_in_common_no_word_is_compared_with_every_other():
    before, after = "night " * 2_000, "noon, " * 2_000

    assert _told(before, after) == [("removed", before[:-1]), ("added", after[:-1]), ("same", " ")]


@pytest.mark.parametrize(
    ("after", "minutes", "leaves"), [(SECOND, 4, False), (SECOND, 5, True), (SECOND, 600, True), (FIRST, 600, False)]
)
def test_a_slip_that_is_mended_within_five_minutes_leaves_nothing(after, minutes, leaves):
    written_at = datetime(2026, 11, 26, 10, tzinfo=UTC)

    told = rules.leaves_wording(FIRST, after, written_at=written_at, now=written_at + timedelta(minutes=minutes))

    assert told is leaves


def test_what_a_post_said_is_kept_until_it_is_old(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        service.edit(cast.bo, talk.first, body="We sang\nat midnight.", now=talk.then + timedelta(minutes=4))
        assert _kept() == []
        assert queries.posts_of(talk.thread, page=1)[0].edited_at is None
        for body in (FIRST, FIRST, SECOND):
            service.edit(cast.bo, talk.first, body=body, now=clock.forward(minutes=1))

        found = queries.changes_of(queries.post_for(cast.gil, talk.first), page=1, inside=True)
        assert (found.author, found.more) == ("Bo", False)
        assert [each.at for each in found.changes] == [clock.now, clock.now - timedelta(minutes=2)]
        assert [part.text for part in found.changes[1].parts if part.kind != "same"] == ["midnight", "night"]
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}["earlier_wordings"]
        assert [each["text"] for each in told] == ["We sang\nat midnight.", FIRST]
        forget_old(now=clock.now + rules.KEPT_FOR - timedelta(minutes=1))
        assert _kept() == [FIRST]
        forget_old(now=clock.now + rules.KEPT_FOR + timedelta(minutes=1))
        assert _kept() == []


def test_many_changes_fill_more_than_one_page(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        for number in range(12):
            service.edit(cast.bo, talk.first, body=f"Number {number}.", now=clock.forward(minutes=1))
        post = queries.post_for(cast.mina, talk.first)
        first, second, third = (queries.changes_of(post, page=page, inside=True) for page in (1, 2, 3))

        assert [(len(each.changes), each.more) for each in (first, second, third)] == [
            (10, True),
            (2, False),
            (0, False),
        ]
        added = [
            part.text for change in (*first.changes, *second.changes) for part in change.parts if part.kind == "added"
        ]
        assert added == [*(str(number) for number in range(11, 0, -1)), "Number 0"]


@pytest.mark.parametrize("keeps_words", [True, False])
def test_it_goes_with_whoever_wrote_it_and_with_whomever_it_quotes(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock, keeps_words: bool
) -> None:
    with app.app_context():
        service.edit(cast.bo, talk.first, body=SECOND, now=clock.now)
        service.edit(cast.mina, talk.answer, body="Ours sleep.", now=clock.now)
        change_profile(cast.bo, name="Bodo", pronouns="", time_zone="Europe/London", about="")
        assert [("[Bodo]" in each, FIRST.split("\n", maxsplit=1)[0] in each) for each in _kept()] == [
            (False, True),
            (True, True),
        ]
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))

        (left,) = _kept()
        assert ("Bodo" in left, "[…]" in left, "We sang" in left, "Ours sleep." in left) == (
            False, True, keeps_words, True,
        )  # fmt: skip
        changes = queries.changes_of(queries.post_for(cast.gil, talk.first), page=1, inside=True)
        assert (changes.author, list(changes.changes)) == (None, [])


def test_who_lets_more_people_read_what_a_post_says_does_not_let_them_read_what_it_said(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        service.edit(cast.bo, talk.first, body=SECOND, now=clock.now)
        assert _kept() == [FIRST]
        service.open_wider(cast.bo, talk.first)

        assert _kept() == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_abuse_11_it_is_read_by_whoever_reads_the_post_now_and_by_nobody_else(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        service.edit(cast.bo, talk.first, body=SECOND + " <b>Now.</b>", now=clock.now)
    here, gil = f"/posts/{talk.first}/history", client_for(cast.gil)
    assert f'href="{here}"' in gil.get(f"/threads/{talk.thread}").text
    page = gil.get(here).text
    assert '<del><span class="visually-hidden">taken out: </span>night</del>' in page
    assert "added: </span>noon, twice</ins>." in page
    assert "&lt;b&gt;Now.&lt;/b&gt;" in page
    assert "Nothing that it said before is kept" in gil.get(f"/posts/{talk.answer}/history").text
    assert "Later changes" in gil.get(f"{here}?page=2").text
    assert client_for(cast.cy).get(here).status_code == 404
    assert app.test_client().get(here).status_code == 404
    with app.app_context():
        communities.remove(cast.hana, talk.community, person_id=cast.gil.id, now=clock.now)
    assert gil.get(here).status_code == 404


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_was_removed_has_no_history(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        service.edit(cast.bo, talk.first, body=SECOND, now=clock.now)
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=False))
        with pytest.raises(NotVisible):
            queries.post_for(cast.cy, talk.first)
    assert client_for(cast.mina).get(f"/posts/{talk.first}/history").status_code == 404


def _kept() -> list[str]:
    return list(db.session.scalars(select(EarlierWording.source).order_by(EarlierWording.id)))
