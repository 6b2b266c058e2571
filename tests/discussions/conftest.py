"""A cast whose places in a community never change."""

from types import SimpleNamespace

import pytest
from flask import Flask

from tests.factories.communities import a_cast


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    with app.app_context():
        return a_cast()
