"""A person with something in every capability, in words that are nowhere else."""

from datetime import datetime

import pytest
from flask import Flask

from tests.rights.canary import Life, live


@pytest.fixture
def life(app: Flask, now: datetime) -> Life:
    with app.app_context():
        return live(now)
