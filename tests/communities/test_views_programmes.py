"""Programmes in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

from flask import Flask
from flask.testing import FlaskClient

from cop.organisations import service as organisations
from cop.people.models import User
from tests.factories.communities import a_community
from tests.factories.organisations import an_organisation
from tests.factories.programmes import a_programme

ClientFor = Callable[[User], FlaskClient]
TYPED = {
    "name": "Living well",
    "purpose": "So.",
    "funders": "A <fund>",
    "strategy": "https://a.example/plan",
    "begins": "2026-01-01",
    "ends": "2027-12-31",
}


def test_a_programme_is_begun_for_an_organisation_of_one_s_own(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        own, other = an_organisation("Vale Trust"), an_organisation("Other")
        organisations.join(cast.bo, own, since=now.date(), today=now.date())
    bo = client_for(cast.bo)
    assert "Say where you belong first" in client_for(cast.cy).get("/programmes/new").text

    refused = bo.post("/programmes/new", data=TYPED | {"organisation": str(own), "ends": "2020-01-01"})
    begun = bo.post("/programmes/new", data=TYPED | {"organisation": str(own)})

    assert refused.status_code == 422
    assert 'value="A &lt;fund&gt;"' in refused.text
    assert bo.post("/programmes/new", data=TYPED | {"organisation": str(other)}).status_code == 422
    page = client_for(cast.cy).get(begun.location).text
    assert '<a href="https://a.example/plan"' in page
    assert "Funded by A &lt;fund&gt;." in page
    assert "Living well" in bo.get("/programmes").text


def test_it_is_changed_and_gathers_communities(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        home = f"/programmes/{a_programme(cast.bo, now=now)}"
        hidden = a_community(cast, preset="confidential", now=now, name="Qzx-secret-name")
    hana, bo = client_for(cast.hana), client_for(cast.bo)

    assert bo.get(f"{home}/edit").status_code == 200
    assert client_for(cast.cy).get(f"{home}/edit").status_code == 403
    assert bo.post(f"{home}/edit", data=TYPED | {"ends": "2020-01-01"}).status_code == 422
    assert bo.post(f"{home}/edit", data=TYPED).location == home
    assert hana.post(f"{home}/communities", data={}).status_code == 400
    assert hana.post(f"{home}/communities", data={"community_id": hidden}).location == home
    assert "Qzx-secret-name" in bo.get(home).text
    assert "Qzx-secret-name" not in client_for(cast.cy).get(home).text
    assert bo.post(f"{home}/communities/removals", data={"community_id": hidden}).location == home
    assert "Qzx-secret-name" not in bo.get(home).text
