"""A cast whose places in a community never change, a conversation, and a store that is empty again afterwards."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread


@pytest.fixture
def nights(app: Flask, now: datetime) -> Iterator[SimpleNamespace]:
    """A private space with Mina and Bo in it, and a conversation of Bo's."""
    with app.app_context():
        cast = a_cast()
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina, cast.bo])
        thread_id = a_thread(cast.bo, space_id, now=now)
    yield SimpleNamespace(cast=cast, community=community_id, space=space_id, thread=thread_id)
    shutil.rmtree(app.config["COP"].files_folder, ignore_errors=True)
