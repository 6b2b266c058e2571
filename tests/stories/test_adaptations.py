"""«We have tried this too»: who is told, and what is left of the way from one story to the other."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import service as communities
from cop.core import jobs
from cop.core.errors import NotAllowed, NotVisible
from cop.people.models import User
from cop.stories import queries, service
from cop.stories.rules import Reach, reach
from cop.stories.service import drafts
from tests.factories.communities import a_community, a_space
from tests.factories.stories import TERMS, a_story, an_adaptation

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Mina's story, which Bo has tried; and a space in which Hana is not."""
    with app.app_context():
        made = a_community(cast, now=now)
        space = a_space(made, by=cast.hana, now=now, named=[cast.bo, cast.gil])
        story = a_story(cast.mina, f"community:{made}", title="The zither", now=now)
        return SimpleNamespace(community=made, space=space, story=story)


def letters(app: Flask) -> list[tuple[str, str]]:
    return [(each["To"], each["Subject"]) for each in app.extensions["cop_mailer"].sent]


def test_its_teller_hears_of_it_once_they_may_read_it(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_adaptation(cast.bo, here.story, Reach("me"), now=now, title="The kazoo")
        jobs.run_all(now=now)
        assert letters(app) == []
        assert queries.adaptations_of(cast.mina, here.story) == []

        shared = reach(f"community:{here.community}")
        service.change_audience(cast.bo, made, reach=shared, seen="me", terms=TERMS, now=now)
        jobs.run_all(now=now)

        assert letters(app) == [(cast.mina.email, "Somebody has tried something that you told")]
        assert "zither" not in str(app.extensions["cop_mailer"].sent[0])
        assert [each.title for each in queries.adaptations_of(cast.mina, here.story)] == ["The kazoo"]
        assert queries.adaptations_of(cast.cy, here.story) == []


def test_nobody_is_written_to_of_what_they_may_not_read(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_adaptation(cast.bo, here.story, Reach("community", here.community), now=now)
        communities.remove(cast.hana, here.community, person_id=cast.mina.id, now=now)
        jobs.run_all(now=now)
        assert letters(app) == []

        service.withdraw(cast.mina, here.story, now=now)
        service.withdraw(cast.bo, made, now=now)
        jobs.run_all(now=now)
        assert letters(app) == []


def test_whoever_has_taken_theirs_back_hears_no_more_of_what_others_made_of_it(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_adaptation(cast.bo, here.story, Reach("me"), now=now)
        service.withdraw(cast.mina, here.story, now=now)
        shared = reach(f"community:{here.community}")
        service.change_audience(cast.bo, made, reach=shared, seen="me", terms=TERMS, now=now)
        jobs.run_all(now=now)

        assert [each for each, _ in letters(app) if each == cast.mina.email] == []


def test_abuse_28_what_is_taken_back_leaves_a_line_without_words_and_its_adapters_are_told(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_adaptation(cast.bo, here.story, Reach("community", here.community), now=now, named="anonymous")
        before = client_for(cast.gil).get(f"/stories/{made}").text
        assert "Somebody tried it too" in client_for(cast.gil).get(f"/stories/{here.story}").text
        jobs.run_all(now=now)
        app.extensions["cop_mailer"].sent.clear()

        service.withdraw(cast.mina, here.story, now=now)
        jobs.run_all(now=now)

        after = client_for(cast.gil).get(f"/stories/{made}").text
        assert "The zither" in before
        assert "The zither" not in after
        assert f"/stories/{here.story}" not in after
        assert "its teller has taken back" in after
        assert letters(app) == [(cast.bo.email, "A story that you built on was taken back")]


def test_the_way_back_is_there_while_a_reader_may_read_the_origin(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        inner = a_story(cast.bo, f"space:{here.space}", title="The zither", now=now)
        made = an_adaptation(cast.gil, inner, Reach("me"), now=now)
        assert queries.story_for(cast.gil, made).origin_id == inner
        communities.unname_member(cast.hana, here.space, person_id=cast.gil.id, now=now)

        assert queries.origin_of(cast.gil, inner) is None
        assert "The zither" not in client_for(cast.gil).get(f"/stories/{made}").text
        with pytest.raises(NotVisible):
            drafts.adapt(cast.gil, inner, now=now)


def test_an_adaptation_begins_by_one_press_on_anothers_story(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    bo = client_for(cast.bo)
    assert "We have tried this too" in bo.get(f"/stories/{here.story}").text
    assert "We have tried this too" not in client_for(cast.mina).get(f"/stories/{here.story}").text
    assert "We have tried this too" not in app.test_client().get(f"/stories/{here.story}").text

    page = bo.post(f"/stories/{here.story}/adaptations").location
    observed = client_for(cast.gil).post(f"/stories/{here.story}/adaptations").location

    assert "It began with another story:" in bo.get(page).text
    assert "What did you take?" in bo.get(page).text
    assert client_for(cast.gil).get(observed).status_code == 200
    with app.app_context():
        assert queries.drafts_of(cast.bo)[0].reach == f"community:{here.community}"
        assert queries.drafts_of(cast.gil)[0].reach == "me"
        with pytest.raises(NotAllowed):
            drafts.adapt(cast.mina, here.story, now=now)
