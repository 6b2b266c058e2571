"""What a community uses, in the browser."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities.models import ModuleVote
from cop.communities.service import modules
from cop.core.database import db
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community

ClientFor = Callable[[User], FlaskClient]
TYPED = {"module": "sets", "why": "Nobody started one.", "days": "7"}


@pytest.fixture
def home(app: Flask, cast: SimpleNamespace, now: datetime) -> str:
    with app.app_context():
        return f"/communities/{a_community(cast, now=now)}/modules"


def test_a_member_asks_and_everybody_votes_unseen(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str, clock: TestClock
) -> None:
    bo, gil = client_for(cast.bo), client_for(cast.gil)
    assert "Propose to switch off: Learning sets" in bo.get(home).text
    assert "Propose" not in gil.get(home).text
    assert bo.post(f"{home}/votes", data=TYPED | {"why": ""}).status_code == 422
    assert bo.post(f"{home}/votes", data=TYPED).location == home
    with app.app_context():
        (vote_id,) = db.session.scalars(db.select(ModuleVote.id))

    assert gil.post(f"/module-votes/{vote_id}/voices", data={"yes": "no"}).location == home
    page = gil.get(home).text
    assert "You said no." in page
    assert "Nobody started one." in page
    clock.forward(days=7)
    assert "being counted" in gil.get(home).text
    with app.app_context():
        modules.count(vote_id)

    assert "Not carried, by 1 to 1." in gil.get(home).text


def test_members_alone_see_it_and_made_up_parts_are_not_read(
    client_for: ClientFor, cast: SimpleNamespace, home: str
) -> None:
    assert client_for(cast.cy).get(home).status_code == 403
    assert client_for(cast.gil).get(f"{home}/votes").status_code == 403
    assert client_for(cast.bo).get(f"{home}/votes?module=stories").status_code == 200
    assert client_for(cast.bo).get(f"{home}/votes?module=chat").status_code == 400
