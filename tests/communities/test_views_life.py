"""The life of a community, in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities.service import life, renewals
from cop.people.models import User
from cop.stories.rules import Reach
from tests.conftest import TestClock
from tests.factories.communities import a_community
from tests.factories.stories import tell

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def home(app: Flask, cast: SimpleNamespace, now: datetime) -> str:
    with app.app_context():
        return f"/communities/{a_community(cast, preset='open', now=now)}"


def test_the_core_group_ticks_signs(client_for: ClientFor, cast: SimpleNamespace, home: str) -> None:
    ada, bo = client_for(cast.ada), client_for(cast.bo)
    assert "This is where we are" not in bo.get(f"{home}/life").text

    refused = ada.post(f"{home}/stages", data={"stage": "maturing", "signs": ["come_back"]})
    chosen = ada.post(f"{home}/stages", data={"stage": "maturing", "signs": ["come_back", "known_gaps"]})

    assert refused.status_code == 422
    assert "at least one sign" in refused.text
    assert chosen.location == f"{home}/life"
    assert "Stage: Growing up." in bo.get(f"{home}/life").text
    assert "We know what our practice lacks" in bo.get(f"{home}/life").text
    assert client_for(cast.cy).get(f"{home}/life").status_code == 403


def test_an_announced_end_is_seen_by_everybody_inside_and_taken_back(
    client_for: ClientFor, cast: SimpleNamespace, home: str
) -> None:
    hana, bo = client_for(cast.hana), client_for(cast.bo)
    assert hana.post(f"{home}/closings", data={"words": ""}).status_code == 422

    assert hana.post(f"{home}/closings", data={"words": "Thank you, Bo."}).location == f"{home}/life"

    assert "This community closes on Sat 26 Dec 2026" in bo.get(home).text
    assert "Dementia network closes" in bo.get("/").text
    assert "Thank you, Bo." in bo.get(f"{home}/life").text
    assert "closes on" not in client_for(cast.cy).get(home).text
    assert hana.post(f"{home}/closings/withdrawals").location == f"{home}/life"
    assert "closes on" not in bo.get(home).text


def test_a_teller_is_asked_once_more_and_an_archive_says_that_it_is_one(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str, clock: TestClock
) -> None:
    bo, hana = client_for(cast.bo), client_for(cast.hana)
    with app.app_context():
        reach = Reach("public", int(home.rsplit("/", maxsplit=1)[1]))
        told = tell(cast.bo, title="Lamps", body="b", reach=reach, named="first", now=clock.now, by=cast.hana).id
    hana.post(f"{home}/closings", data={"words": "Thanks."})
    assert "Say whether it stays open" in bo.get(home).text
    assert "May everybody go on reading it?" in bo.get(f"/stories/{told}").text

    assert bo.post(f"/stories/{told}/confirmations").location == f"/stories/{told}"
    assert "May everybody go on reading it?" not in bo.get(f"/stories/{told}").text
    with app.app_context():
        life.close_due(now=clock.forward(days=31))

    assert "This community closed on" in app.test_client().get(home).text
    assert "Join this community" not in client_for(cast.cy).get(home).text
    assert app.test_client().get(f"/stories/{told}").status_code == 200


def test_the_yearly_question_is_answered_counted_and_decided(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str, clock: TestClock
) -> None:
    with app.app_context():
        renewals.ask_due(now=clock.forward(days=365))
    bo, hana = client_for(cast.bo), client_for(cast.hana)
    assert "Is Dementia network still useful?" in bo.get("/").text
    assert bo.post(f"{home}/renewals/wishes", data={}).status_code == 422
    assert bo.post(f"{home}/renewals/wishes", data={"wish": "change"}).location == f"{home}/life"
    assert "Dementia network still useful" not in bo.get("/").text
    clock.forward(days=14)
    bo, hana = client_for(cast.bo), client_for(cast.hana)
    assert "A coordinator decides now" in bo.get(f"{home}/life").text

    assert hana.post(f"{home}/renewals/decisions", data={"outcome": "change"}).status_code == 422
    decided = hana.post(f"{home}/renewals/decisions", data={"outcome": "change", "words": "Shorter."})

    assert decided.location == f"{home}/life"
    assert "Shorter." in bo.get(f"{home}/life").text
