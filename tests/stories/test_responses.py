"""What is said to a teller: in words, by members, for the teller alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.people.models import User
from cop.stories import queries, rules, service
from cop.stories.models import StoryResponse
from cop.stories.service import responses
from tests.factories.communities import a_community
from tests.factories.stories import a_story

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def story(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    with app.app_context():
        return a_story(cast.mina, f"community:{a_community(cast, now=now)}", named="anonymous", now=now)


def test_what_is_said_is_read_by_the_teller_and_whoever_said_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, story: int, now: datetime
) -> None:
    bo, path = client_for(cast.bo), f"/stories/{story}"
    empty = bo.post(f"{path}/responses", data={"kind": "thanks", "words": " "})
    said = bo.post(f"{path}/responses", data={"kind": "question", "words": "Who brought the kazoo?"})

    assert "nobody else does" in bo.get(f"{path}/responses").text
    assert (empty.status_code, said.location) == (422, path)
    for who in (cast.mina, cast.bo):
        assert "Who brought the kazoo?" in client_for(who).get(path).text
    for who in (cast.hana, cast.ada, cast.gil):
        assert "kazoo" not in client_for(who).get(path).text
    with app.app_context():
        [response] = db.session.scalars(select(StoryResponse.id)).all()
        with pytest.raises(NotVisible):
            responses.take_back(cast.mina, response)
    assert bo.post(f"/stories/responses/{response}/removals").location == path
    assert "kazoo" not in client_for(cast.mina).get(path).text


def test_a_teller_gets_one_letter_a_day_without_a_word_of_it(
    app: Flask, cast: SimpleNamespace, story: int, now: datetime
) -> None:
    with app.app_context():
        for hours in (0, 1, 23, 48):
            at = now + timedelta(hours=hours)
            responses.respond(cast.bo, story, kind="true", words="It is so with kazoos too.", now=at)
        jobs.run_all(now=now + timedelta(hours=49))

        sent = app.extensions["cop_mailer"].sent
        assert [each["To"] for each in sent] == [cast.mina.email] * 2
        assert "kazoo" not in str(sent[0])


def test_who_may_not_write_in_the_community_says_nothing_and_it_goes_with_the_story(
    app: Flask, cast: SimpleNamespace, story: int, now: datetime
) -> None:
    with app.app_context():
        for who, refusal in ((cast.mina, NotAllowed), (cast.gil, NotAllowed), (cast.cy, NotVisible)):
            with pytest.raises(refusal):
                responses.respond(who, story, kind="thanks", words="Thank you.", now=now)
        responses.respond(cast.bo, story, kind="thanks", words="Thank you.", now=now)
        responses.respond(cast.ada, story, kind="thanks", words="And from me.", now=now)
        assert [queries.how_many_of(who, story) for who in (cast.bo, cast.hana)] == [1, 0]
        assert queries.how_many_of(cast.bo, story + 1) == 0
        with transaction() as tx:
            service.forget(tx, cast.ada.id, keeps_words=True)
        assert [each.words for each in queries.responses_to(cast.mina, queries.story_for(cast.mina, story))] == [
            "Thank you."
        ]

        service.withdraw(cast.mina, story, now=now)

        assert db.session.scalars(select(StoryResponse)).all() == []


@pytest.mark.parametrize(
    ("kind", "words", "before"), [("like", "x", 0), ("thanks", " ", 0), ("thanks", "y" * 1001, 0), ("thanks", "x", 20)]
)
def test_what_cannot_be_said_is_refused(kind: str, words: str, before: int) -> None:
    with pytest.raises(RuleBroken):
        rules.check_response(kind, words, said_before=before)
    assert rules.check_response("thanks", " Thank you. ", said_before=19) == "Thank you."
