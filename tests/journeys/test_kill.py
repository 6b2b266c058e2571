"""The server is killed in the middle of a phase: nothing that it said yes to is lost, and everybody is back at once."""

import math
import re
import time
from typing import Any

from playwright.sync_api import WebSocketRoute
from sqlalchemy import select

from cop.core.clock import system_clock
from cop.meetings.models import PresenceLease
from cop.meetings.service.presence import LEASE
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.evening import Evening
from tests.journeys.people import seconds_on
from tests.journeys.stagehand import Helper, Stagehand
from tests.real.site import Site

SEATED = ("Ada", "Bo", "Mina", "Jo")
ROUNDS = 5
AGAIN = 5.0  # seconds from the server's return until every browser is right
CLOCK_ERROR = 1


def test_a_killed_server_comes_back_to_the_same_stage_for_everybody(
    site: Site, books: Books, come: Come, helper: Helper
) -> None:
    evening = Evening(books, books.open_meeting(), {name: come(name) for name in SEATED})
    stagehand = Stagehand(books, helper, presenters=["Jo"])
    _take_seats(evening, stagehand)
    for _ in range(ROUNDS):
        evening.ada.waits(1)
        acknowledged = stagehand.moves_on()
        site.kill9()
        assert not site.is_ready()
        site.start()
        back = time.monotonic()
        assert evening.progress.part.key == acknowledged
        while not all(_is_right(evening, person.looks()) for person in evening.there):
            assert time.monotonic() - back < AGAIN, [person.looks() for person in evening.there]
            evening.ada.waits(0.05)


def test_what_was_pressed_while_the_server_was_away_is_done_once_when_it_is_back(
    site: Site, books: Books, come: Come, helper: Helper
) -> None:
    evening = Evening(books, books.open_meeting(), {name: come(name) for name in SEATED})
    _take_seats(evening, Stagehand(books, helper, presenters=["Bo"]), until="check_in")
    before = evening.progress
    site.kill9()
    evening.ada.moves_on()
    evening.ada.sees("Not saved yet; trying again.")
    site.start()
    for person in evening.there:
        person.shows("Since last time")
    assert evening.progress.step == before.step + 1


def test_a_browser_whose_scripts_were_lost_on_the_way_is_live_as_soon_as_they_come(
    books: Books, come: Come, helper: Helper
) -> None:
    meeting_id = books.open_meeting()
    stagehand = Stagehand(books, helper, presenters=["Jo"])
    stagehand.gathers("Ada", "Bo", "Mina", "Jo")
    jo = come("Jo")
    jo.loses_at_first("**/js/controllers/*.js", "**/vendor/**/*.js")
    jo.goes_to(f"/meetings/{meeting_id}")
    stagehand.moves_on_to("check_in")
    jo.has_caught_up_with(books.meeting(meeting_id).version)


def test_a_page_that_nobody_heard_says_again_soon_that_it_is_here(site: Site, books: Books, come: Come) -> None:
    """Long before it would say so anyway, every fifteen seconds."""
    meeting_id, bo = books.open_meeting(), come("Bo")
    bo.comes_in(f"/meetings/{meeting_id}")
    unheard: list[str] = []

    def loses_the_first(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def on(said: str | bytes) -> None:
            if "meeting.watch" in str(said) and not unheard:
                unheard.append(str(said))
            else:
                server.send(said)

        line.on_message(on)

    bo.page.route_web_socket(re.compile(r"/socket\.io/"), loses_the_first)
    bo.goes_to(f"/meetings/{meeting_id}")
    bo.until(lambda: bool(unheard))
    after = system_clock()  # the page before this one says nothing any more
    bo.until(lambda: bool(books.all(select(PresenceLease.connection).where(PresenceLease.lease_until > after + LEASE))))


def _take_seats(evening: Evening, stagehand: Stagehand, *, until: str = "clarify") -> None:
    stagehand.gathers(*evening.people)
    stagehand.moves_on_to(until)
    for person in evening.there:
        person.goes_to(evening.address)
    for person in evening.there:
        assert person.looks()["version"]


def _is_right(evening: Evening, looks: dict[str, Any]) -> bool:
    """The stage is the stored one, and its clock reads what the stored clock reads, to a second."""
    left = evening.books.left(evening.meeting_id, at_ms=looks["at"]).total_seconds()
    same = looks["version"] == evening.books.meeting(evening.meeting_id).version
    return same and abs(seconds_on(looks["clock"]) - math.ceil(left)) <= CLOCK_ERROR
