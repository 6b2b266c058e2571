"""What changed since somebody tried it: asked once, after sixty days, and told to whoever told of it first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.communities import service as communities
from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.people.models import User
from cop.stories import listeners, queries, service
from cop.stories.models import StoryFollowUp
from cop.stories.queries.following import changes_told_to
from cop.stories.rules import Reach, check_change, reach
from cop.stories.service import following
from tests.factories.communities import a_community
from tests.factories.stories import a_story, an_adaptation

ClientFor = Callable[[User], FlaskClient]
ASKED, TOLD = "What changed since you tried it?", "Somebody says what changed since they tried what you told"
SIXTY = timedelta(days=60)


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Mina's story, which Bo has tried."""
    with app.app_context():
        made = a_community(cast, now=now)
        story = a_story(cast.mina, f"community:{made}", title="The zither", now=now)
        tried = an_adaptation(cast.bo, story, Reach("community", made), now=now, title="The kazoo")
        jobs.run_all(now=now)
        app.extensions["cop_mailer"].sent.clear()
        return SimpleNamespace(community=made, story=story, tried=tried)


def letters(app: Flask) -> list[tuple[str, str]]:
    return [(each["To"], each["Subject"]) for each in app.extensions["cop_mailer"].sent]


def test_what_is_said_has_words_but_not_too_many() -> None:
    assert check_change(" Less falls. ") == "Less falls."
    for said in (" ", "x" * 1001):
        with pytest.raises(RuleBroken):
            check_change(said)


def test_one_letter_asks_after_sixty_days_and_the_answer_is_told(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    then = now + SIXTY
    with app.app_context():
        for at in (then - timedelta(hours=1), then, then + timedelta(days=1)):
            listeners.let_time_pass(now=at)
            jobs.run_all(now=at)
        assert letters(app) == [(cast.bo.email, ASKED)]
        assert f"/stories/{here.tried}/changes" in str(app.extensions["cop_mailer"].sent[0])
        app.extensions["cop_mailer"].sent.clear()

        following.say(cast.bo, here.tried, words="He hums now.", now=then)
        following.say(cast.bo, here.tried, words="He sings now.", now=then)
        jobs.run_all(now=then)
        assert letters(app) == [(cast.mina.email, TOLD)]
        assert "sings" not in str(app.extensions["cop_mailer"].sent[0])
        told = {who: changes_told_to(who, queries.story_for(who, here.story)) for who in (cast.mina, cast.gil)}
        assert told == {cast.mina: {here.tried: "He sings now."}, cast.gil: {}}


def test_who_has_said_it_or_taken_it_back_is_not_asked(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    then = now + SIXTY
    with app.app_context():
        other = an_adaptation(cast.gil, here.story, Reach("me"), now=now)
        following.ask_due(now=then)
        following.say(cast.bo, here.tried, words="Less.", now=then)
        jobs.run_all(now=then)
        assert [subject for _, subject in letters(app)] == [TOLD]
        assert listeners.has_tried(cast.gil.id, other) is False

        service.withdraw(cast.bo, here.tried, now=then)
        assert db.session.scalars(select(StoryFollowUp.story_id)).all() == []
        assert changes_told_to(cast.mina, queries.story_for(cast.mina, here.story)) == {}


def test_nobody_hears_of_what_they_may_not_read(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        with pytest.raises(NotAllowed):
            following.say(cast.gil, here.tried, words="Mine.", now=now)
        with pytest.raises(NotVisible):
            following.say(cast.mina, here.story, words="It is the first.", now=now)
        service.change_audience(cast.bo, here.tried, reach=reach("me"), seen="community", now=now)
        following.say(cast.bo, here.tried, words="Less.", now=now)
        communities.remove(cast.hana, here.community, person_id=cast.mina.id, now=now)
        jobs.run_all(now=now)

        assert letters(app) == []
        assert changes_told_to(cast.mina, queries.story_for(cast.mina, here.story)) == {}


def test_it_is_said_on_a_page_of_its_own(client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace) -> None:
    bo, at = client_for(cast.bo), f"/stories/{here.tried}/changes"
    assert at in bo.get(f"/stories/{here.tried}").text
    assert bo.post(at, data={"words": ""}).status_code == 422
    assert bo.post(at, data={"words": "He sings now."}).location == f"/stories/{here.tried}"
    assert "He sings now." in bo.get(at).text
    assert "He sings now." in client_for(cast.mina).get(f"/stories/{here.story}").text
    assert "He sings now." not in client_for(cast.gil).get(f"/stories/{here.story}").text
    assert client_for(cast.mina).get(f"/stories/{here.story}/changes").status_code == 404
