"""The front page and a community's ask few questions of the database, however much there is."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from cop.core.database import db
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

MOST = 8


@pytest.mark.parametrize("path", ["/", "/communities/{}"])
def test_a_member_without_a_seat_costs_at_most_eight_queries(
    app: Flask, client_for: Callable[[User], FlaskClient], cast: SimpleNamespace, now: datetime, path: str
) -> None:
    asked: list[str] = []
    with app.app_context():
        for number in range(3):
            community_id = a_community(cast, now=now, name=f"Network {number}")
            a_thread(cast.bo, a_space(community_id, by=cast.hana, preset="restricted", now=now), now=now)
        engine = db.engine
    bo = client_for(cast.bo)

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert bo.get(path.format(community_id)).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([each for each in asked if not each.startswith("BEGIN")]) <= MOST
