"""A community says where it is, and closes well."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from cop.communities import policy, queries, service
from cop.communities.models import CommunityMembership
from cop.communities.queries.agreements import agreement_asked_of
from cop.communities.queries.asks import asks_of
from cop.communities.queries.life import due_to_close, notes_of, parting_words
from cop.communities.service import agreements, life, modules
from cop.core.database import db
from cop.core.errors import NotAllowed, RuleBroken
from cop.discussions import service as discussions
from cop.gatherings import service as gatherings
from cop.stories import service as stories
from cop.stories.queries import asked_of, story_for
from cop.stories.rules import Reach
from tests.factories.communities import a_community, a_space
from tests.factories.gatherings import a_gathering
from tests.factories.stories import tell

MONTH = timedelta(days=30)


def test_the_core_group_says_where_it_is_and_the_log_tells(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        choose = partial(life.choose_stage, stage="maturing", signs=["clear_focus", "come_back"], now=now)
        for who in ("bo", "gil", "cy", "dee", "eli"):
            with pytest.raises(NotAllowed):
                choose(getattr(cast, who), community_id)

        choose(cast.ada, community_id)

        assert queries.community_for(cast.bo, community_id).stage == "maturing"
        (note,) = notes_of(community_id)
        assert (note.kind, note.words, note.name) == ("stage_maturing", "come_back clear_focus", "Ada")


def test_a_coordinator_announces_the_end_and_may_take_it_back(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        with pytest.raises(NotAllowed):
            life.announce_closing(cast.ada, community_id, words="Thanks.", now=now)
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now)
        assert [each.community.id for each in asks_of(cast.gil, now=now)] == [community_id]
        assert parting_words(community_id) == "Thanks."
        with pytest.raises(NotAllowed):
            life.take_back_closing(cast.ada, community_id, now=now)

        life.take_back_closing(cast.hana, community_id, now=now)

        assert not asks_of(cast.gil, now=now)
        assert not due_to_close(now + 2 * MONTH)
        assert [each.kind for each in notes_of(community_id)] == ["going_on", "closing"]
        with pytest.raises(RuleBroken, match="not announced"):
            life.take_back_closing(cast.hana, community_id, now=now)


@pytest.fixture
def closed(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """An open community that closed after its notice, with something of everything in it."""
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = queries.spaces_visible_to(cast.hana, community_id)[0].id
        a_space(community_id, by=cast.hana, now=now, name="Named")
        thread_id = discussions.start(cast.bo, space_id, title="t", body="b", now=now).id
        gathering_id = a_gathering(space_id, by=cast.ada, now=now, starts_at=now + 2 * MONTH)
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        vote_id = modules.propose(cast.bo, community_id, module="sets", why="So.", days=14, now=now + MONTH).id
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now)
        life.close_due(now=now + MONTH - timedelta(seconds=1))
        assert policy.is_alive(queries.community_for(cast.bo, community_id))
        life.close_due(now=now + MONTH)
        life.close_due(now=now + MONTH)
        return SimpleNamespace(
            community=community_id, space=space_id, thread=thread_id, gathering=gathering_id, vote=vote_id
        )


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, at, now: discussions.start(cast.bo, at.space, title="t", body="b", now=now),
        lambda cast, at, now: discussions.reply(cast.bo, at.thread, body="b", now=now),
        lambda cast, at, now: tell(
            cast.bo, title="t", body="b", reach=Reach("space", at.space), named="first", now=now
        ),
        lambda cast, at, now: tell(
            cast.bo, title="t", body="b", reach=Reach("community", at.community), named="first", now=now
        ),
        lambda cast, at, now: a_gathering(at.space, by=cast.hana, now=now, starts_at=now + MONTH),
        lambda cast, at, now: gatherings.answer(cast.bo, at.gathering, going=True, now=now),
        lambda cast, at, now: modules.vote(cast.bo, at.vote, yes=True, now=now),
        lambda cast, at, now: modules.propose(cast.bo, at.community, module="sets", why="So.", days=7, now=now),
        lambda cast, at, now: agreements.write(cast.hana, at.community, text="n", why="So.", seen=1, now=now),
        lambda cast, at, now: a_space(at.community, by=cast.hana, now=now),
        lambda cast, at, now: service.join(cast.cy, at.community, accepts=1, now=now),
        lambda cast, at, now: service.admit(cast.hana, at.community, email=cast.cy.email, now=now),
        lambda cast, at, now: life.choose_stage(
            cast.ada, at.community, stage="maturing", signs=["clear_focus"], now=now
        ),
        lambda cast, at, now: life.take_back_closing(cast.hana, at.community, now=now),
    ],
)
def test_an_archive_takes_nothing_new(
    app: Flask, cast: SimpleNamespace, closed: SimpleNamespace, now: datetime, act: Callable[..., object]
) -> None:
    with app.app_context(), pytest.raises(NotAllowed):
        act(cast, closed, now + MONTH)


def test_an_archive_is_read_and_asks_nothing_of_anybody(
    app: Flask, cast: SimpleNamespace, closed: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community = queries.community_for(cast.mina, closed.community)
        spaces = queries.spaces_visible_to(cast.hana, closed.community)
        assert all(policy.can_read_space(cast.hana, each) for each in spaces)
        assert not any(policy.can_name_members(cast.hana, each) for each in spaces)
        assert not queries.writable_spaces(cast.hana)
        assert agreement_asked_of(cast.mina, community) is None
        assert not asks_of(cast.mina, now=now)
        assert [each.kind for each in notes_of(closed.community)] == ["closed", "closing"]

        service.leave(cast.hana, closed.community, now=now + MONTH)

        running = select(CommunityMembership.id).where(
            CommunityMembership.user_id == cast.hana.id, CommunityMembership.until.is_(None)
        )
        assert db.session.scalar(running) is None


def test_what_is_not_confirmed_is_read_by_members_alone_once_it_has_closed(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        telling = partial(tell, cast.bo, body="b", named="first", now=now, by=cast.hana)
        kept, silent = (telling(title=each, reach=Reach("public", community_id)).id for each in ("Kept", "Silent"))
        inside = telling(title="Inside", reach=Reach("community", community_id)).id
        stories.keep_open(cast.bo, kept, now=now)
        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now + timedelta(hours=1))
        assert [each.id for each in asked_of(cast.bo, by=now)] == [kept, silent]
        assert not asked_of(cast.bo, community_id=community_id + 1, by=now)
        assert not asked_of(cast.ada, community_id=community_id, by=now)
        with pytest.raises(NotAllowed):
            stories.keep_open(cast.ada, kept, now=now)
        stories.keep_open(cast.bo, kept, now=now + timedelta(hours=2))
        stories.keep_open(cast.bo, inside, now=now + timedelta(hours=2))

        life.close_due(now=now + 2 * MONTH)

        found = {each: story_for(cast.bo, each).audience for each in (kept, silent, inside)}
        assert found == {kept: "public", silent: "community", inside: "community"}
        assert not asked_of(cast.bo, by=now)
