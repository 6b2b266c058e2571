"""Everybody the set's tests speak of. Ada facilitates, Bo and Mina sit; all others are outside."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import service as communities
from cop.core.database import transaction
from cop.sets import queries
from cop.sets.models import Commitment, Seat
from tests.factories.people import several
from tests.factories.sets import a_set, an_offered_seat

INSIDE = ("ada", "bo", "mina")
OUTSIDE = ("cy", "dee", "eli", "fay", "gil", "hana", "jo")


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    """The people, by their first names. Eli administers."""
    with app.app_context():
        names = (*INSIDE, *OUTSIDE)
        people = several(map(str.title, names), admin="Eli")
        return SimpleNamespace(**dict(zip(names, people, strict=True)))


@pytest.fixture
def community_id(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    """A community that Hana coordinates."""
    with app.app_context():
        return communities.found(cast.hana, name="Dementia network", purpose="p", preset="restricted", now=now).id


@pytest.fixture
def thursday(app: Flask, cast: SimpleNamespace, community_id: int, now: datetime) -> SimpleNamespace:
    """A set in Hana's community that Dee was removed from and Jo is asked to join; and another set as noise."""
    with app.app_context():
        set_id = a_set(cast.ada, [cast.bo, cast.mina], now=now, community_id=community_id)
        a_set(cast.cy, [cast.dee], now=now, name="Noise")
        with transaction() as tx:
            gone = {"state": "left", "joined_at": now, "left_at": now, "position": 9}
            tx.session.add(Seat(set_id=set_id, user_id=cast.dee.id, invited_by_id=cast.ada.id, invited_at=now, **gone))
        offered = an_offered_seat(set_id, cast.jo, by=cast.ada, now=now)
        dates = [date.id for date in queries.dates_of(set_id)]
        with transaction() as tx:
            promise = Commitment(
                set_id=set_id, user_id=cast.bo.id, made_at_id=dates[0], what="Ring the centre", first_step="Find it",
                by_when=now.date(), created_at=now,
            )  # fmt: skip
            tx.session.add(promise)
            tx.flush()
            found = SimpleNamespace(id=set_id, dates=dates, offered=offered, promise=promise.id)
        found.seats = {seat.user_id: seat.id for seat in queries.seats_of(set_id)}
        return found


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    """An app context for a test of services, which sends no requests."""
    with app.app_context():
        yield
