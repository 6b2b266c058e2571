"""A community of five with a set of three in it, in which Bo has written some things down."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.sets import service as sets
from cop.sets.queries import dates_of
from cop.sets.rules import Sheet
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.sets import a_set

LEARNT = "I answer before I have heard. Mina saw it first. It can wait."


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    """An app context for a test of services, which sends no requests."""
    with app.app_context():
        yield


@pytest.fixture
def room(app: Flask, now: datetime) -> SimpleNamespace:
    """Ada facilitates, Bo and Mina sit; all three read the wide space with Hana and Gil, and Bo and Ada the narrow."""
    with app.app_context():
        cast = a_cast()
        community = a_community(cast, now=now)
        wide = a_space(community, by=cast.hana, preset="restricted", now=now, name="Wide")
        narrow = a_space(community, by=cast.hana, now=now, named=[cast.bo, cast.ada], name="Narrow")
        made = a_set(cast.ada, [cast.bo, cast.mina], now=now, community_id=community, name="The Harbour set")
        first = dates_of(made)[0].id
        challenge = sets.prepare(cast.bo, made, sheet=Sheet("I say yes too soon.", level="usual"), now=now).id
        turn = sets.bring(cast.bo, challenge, season_date_id=first, now=now).id
        sets.write_down(cast.bo, turn, learnt=LEARNT, happened="", now=now)
        sets.keep_question(cast.bo, turn, text="Who told you so?", now=now)
        return SimpleNamespace(
            cast=cast, bo=cast.bo, mina=cast.mina, community=community, wide=wide, narrow=narrow, set=made,
            first=first, challenge=challenge, turn=turn, piece=f"learnt:{turn}",
        )  # fmt: skip
