"""The public window: proposed by whose it is, shown by the core group, taken back at once, and nothing else in it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import rules
from cop.communities import service as communities
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries as threads
from cop.discussions import rules as quotes
from cop.discussions import service as discussions
from cop.people.models import User
from cop.stories import queries as stories
from cop.stories import rules as telling
from cop.stories import service as tales
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.stories import TERMS, a_story

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, title="Who sings?", body="Qzx at four.")
        story = a_story(cast.bo, f"community:{community}", now=now)
        post = threads.posts_of(thread, page=1)[0].id
        return SimpleNamespace(community=community, space=space, thread=thread, story=story, post=post)


def in_window(viewer: Any, place: SimpleNamespace) -> tuple[set[int], set[int]]:
    """The posts and stories that this person finds shown in the window."""
    posts = {each.id for each in threads.window_of(viewer, place.community) if each.shown_at}
    told = {each.id for each in stories.window_of(viewer, place.community) if each.audience == "public"}
    return posts, told


def test_what_is_proposed_and_shown_is_read_by_everybody_and_taken_back_at_once(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        discussions.propose(cast.bo, place.post, now=now)
        tales.propose(cast.bo, place.story, terms=TERMS, now=now)
        assert in_window(None, place) == in_window(cast.hana, place) == (set(), set())

        discussions.show_publicly(cast.ada, place.post, now=now)
        tales.show_publicly(cast.ada, place.story, now=now)
        assert in_window(cast.cy, place) == ({place.post}, set())
        tales.window.open_due(now=now + timedelta(days=7))
        assert in_window(None, place) == in_window(cast.cy, place) == ({place.post}, {place.story})
        with pytest.raises(NotVisible):
            threads.thread_for(None, place.thread)

        communities.leave(cast.bo, place.community, now=now)
        discussions.take_back(cast.bo, place.post)
        tales.withdraw(cast.bo, place.story, now=now)
        assert in_window(None, place) == (set(), set())


def test_abuse_12_words_of_somebody_else_are_not_carried_into_the_window(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        said = discussions.reply(cast.mina, place.thread, body="Mrs Hollis, at four.", now=now).id
        own = discussions.reply(cast.bo, place.thread, body="Only at four.", now=now).id
        for post, words, name in ((said, "Mrs Hollis, at four.", "Mina"), (own, "Only at four.", "Bo")):
            quotation = quotes.quoted(words, name=name, thread_id=place.thread, page=1, post_id=post)
            discussions.edit(cast.bo, place.post, body=quotation + "We sing.", now=now)
            if post == said:
                with pytest.raises(RuleBroken, match="has not agreed"):
                    discussions.propose(cast.bo, place.post, now=now)
        discussions.propose(cast.bo, place.post, now=now)
        discussions.show_publicly(cast.ada, place.post, now=now)
        assert in_window(None, place) == ({place.post}, set())


def test_nobody_shows_what_its_author_has_not_proposed_and_only_the_core_group_shows(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for who in (cast.hana, cast.ada):
            with pytest.raises(NotVisible):
                discussions.show_publicly(who, place.post, now=now)
            with pytest.raises(NotVisible):
                tales.show_publicly(who, place.story, now=now)
            with pytest.raises(NotAllowed):
                discussions.propose(who, place.post, now=now)
            with pytest.raises(NotAllowed):
                tales.propose(who, place.story, terms=TERMS, now=now)
        discussions.propose(cast.bo, place.post, now=now)
        tales.propose(cast.bo, place.story, terms=TERMS, now=now)
        with pytest.raises(NotAllowed):
            discussions.show_publicly(cast.mina, place.post, now=now)
        with pytest.raises(NotAllowed):
            tales.show_publicly(cast.mina, place.story, now=now)
        with pytest.raises(NotVisible):
            discussions.take_back(cast.hana, place.post)


def test_an_answer_is_not_proposed_nor_a_story_that_nobody_reads_and_new_words_are_shown_anew(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        answer = discussions.reply(cast.bo, place.thread, body="I do.", now=now).id
        with pytest.raises(RuleBroken, match="began a conversation"):
            discussions.propose(cast.bo, answer, now=now)
        with pytest.raises(RuleBroken, match="Share it"):
            tales.propose(cast.bo, a_story(cast.bo, "me", now=now), terms=TERMS, now=now)

        discussions.propose(cast.bo, place.post, now=now)
        discussions.show_publicly(cast.hana, place.post, now=now)
        discussions.edit(cast.bo, place.post, body="Another word.", now=now)
        tales.propose(cast.bo, place.story, terms=TERMS, now=now)
        tales.change_audience(cast.bo, place.story, reach=telling.reach("me"), seen="community", now=now)
        assert in_window(None, place) == (set(), set())
        with pytest.raises(NotVisible):
            tales.show_publicly(cast.hana, place.story, now=now)


def test_closing_the_door_closes_the_window_at_once(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, now: datetime, clock: TestClock
) -> None:
    visitor, path = app.test_client(), f"/communities/{place.community}/window"
    bo, ada = client_for(cast.bo), client_for(cast.ada)
    assert "Nothing stands here yet" in visitor.get(path).text
    assert "Propose it" in bo.get(path).text
    _propose(bo, place)
    clock.forward(days=8)
    for noun, number in (("posts", place.post), ("stories", place.story)):
        assert "Show it to everybody" in ada.get(path).text
        assert ada.post(f"/{noun}/{number}/showings").status_code == 303
    shown = visitor.get(path).text
    assert "Qzx at four" in shown
    assert "The singing hour" in shown
    assert bo.post(f"/posts/{place.post}/withdrawals").status_code == 303
    assert "Qzx at four" not in visitor.get(path).text

    with app.app_context():
        axes, seen = rules.PRESETS["private"], rules.PRESETS["restricted"]
        communities.change_community(cast.hana, place.community, axes=axes, seen=seen, now=now)
        with pytest.raises(NotAllowed):
            discussions.propose(cast.bo, place.post, now=now)
    assert (visitor.get(path).status_code, bo.get(path).status_code) == (404, 404)
    assert visitor.get(f"/stories/{place.story}").status_code == 404


def _propose(author: FlaskClient, place: SimpleNamespace) -> None:
    reach = f"public:{place.community}"
    agreed = {"reach": reach, "named": "full", "months": "12"}
    assert author.post(f"/posts/{place.post}/proposals").status_code == 303
    assert author.post(f"/stories/{place.story}/openings?reach={reach}", data=agreed).status_code == 303
