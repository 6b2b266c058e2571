"""A set is sealed: whoever has no seat in it, whatever else they may do, finds nothing of it."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.faults.browsing import Visitor
from tests.journeys.books import Books
from tests.journeys.furniture import ask_a_guest
from tests.journeys.outside import check_that_nothing_is_found


@pytest.fixture(autouse=True)
def _a_guest_is_asked(books: Books, helper: Callable[[str], Visitor]) -> None:
    ask_a_guest(helper("Ada"), books.open_meeting())


@pytest.mark.parametrize("name", ["Hana", "Eli"])  # the coordinator, the administrator: others are in the matrix
def test_who_has_no_seat_finds_neither_the_set_nor_its_meetings_by_any_address(
    name: str, books: Books, helper: Callable[[str], Visitor], sqlite_app: Flask
) -> None:
    check_that_nothing_is_found(helper(name), books, sqlite_app.url_map)


def test_who_has_a_seat_does_find_it(books: Books, helper: Callable[[str], Visitor], sqlite_app: Flask) -> None:
    with pytest.raises(AssertionError, match=r"/sets/\d"):
        check_that_nothing_is_found(helper("Bo"), books, sqlite_app.url_map)
