"""A cast whose places in a community never change, and a gathering in its first space."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import queries
from tests.factories.communities import a_cast, a_community
from tests.factories.gatherings import a_gathering


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    with app.app_context():
        return a_cast()


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        community_id = a_community(cast, now=now)
        (space,) = queries.spaces_visible_to(cast.hana, community_id)
        space_id = space.id
        gathering_id = a_gathering(space_id, by=cast.ada, now=now)
        return SimpleNamespace(community=community_id, space=space_id, gathering=gathering_id)
