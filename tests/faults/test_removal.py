"""Whoever is taken out is out within two seconds, in every process: pages, news on open sockets, and waiting mails."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import socketio

from cop import create_app
from cop.config import Settings
from cop.core import clock, mail
from cop.core.database import db, transaction
from cop.core.pages import LARGEST_ID
from tests.faults.browsing import Visitor, until_heard, within
from tests.faults.conftest import Pair
from tests.real.redis_server import RedisServer
from tests.real.site import Site

Visit = Callable[[Site, str], Visitor]
AT_MOST_SECONDS = 2.0
COMMUNITY, NIGHTS = "/communities/1", "/spaces/2"
REMOVALS = {COMMUNITY: ("Mina", f"{COMMUNITY}/removals"), NIGHTS: ("Ife", f"{NIGHTS}/members/removals")}
"""Two people: what is taken from one is not given back, and the processes are the same for both."""


@pytest.fixture
def write_down(scaled_url: str, tmp_path: Path) -> Callable[..., None]:
    """A mail about the nights, for somebody and for Hana, to be sent in a moment; written down beside the processes."""

    def waiting(*people: int) -> None:
        app = create_app(Settings(data_dir=tmp_path / "beside", database_url=scaled_url, demo=True))
        with app.app_context():
            soon = clock.now() + timedelta(seconds=AT_MOST_SECONDS)
            with transaction() as tx:
                for each in people:
                    asked = ("communities.reads_space", each, 2)
                    mail.send_later(
                        tx, f"reader-{each}@example.org", "sets/mail/news.txt", {}, at=soon, while_permitted=asked
                    )
            db.engine.dispose()

    return waiting


@pytest.mark.parametrize("whence", [COMMUNITY, NIGHTS])
def test_abuse_21_23_whoever_is_taken_out_is_out_everywhere_within_two_seconds(
    scaled: Pair, visit: Visit, redis_server: RedisServer, write_down: Callable[..., None], whence: str
) -> None:
    (name, removal), (here, there) = REMOVALS[whence], scaled
    hana, one = visit(here, "Hana"), visit(here, name)
    thread, room = _in_the_space(one)
    pages, socket, _ = [thread, f"{NIGHTS}/members", room], one.at(there).socket(), hana.socket()
    news = _hearing(socket)
    until_heard(redis_server, by=len(scaled))
    assert {one.at(site).get(page).status_code for site in scaled for page in pages} == {200}
    write_down(one.person, hana.person)

    assert hana.post(removal, page=f"{whence}/members", person_id=one.person).status_code == 303

    within(AT_MOST_SECONDS, lambda: LARGEST_ID in [told["version"] for told in news])
    gone = {one.at(site).get(page).status_code for site in scaled for page in pages}
    assert gone <= {403, 404}
    assert not any(thread in one.at(site).get(page).text for site in scaled for page in (COMMUNITY, NIGHTS))
    heard = len(news)
    assert "error" in socket.call("round.watch", {"id": int(room.rsplit("/", 1)[1])})
    hana.post(f"{NIGHTS}/rounds", page=NIGHTS, kind="check_in")
    box = [site.data / "mail" for site in scaled]
    within(10, lambda: _addressed(box, hana.person))
    assert len(news) == heard
    assert not _addressed(box, one.person)


def _in_the_space(visitor: Visitor) -> tuple[str, str]:
    """A conversation there, and a round that they have opened."""
    thread = re.search(r'href="(/threads/\d+)', visitor.get(NIGHTS).text)
    assert thread
    return thread[1], visitor.post(f"{NIGHTS}/rounds", page=NIGHTS, kind="check_in").headers["Location"]


def _hearing(socket: socketio.Client) -> list[dict[str, Any]]:
    news: list[dict[str, Any]] = []
    socket.on("round.moved", news.append)
    return news


def _addressed(boxes: list[Path], person: int) -> bool:
    written = [each.read_text(encoding="utf-8") for box in boxes for each in box.glob("*.eml")]
    return any(f"To: reader-{person}@example.org" in each for each in written)
