"""Who leads what, in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities.service import life
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def home(app: Flask, cast: SimpleNamespace, now: datetime) -> str:
    with app.app_context():
        return f"/communities/{a_community(cast, now=now)}"


def test_a_role_goes_from_an_offer_to_its_end(
    client_for: ClientFor, cast: SimpleNamespace, home: str, clock: TestClock
) -> None:
    ada, bo, page = client_for(cast.ada), client_for(cast.bo), f"{home}/leading"
    form = ada.get(f"{page}/offers?kind=critical_friend").text
    assert 'value="2027-02-25"' in form
    assert ada.get(f"{page}/offers?kind=queen").status_code == 400
    assert client_for(cast.bo).get(f"{page}/offers").status_code == 403
    offer = {"kind": "critical_friend", "person_id": cast.bo.id, "until": "2026-11-27"}
    refused = ada.post(f"{page}/offers", data=offer)
    assert (refused.status_code, "a week at least" in refused.text) == (422, True)
    assert ada.post(f"{page}/offers", data={**offer, "until": "2027-02-25"}).location == page
    assert "A role in Dementia network" in bo.get("/").text
    assert "A role in Dementia network" in bo.get(home).text
    assert "has not answered yet" in ada.get(page).text

    assert bo.post("/leading/1/acceptances").location == page
    assert "A role in Dementia network" not in bo.get("/").text
    assert "until <time" in client_for(cast.gil).get(page).text
    clock.forward(days=85)
    bo = client_for(cast.bo)
    assert "ends soon" in bo.get("/").text
    assert "nobody comes next yet" in bo.get(page).text
    assert bo.post("/leading/1/returns").location == page
    assert "Who had it before" in bo.get(page).text


def test_an_offer_is_declined_or_taken_back_and_an_archive_asks_nobody(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str, clock: TestClock
) -> None:
    hana, bo, page = client_for(cast.hana), client_for(cast.bo), f"{home}/leading"
    offer = {"kind": "value_detective", "person_id": cast.bo.id, "until": "2027-02-25"}
    hana.post(f"{page}/offers", data=offer)
    assert bo.post("/leading/1/refusals").location == page
    assert "Bo would rather not" in hana.get(page).text
    hana.post(f"{page}/offers", data=offer)
    assert hana.post("/leading/2/withdrawals").location == page
    hana.post(f"{page}/offers", data=offer)
    last = next(each for each in bo.get(page).text.split('"') if each.endswith("/acceptances"))
    with app.app_context():
        life.announce_closing(cast.hana, int(home.rsplit("/", 1)[1]), words="Thanks.", now=clock.now)
        life.close_due(now=clock.forward(days=31))

    assert "A role in" not in client_for(cast.bo).get(home).text
    assert client_for(cast.bo).post(last).status_code == 403
    assert client_for(cast.cy).get(page).status_code == 403
