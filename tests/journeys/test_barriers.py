"""No page keeps anybody out: axe finds nothing, nothing is cut off at 320 px, and the browser has no complaint."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Map

from tests.journeys.addresses import Address, addresses, ids_in
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.furniture import furnish
from tests.journeys.people import Person, all_show
from tests.journeys.readers import is_a_page, looks_at, opens
from tests.journeys.stagehand import Helper, Stagehand
from tests.real.site import Site

PERSONS = ("", "Bo", "Ada", "Cy", "Eli", "Hana", "Gil")  # "" has not signed in
FRAGMENTS = {"meetings.stage", "sets.plan", "health.live", "health.ready"}
MOST_OF_A_KIND = 2
ALL_OF_A_KIND = {"set_id", "token", "reach"}
SLOT = ("settle", "present", "clarify", "explore", "reflect", "act", "review")
STAGES = ("opening", "check_in", "updates", "bidding", "agreed", *SLOT, "break", "set_review", "closing")


@pytest.fixture
def places(site: Site, books: Books, helper: Helper, sqlite_app: Flask) -> list[Address]:
    """Every address of a page, with the first and the last of what there is of each thing."""
    tokens = furnish(site, helper)
    values = ids_in(books) | {"token": tokens, "reach": ["me", "community:1", "space:1"]}
    few = {name: each if name in ALL_OF_A_KIND else [each[0], each[-1]] for name, each in values.items() if each}
    return addresses(sqlite_app.url_map, few | {"meeting_id": values["meeting_id"][1:4]})


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", PERSONS)
def test_nothing_on_any_page_is_in_the_way(name: str, places: list[Address], come: Come) -> None:
    page = come(name).page
    found = [line for place in places if opens(page, place.path) for line in looks_at(page, place.path)]
    assert not found, "\n".join(["", *found])


def test_every_page_is_looked_at_by_somebody(places: list[Address], come: Come) -> None:
    pages = [come(name).page for name in PERSONS]
    seen = {place.endpoint for place in places if any(is_a_page(page, place.path) for page in pages)}
    assert {place.endpoint for place in places} - seen == FRAGMENTS


@pytest.mark.timeout(300)
def test_nothing_is_in_the_way_at_any_stage_of_a_meeting(books: Books, come: Come, helper: Helper) -> None:
    stagehand = Stagehand(books, helper)
    people = {role: come(name) for role, name in ROLES.items()}
    found = _in_the_lobby(people, f"/meetings/{stagehand.meeting_id}")
    stagehand.gathers(*ROLES.values())
    reached = {stagehand.progress.part.key}
    while stagehand.progress.part.slot != 2:
        found += _at_this_stage(people, stagehand)
        reached.add(stagehand.moves_on())
    stagehand.moves_on_to("set_review")
    for _ in ("set_review", "closing"):
        found += _at_this_stage(people, stagehand)
