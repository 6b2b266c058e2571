"""Two presses of «Move on» at the same moment are one move, whichever processes they reach."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from cop.config import Settings
from tests.faults.browsing import Visitor
from tests.faults.conftest import Pair
from tests.real.site import Site

TIMES = 200
MEETING = 3  # of the demo: its lobby is open
MOVED, TOO_LATE = 303, 409


class Records:
    """The rows of the meeting, read and put back beside the servers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def progress(self) -> dict[str, Any]:
        with self._engine.connect() as connection:
            told = connection.execute(text("SELECT progress FROM meeting WHERE id = :id"), {"id": MEETING}).scalar_one()
        return dict(json.loads(told) if isinstance(told, str) else told)

    def put_back(self, progress: dict[str, Any]) -> None:
        values = {"id": MEETING, "progress": json.dumps(progress)}
        with self._engine.begin() as connection:
            connection.execute(
                text("UPDATE meeting SET progress = :progress, version = version + 1 WHERE id = :id"), values
            )

    def parts_over(self) -> int:
        asked = text("SELECT count(*) FROM record_line WHERE meeting_id = :id AND kind = 'part'")
        with self._engine.connect() as connection:
            return int(connection.execute(asked, {"id": MEETING}).scalar_one())


@pytest.fixture(params=["two processes on PostgreSQL", "two threads on SQLite"])
def presses(
    request: pytest.FixtureRequest, server: Callable[..., Site], visit: Callable[[Site, str], Visitor]
) -> Iterator[tuple[Visitor, Visitor, Records]]:
    """Ada in two browsers, and the records behind the server that both reach, or behind the two."""
    if request.param == "two threads on SQLite":
        here = there = server(demo=True)
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


def test_two_presses_at_once_are_always_one_move(presses: tuple[Visitor, Visitor, Records]) -> None:
    here, there, records = presses
    token = _begin(here)
    first = records.progress()
    with ThreadPoolExecutor(2) as threads:
        for _ in range(TIMES):
            before, lines, together = records.progress(), records.parts_over(), Barrier(2)
            pressed = [
                threads.submit(_press, who, token, seen=before["step"], together=together) for who in (here, there)
            ]

            assert sorted(each.result() for each in pressed) == [MOVED, TOO_LATE]
            after = records.progress()
            assert (after["step"], records.parts_over()) == (before["step"] + 1, lines + 1)
            if after["at"] >= 2:  # the updates, which nobody leaves while something is unreported
                records.put_back(first)
