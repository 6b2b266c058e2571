"""How a community works together, in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.factories.communities import a_community

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def home(app: Flask, cast: SimpleNamespace, now: datetime) -> str:
    with app.app_context():
        return f"/communities/{a_community(cast, preset='open', now=now)}"


def test_what_changed_is_seen_at_the_top_and_line_by_line(
    client_for: ClientFor, cast: SimpleNamespace, home: str
) -> None:
    hana, bo = client_for(cast.hana), client_for(cast.bo)
    assert "Nothing is written down yet" in bo.get(f"{home}/agreement").text
    assert "Write it down" in hana.get(home).text
    hana.post(f"{home}/agreement/edit", data={"text": "We listen.", "number": "0"})
    assert "Please accept how we work together" in bo.get(home).text
    assert bo.post(f"{home}/agreement/acceptances", data={"number": "1"}).location == home
    assert "Please accept" not in bo.get(home).text

    refused = hana.post(f"{home}/agreement/edit", data={"text": "We ask <b>.", "why": "", "number": "1"})
    hana.post(f"{home}/agreement/edit", data={"text": "We ask <b>.", "why": "Bo asked.", "number": "1"})

    assert refused.status_code == 422
    assert "We ask &lt;b&gt;." in refused.text
    assert "How we work together has changed" in bo.get(home).text
    page = bo.get(f"{home}/agreement").text
    assert "<del>We listen.</del>" in page
    assert "<ins>We ask &lt;b&gt;.</ins>" in page
    stale = bo.post(f"{home}/agreement/acceptances", data={"number": "1"})
    assert stale.status_code == 422
    assert 'name="number" type="hidden" value="2"' in stale.text
    assert "1 of 5 have accepted it" in hana.get(f"{home}/agreement").text
    assert "have accepted it" not in page


def test_joining_accepts_what_was_read(client_for: ClientFor, cast: SimpleNamespace, home: str) -> None:
    client_for(cast.hana).post(f"{home}/agreement/edit", data={"text": "We listen.", "number": "0"})
    cy = client_for(cast.cy)
    assert "Accept and join" in cy.get(home).text

    assert cy.post(f"{home}/memberships", data={"number": "x"}).status_code == 422
    assert cy.post(f"{home}/memberships", data={"number": "1"}).location == home

    assert "Please accept" not in cy.get(home).text


def test_members_alone_read_it_where_members_alone_read(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        closed = f"/communities/{a_community(cast, preset='restricted', now=now)}/agreement"

    found = {who: client_for(getattr(cast, who)).get(closed).status_code for who in ("bo", "gil", "cy", "dee")}

    assert found == {"bo": 200, "gil": 200, "cy": 403, "dee": 403}
    assert client_for(cast.bo).get(f"{closed}/edit").status_code == 403
