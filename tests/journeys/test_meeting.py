"""A whole meeting of a set, from the lobby to what came of it, in seven browsers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.faults.browsing import Visitor
from tests.journeys import meeting_begins as begins
from tests.journeys import meeting_ends as ends
from tests.journeys import meeting_slots as slots
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.evening import Evening
from tests.journeys.later import five_weeks_later
from tests.journeys.outside import check_that_nothing_is_found
from tests.real.nursery import Nursery
from tests.real.site import Site

Later = Callable[[], AbstractContextManager[None]]
SEATED = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben")


@pytest.fixture
def evening(books: Books, come: Come) -> Evening:
    """Seven browsers; Ben is not there yet."""
    return Evening(books, books.open_meeting(), {name: come(name) for name in SEATED}, away={"Ben"})


@pytest.fixture
def later(site: Site, nursery: Nursery, tmp_path: Path) -> Later:
    """The same site five weeks later."""
    return partial(five_weeks_later, site, nursery, tmp_path / "later.log")


@pytest.mark.timeout(420)
def test_seven_people_go_through_a_whole_meeting_and_one_tells_what_came_of_it(
    evening: Evening, books: Books, helper: Callable[[str], Visitor], sqlite_app: Flask, later: Later
) -> None:
    begins.they_come_in_and_stand_by_their_agreement(evening)
    begins.each_says_how_they_are(evening)
    begins.they_tell_what_became_of_their_commitments(evening)
    presenters = begins.four_bid_and_two_present(evening)
    slots.ben_comes_late(evening)
    slots.they_ask_for_facts(evening)
    lost, lost_after = slots.ife_loses_the_network(evening)
    slots.the_presenter_commits(evening)
    slots.the_second_presenter_drops(evening)
    slots.the_second_slot_takes_longer_and_ends_early(evening)
    ends.ife_comes_back(evening, lost=lost, lost_after=lost_after)
    ends.ada_closes(evening)
    ends.check_record(books, evening.meeting_id)
    ends.check_ledger(books, evening.meeting_id, presenters=presenters)
    ends.a_presenter_tells_a_story(evening, presenters[0])
    check_that_nothing_is_found(helper("Cy"), books, sqlite_app.url_map)
    with later():
        ends.the_next_meeting_asks(evening, presenters)
