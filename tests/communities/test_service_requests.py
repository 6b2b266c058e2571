"""Asking to come in, on both databases."""

import re
from datetime import timedelta

import pytest

from cop.communities import queries
from cop.communities.queries import requests as found
from cop.communities.service import requests as service
from cop.core import jobs
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from tests.factories.communities import a_community

DAY = timedelta(days=1)


def told(app):
    return [each["To"].split("@")[0] for each in app.extensions["cop_mailer"].sent]


@pytest.fixture
def asked(app, cast, now):
    """The community into which Cy asks to come, and the request."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        service.set_questions(cast.hana, community_id, texts=["Why now?", " ", ""])
        return community_id, service.ask_in(cast.cy, community_id, answers=["A talk."], now=now).id


def test_who_asks_is_answered_once(app, cast, now, asked):
    community_id, request_id = asked
    with app.app_context():
        assert service.ask_in(cast.cy, community_id, answers=["Again."], now=now).id == request_id
        [waiting] = found.requests_waiting_in(community_id)
        assert waiting.answers == [["Why now?", "A talk."]]
        for who, problem in (
            (cast.ada, NotAllowed),
            (cast.bo, NotVisible),
            (cast.fay, NotVisible),
            (cast.cy, NotAllowed),
        ):
            with pytest.raises(problem):
                service.decide(who, community_id, request_id=request_id, yes=True, now=now)
        service.decide(cast.hana, community_id, request_id=request_id, yes=True, now=now)
        with pytest.raises(RuleBroken):
            service.decide(cast.hana, community_id, request_id=request_id, yes=False, sentence="No.", now=now)

        assert cast.cy.id in queries.members_in(community_id)
        assert found.requests_waiting_in(community_id) == []
        with pytest.raises(NotAllowed):
            service.ask_in(cast.cy, community_id, answers=["Once more."], now=now)


def test_those_who_answer_are_told_reminded_and_then_the_core_is(app, cast, now, asked):
    community_id, request_id = asked
    with app.app_context():
        for moment in (now, now + DAY, now + 3 * DAY, now + 5 * DAY, now + 30 * DAY):
            jobs.run_all(now=moment)
        assert told(app) == ["hana", "hana", "hana", "ada", "hana"]
        letters = " ".join(f"{each['Subject']} {each.get_content()}" for each in app.extensions["cop_mailer"].sent)
        assert re.search(r"\bCy\b", letters) is None
        assert "talk" not in letters
        service.decide(cast.ada, community_id, request_id=request_id, yes=True, now=now + 5 * DAY)


def test_a_no_is_read_by_whoever_asked_alone(app, cast, now, asked):
    community_id, request_id = asked
    with app.app_context():
        with pytest.raises(RuleBroken):
            service.decide(cast.hana, community_id, request_id=request_id, yes=False, now=now)
        service.decide(cast.hana, community_id, request_id=request_id, yes=False, sentence="In spring.", now=now)
        jobs.run_all(now=now)
        mine = found.own_request(cast.cy, community_id)

        assert told(app) == ["cy"]
        assert mine
        assert (mine.state, mine.sentence) == ("declined", "In spring.")
        assert cast.cy.id not in queries.members_in(community_id)


def test_who_asked_may_take_it_back_and_nobody_is_told_any_more(app, cast, now, asked):
    community_id, request_id = asked
    with app.app_context():
        with pytest.raises(NotAllowed):
            service.take_back(cast.hana, community_id, request_id=request_id, now=now)
        service.take_back(cast.cy, community_id, request_id=request_id, now=now)
        jobs.run_all(now=now + 9 * DAY)

        assert told(app) == []
        assert service.address_of(999_999) is None
        assert service.ask_in(cast.cy, community_id, answers=["Now."], now=now).id != request_id


def test_nobody_asks_where_one_joins_or_is_invited(app, cast, now):
    with app.app_context():
        open_id, sealed_id = (a_community(cast, preset=each, now=now) for each in ("open", "confidential"))
        with pytest.raises(NotAllowed):
            service.ask_in(cast.cy, open_id, answers=[], now=now)
        with pytest.raises(NotVisible):
            service.ask_in(cast.cy, sealed_id, answers=[], now=now)
        with pytest.raises(NotAllowed):
            service.set_questions(cast.ada, open_id, texts=["Why?"])
