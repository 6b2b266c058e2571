"""Starting, answering and changing one's words."""

from datetime import datetime
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import queries as places
from cop.communities import service as communities
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import policy, queries, rules, service
from tests.conftest import TestClock
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.discussions import a_thread


@pytest.fixture
def nights(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A private space with Mina and Bo in it, and a conversation of Bo's."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina, cast.bo])
        return SimpleNamespace(community=community_id, space=space_id, thread=a_thread(cast.bo, space_id, now=now))


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("bo", None), ("mina", None), ("hana", None), ("ada", NotVisible), ("gil", NotVisible), ("cy", NotVisible),
        ("dee", NotVisible), ("eli", NotVisible),
    ],
)  # fmt: skip
def test_who_answers_in_a_private_space(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime, who: str, refusal: type[Exception] | None
) -> None:
    with app.app_context():
        if refusal:
            with pytest.raises(refusal):
                service.reply(getattr(cast, who), nights.thread, body="Me.", now=now)
            return

        service.reply(getattr(cast, who), nights.thread, body="Me.", now=now)

        assert queries.thread_for(cast.bo, nights.thread).post_count == 2


def test_an_observer_reads_and_is_told_who_writes(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        thread_id = a_thread(cast.bo, space_id, now=now)

        assert queries.thread_for(cast.gil, thread_id).id == thread_id
        with pytest.raises(NotAllowed, match="Members write here"):
            service.reply(cast.gil, thread_id, body="Me.", now=now)
        with pytest.raises(NotAllowed, match="Members write here"):
            service.start(cast.gil, space_id, title="Hello", body="Me.", now=now)


def test_nobody_starts_a_conversation_where_they_only_see_the_door(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context(), pytest.raises(NotVisible):
        service.start(cast.ada, nights.space, title="Hello", body="Me.", now=now)


@pytest.mark.parametrize(
    ("body", "sentence"), [("", "Write something"), ("x" * 20_001, "20000"), ("> " * 40 + "x", "deeply")]
)
def test_a_body_out_of_bounds_is_refused(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime, body: str, sentence: str
) -> None:
    with app.app_context():
        with pytest.raises(RuleBroken, match=sentence):
            service.reply(cast.bo, nights.thread, body=body, now=now)

        assert queries.thread_for(cast.bo, nights.thread).post_count == 1


def test_only_the_writer_changes_words_and_it_shows(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        post_id = service.reply(cast.mina, nights.thread, body="First.", now=clock.now).id
        with pytest.raises(NotAllowed, match="whoever wrote"):
            service.edit(cast.hana, post_id, body="Hana's.", now=clock.now)

        service.edit(cast.mina, post_id, body="*Second.*", now=clock.forward(minutes=5))

        last = queries.posts_of(nights.thread, page=1)[-1]
        assert (last.html, last.edited_at, last.author_id) == ("<p><em>Second.</em></p>\n", clock.now, cast.mina.id)


def test_somebody_taken_out_cannot_even_change_their_own_words(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        post_id = service.reply(cast.mina, nights.thread, body="First.", now=now).id
        communities.remove(cast.hana, nights.community, person_id=cast.mina.id, now=now)

        with pytest.raises(NotVisible):
            service.edit(cast.mina, post_id, body="Again.", now=now)


def test_a_newcomer_to_a_confidential_space_reads_only_what_began_after_they_came(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)
        space_id = a_space(community_id, by=cast.hana, preset="confidential", now=clock.now, named=[cast.bo])
        before = a_thread(cast.bo, space_id, now=clock.now)
        communities.name_member(cast.hana, space_id, person_id=cast.mina.id, now=clock.forward(hours=1))
        service.reply(cast.bo, before, body="Later.", now=clock.forward(hours=1))
        after = a_thread(cast.bo, space_id, now=clock.now)

        with pytest.raises(NotVisible):
            queries.thread_for(cast.mina, before)
        assert [each.id for each in queries.threads_visible_to(cast.mina, space_id=space_id)] == [after]
        assert len(queries.threads_visible_to(cast.bo, space_id=space_id)) == 2


@pytest.mark.parametrize("who", [*EVERYBODY, "nobody"])
def test_door_list_and_predicate_agree(app: Flask, cast: SimpleNamespace, now: datetime, who: str) -> None:
    viewer, conversation_for = getattr(cast, who), partial(queries.conversation_for, on=now.date())
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        for preset in ("open", "restricted", "private", "confidential"):
            named = [cast.bo] if preset in {"private", "confidential"} else []
            space_id = a_space(community_id, by=cast.hana, preset=preset, now=now, named=named)
            thread_id = a_thread(cast.hana, space_id, now=now)
            listed = [each.id for each in queries.threads_visible_to(viewer, space_id=space_id)]
            if not listed:
                for door in (queries.thread_for, conversation_for):
                    with pytest.raises(NotVisible):
                        door(viewer, thread_id)
                continue
            thread = queries.thread_for(viewer, thread_id)
            assert listed == [thread_id]
            assert policy.can_read(viewer, thread)
            told, readers = conversation_for(viewer, thread_id), places.audience_of_space(space_id, on=now.date())
            assert policy.can_reply(viewer, thread) is rules.may_answer(told)
            assert places.readers_from(told.read_by) == readers
