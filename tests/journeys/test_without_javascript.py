"""A meeting with JavaScript switched off: by forms, and by loading the page again."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cop.core.clock import system_clock
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.evening import Evening
from tests.journeys.stagehand import Helper, Stagehand

QUESTION = "What would be different if it had gone well?"
ADVICE, OPEN = "Have you tried asking HR?", "What have you already tried?"
PROMISE = "Ring the person who left."
ONE_SLOT = 45 * 60


@pytest.fixture
def evening(books: Books, come: Come) -> Evening:
    """A facilitator and a member, neither with JavaScript."""
    people = {name: come(name, by_hand=True, java_script_enabled=False) for name in ("Ada", "Jo")}
    return Evening(books, books.open_meeting(), people)


def test_a_facilitator_and_a_member_go_through_a_meeting_by_forms_and_reloading(evening: Evening) -> None:
    _they_open(evening)
    _they_take_turns(evening)
    _ada_leaves_commitments_for_another_time(evening)
    _jo_bids_and_is_agreed(evening)
    _jo_keeps_a_question(evening)
    _jo_commits_and_has_enough(evening)
    _ada_closes(evening)
    credit, used = evening.books.ledger(evening.meeting_id)["Jo"]
    assert credit == ONE_SLOT
    assert used > 0


def test_a_press_that_comes_too_late_says_what_has_happened_meanwhile_and_goes_on(
    evening: Evening, helper: Helper
) -> None:
    """Ada has moved the meeting on with her telephone, and presses on a laptop that still shows what was before."""
    stagehand = Stagehand(evening.books, helper, presenters=["Jo"])
    stagehand.gathers("Ada", "Bo", "Mina", "Jo", "Sam")
    ada = evening.ada
    ada.goes_to(evening.address)
    stagehand.moves_on()
    stagehand.lets("Bo", "pauses", why="break")
    ada.moves_on()
    ada.sees("Somebody was faster")
    ada.sees("Now: Check-in. Somebody has asked for a break. The clock is held.")
    ada.shows("Check-in")
    ada.moves_on()
    ada.shows("Since last time")
    ada.no_longer_sees("Somebody was faster")


def test_an_order_that_comes_too_late_is_shown_as_it_was_chosen(evening: Evening, helper: Helper) -> None:
    stagehand = Stagehand(evening.books, helper, presenters=["Jo", "Sam"])
    stagehand.gathers("Ada", "Bo", "Mina", "Jo", "Sam")
    stagehand.moves_on_to("agreed")
    ada, why = evening.ada, "Sam has to leave at noon."
    ada.goes_to(evening.address)
    stagehand.lets("Bo", "pauses")
    ada.opens("The set chose another order")
    ada.page.get_by_label("Slot 1", exact=True).select_option(label="Sam")
    ada.writes(why, into="Why this order")
    ada.press("Write this order down")
    ada.sees("Somebody was faster")
    expect(ada.page.get_by_label("Why this order", exact=True)).to_have_value(why)
    ada.press("Write this order down")
    ada.sees(f"Agreed: Sam. {why}")


def _they_open(evening: Evening) -> None:
    for person in evening.there:
        person.comes_in(evening.address)
        person.sees("You are in.")
    evening["Jo"].press("Yes, let us go on")
    evening.ada.press("Begin the meeting")
    _everybody_loads(evening, "Opening")
    for person in evening.there:
        person.press("I stand by our agreement")
    evening["Jo"].sees("2 of 7 have said yes today.")


def _they_take_turns(evening: Evening) -> None:
    _ada_moves_on(evening, "Check-in")
    jo = evening["Jo"]
    jo.sees("Jo has the floor.")
    jo.press("Thank you, next")
    jo.press("I would like to speak")
    jo.sees("Hands up: Jo.")
    jo.press("Take my hand down")
    jo.no_longer_sees("Hands up")


def _ada_leaves_commitments_for_another_time(evening: Evening) -> None:
    _ada_moves_on(evening, "Since last time")
    ada = evening.ada
    ada.moves_on()
    ada.sees("Some commitments have not been spoken of yet (2).")
    ada.goes_to(evening.address)
    ada.opens("Leave one for another time")
    ada.press("Leave it for now")
    ada.sees("Add a few words on why.")
    for _ in range(2):
        if not ada.page.get_by_label("Why it is left for another time").is_visible():
            ada.opens("Leave one for another time")
        ada.writes("Not here today.", into="Why it is left for another time")
        ada.press("Leave it for now")
    ada.sees("Every commitment has been spoken of.")


def _jo_bids_and_is_agreed(evening: Evening) -> None:
    _ada_moves_on(evening, "Bids")
    jo, sentence = evening["Jo"], "What you would bring, in one sentence"
    jo.chooses("Pressing")
    jo.press("I would like time today")
    jo.sees("Say in one sentence what you would bring.")
    jo.writes("We say yes to everybody.", into=sentence)
    jo.press("I would like time today")
    expect(jo.page.get_by_label(sentence, exact=True)).to_have_value("We say yes to everybody.")
    expect(jo.page.get_by_label("Pressing", exact=True)).to_be_checked()
    _ada_moves_on(evening, "The order")
    evening.ada.press("Agree as suggested")
    evening.ada.sees("Agreed: Jo.")


def _jo_keeps_a_question(evening: Evening) -> None:
    while evening.progress.part.key != "settle":
        evening.ada.moves_on()
    _everybody_loads(evening, "Settle")
    jo, tray = evening["Jo"], "Open your tray on a page of its own"
    jo.page.get_by_role("link", name=tray).click()
    jo.writes(QUESTION, into="A question to keep")
    jo.press("Keep it")
    jo.sees(QUESTION)
    jo.press("Take it out")
    jo.no_longer_sees(QUESTION)
    jo.writes(ADVICE, into="A question to keep")
    jo.press("Look at it first")
    jo.sees("There may be a suggestion inside.")
    jo.press(f"Past {OPEN}")
    expect(jo.page.get_by_label("A question to keep", exact=True)).to_have_value(OPEN)


def _jo_commits_and_has_enough(evening: Evening) -> None:
    while evening.progress.part.key != "act":
        evening.ada.moves_on()
    _everybody_loads(evening, "Act")
    jo = evening["Jo"]
    jo.writes(PROMISE, into="What will you do?")
    jo.writes("Find the number.", into="What is the first step?")
    jo.press("I will do this")
    jo.sees("Choose a date.")
    jo.writes((system_clock() + timedelta(days=14)).date().isoformat(), into="By when?")
    jo.press("I will do this")
    jo.sees("Jo will")
    jo.press("I have what I need")
    _everybody_loads(evening, "Review")


def _ada_closes(evening: Evening) -> None:
    while evening.progress.part.key != "closing":
        evening.ada.moves_on()
    evening.ada.press("Close the meeting")
    _everybody_loads(evening, "Closed")
    for person in evening.there:
        person.sees(PROMISE)


def _ada_moves_on(evening: Evening, part: str) -> None:
    evening.ada.goes_to(evening.address)
    evening.ada.moves_on()
    _everybody_loads(evening, part)


def _everybody_loads(evening: Evening, part: str) -> None:
    for person in evening.there:
        person.goes_to(evening.address)
        person.shows(part)
