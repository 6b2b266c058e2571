"""Two presses of «Move on» at the same moment are one move, whichever processes they reach."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import create_engine

from cop.config import Settings
from tests.faults.browsing import Visitor
from tests.faults.conftest import Pair
from tests.faults.records import MEETING, Records
from tests.real.site import Site

TIMES = 200
MOVED, TOO_LATE = 303, 409


@pytest.fixture(params=["two processes on PostgreSQL", "two threads on SQLite"])
def presses(
    request: pytest.FixtureRequest, visit: Callable[[Site, str], Visitor]
) -> Iterator[tuple[Visitor, Visitor, Records]]:
    """Ada in two browsers, and the records behind the server that both reach, or behind the two."""
    if request.param == "two threads on SQLite":
        here = there = request.getfixturevalue("embedded_pair")[0]
        url = Settings(data_dir=here.data).database
    else:
        pair: Pair = request.getfixturevalue("scaled")
        here, there = pair
        url = Settings(database_url=request.getfixturevalue("scaled_url")).database
    ada = visit(here, "Ada")
    engine = create_engine(url)
    yield ada, ada.at(there), Records(engine)
    engine.dispose()


def _begin(ada: Visitor) -> str:
    """Everybody is in the room and the meeting runs; answers the CSRF token of Ada's browser."""
    token = ada.token(f"/meetings/{MEETING}")
    for person in range(1, 8):
        ada.session.post(f"{ada.site.url}/meetings/{MEETING}/arrivals", data={"csrf_token": token, "person": person})
    started = ada.post(f"/meetings/{MEETING}/starts", page=f"/meetings/{MEETING}", seen=0)
    assert started.status_code == MOVED
    return token


def _press(visitor: Visitor, token: str, *, seen: int, together: Barrier) -> int:
    together.wait()
    url = f"{visitor.site.url}/meetings/{MEETING}/advances"
    form = {"csrf_token": token, "seen": seen}
    return visitor.session.post(url, data=form, allow_redirects=False, timeout=30).status_code


def test_abuse_44_two_presses_at_once_are_always_one_move(presses: tuple[Visitor, Visitor, Records]) -> None:
    here, there, records = presses
    token = _begin(here)
    first = records.progress()
    with ThreadPoolExecutor(2) as threads:
        for _ in range(TIMES):
            before, lines, together = records.progress(), records.parts_over(), Barrier(2)
            pressed = [threads.submit(_press, who, token, seen=before.step, together=together) for who in (here, there)]

            assert sorted(each.result() for each in pressed) == [MOVED, TOO_LATE]
            after = records.progress()
            assert (after.step, records.parts_over()) == (before.step + 1, lines + 1)
            if after.at >= 2:  # the updates, which nobody leaves while something is unreported
                records.put_back(first)
