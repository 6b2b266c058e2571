"""Ada runs a whole meeting with the keyboard alone, and always sees where she is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.keyboard import Keys
from tests.journeys.stagehand import Helper, Stagehand

MEMBERS = ("Bo", "Mina", "Jo", "Sam")
LEAVE = "Leave one for another time"
WIDTHS = pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, {"width": 320, "height": 640}])


@WIDTHS
@pytest.mark.timeout(240)
def test_a_whole_meeting_is_run_with_the_keyboard_alone(
    viewport: dict[str, int], books: Books, come: Come, helper: Helper
) -> None:
    stagehand = Stagehand(books, helper, presenters=["Jo"])
    ada = come("Ada", viewport=viewport)
    ada.goes_to(f"/meetings/{stagehand.meeting_id}")
    keys = Keys(ada)
    _begins(keys, stagehand)
    _leaves_commitments_for_another_time(keys)
    _agrees_an_order(keys, stagehand)
    _steers_a_slot(keys, stagehand)
    _closes(keys, stagehand)


def _begins(keys: Keys, stagehand: Stagehand) -> None:
    keys.presses("Come in")
    keys.person.sees("You are in.")
    for name in MEMBERS:
        stagehand.lets(name, "arrivals")
    keys.presses("Begin the meeting")
    keys.person.shows("Opening")
    keys.presses("I stand by our agreement", key="Space")
    keys.person.sees("1 of 7 has said yes today.")
    _moves_on(keys, "Check-in")
    keys.presses("Next person")
    _moves_on(keys, "Since last time")


def _leaves_commitments_for_another_time(keys: Keys) -> None:
    """One after the other, chosen from a list with the arrow keys; the words on one are not kept for the next."""
    reason = keys.page.get_by_label("Why it is left for another time")
    choices = keys.page.get_by_label("Whose").locator("option")
    keys.presses(LEAVE)
    for left in (1, 0):
        keys.goes_to("Whose")
        keys.page.keyboard.press("ArrowDown")
        keys.types("Not here today.", into="Why it is left for another time")
        assert reason.input_value() == "Not here today."
        keys.page.keyboard.press("Enter")
        expect(choices).to_have_count(left)


def _agrees_an_order(keys: Keys, stagehand: Stagehand) -> None:
    keys.person.sees("Every commitment has been spoken of.")
    _moves_on(keys, "Bids")
    stagehand.prepares_the_next_part()
    keys.person.sees("I would like an hour of your questions.")
    _moves_on(keys, "The order")
    keys.presses("Agree as suggested")
    keys.person.sees("Agreed: Jo.")


def _steers_a_slot(keys: Keys, stagehand: Stagehand) -> None:
    while stagehand.progress.part.key != "settle":
        _moves_on(keys)
    for part in ("Present", "Clarify", "Explore"):
        _moves_on(keys, part)
    keys.presses("Process stop")
    keys.person.sees("How are we working just now?")
    keys.presses("Go on")
    keys.person.no_longer_sees("How are we working just now?")
    _opens_more_and_gives_time(keys, stagehand)
    for part in ("Reflect", "Act", "Review"):
        _moves_on(keys, part)


def _opens_more_and_gives_time(keys: Keys, stagehand: Stagehand) -> None:
    """The sheet opens by Space, closes by Escape, and gives the focus back to what opened it."""
    keys.presses("More", key="Space")
    keys.goes_to("2 minutes")
    keys.page.keyboard.press("Escape")
    assert keys.focus()["name"] == "More"
    keys.page.keyboard.press("Enter")
    before = stagehand.progress.part.planned
    keys.presses("2 minutes")
    keys.person.until(lambda: stagehand.progress.part.planned == before + 120)
    keys.person.has_caught_up_with(stagehand.books.meeting(stagehand.meeting_id).version)


def _closes(keys: Keys, stagehand: Stagehand) -> None:
    while stagehand.progress.part.key != "closing":
        _moves_on(keys)
    keys.presses("Close the meeting")
    keys.person.shows("Closed")
    keys.goes_to("Back to the set")


def _moves_on(keys: Keys, part: str = ".*") -> None:
    """The focus is not lost by it: the button that was pressed becomes the next one."""
    before = keys.person.looks()["version"]
    keys.presses("Move on to ")
    keys.person.has_caught_up_with(before + 1)
    keys.person.shows(part)
    assert not keys.focus()["nowhere"]
