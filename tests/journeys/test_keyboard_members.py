"""What a member and a presenter need in a meeting, with the keyboard alone, and where they are always shows."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cop.core.clock import system_clock
from cop.meetings.models import Bid, TrayQuestion
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.keyboard import Keys
from tests.journeys.stagehand import Helper, Stagehand

WIDTHS = pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, {"width": 320, "height": 640}])
OTHERS = ("Ada", "Bo", "Mina", "Sam")
LONDON = ZoneInfo("Europe/London")
BRINGS, WANTS = "We say yes to everybody.", "Ask what I am avoiding."
QUESTION, LATER, MORE = "Who takes the calls?", "What would no cost you?", "And what else?"
LEAVES = "I have to leave early"


@WIDTHS
@pytest.mark.timeout(240)
def test_a_member_takes_part_with_the_keyboard_alone(
    viewport: dict[str, int], books: Books, come: Come, helper: Helper
) -> None:
    keys, stagehand = _jo_comes_in(viewport, books, come=come, stagehand=Stagehand(books, helper, presenters=["Sam"]))
    _takes_turns(keys, stagehand)
    _bids(keys, stagehand)
    _asks(keys, stagehand)
    _asks_for_a_break(keys, stagehand)
    _leaves_early(keys, stagehand)


@WIDTHS
@pytest.mark.timeout(240)
def test_a_presenter_has_their_slot_with_the_keyboard_alone(
    viewport: dict[str, int], books: Books, come: Come, helper: Helper
) -> None:
    keys, stagehand = _jo_comes_in(viewport, books, come=come, stagehand=Stagehand(books, helper, presenters=["Jo"]))
    _is_asked_and_keeps_one_for_later(keys, stagehand)
    _answers_passes_and_comes_back_to_it(keys, stagehand)
    _commits_and_has_enough(keys, stagehand)


def _jo_comes_in(viewport: dict[str, int], books: Books, *, come: Come, stagehand: Stagehand) -> tuple[Keys, Stagehand]:
    jo = come("Jo", viewport=viewport, locale="en-GB")
    jo.goes_to(f"/meetings/{stagehand.meeting_id}")
    keys = Keys(jo)
    keys.presses("Come in")
    jo.sees("You are in.")
    stagehand.gathers(*OTHERS)
    jo.shows("Opening")
    keys.presses("I stand by our agreement")
    jo.sees("1 of 7 has said yes today.")
    assert not keys.focus()["nowhere"]
    return keys, stagehand


def _takes_turns(keys: Keys, stagehand: Stagehand) -> None:
    _goes_on_to(keys, stagehand, "check_in", part="Check-in")
    keys.presses("Pass")
    keys.presses("I would like to speak", key="Space")
    keys.person.sees("Hands up: Jo.")
    keys.presses("Take my hand down")
    keys.person.no_longer_sees("Hands up: Jo.")
    _has_the_floor(stagehand, "Jo")
    keys.person.sees("Jo has the floor.")
    keys.presses("Thank you, next")
    keys.person.no_longer_sees("Jo has the floor.")


def _bids(keys: Keys, stagehand: Stagehand) -> None:
    """Both lists are gone through with the arrow keys."""
    _goes_on_to(keys, stagehand, "bidding", part="Bids")
    keys.types(BRINGS, into="What you would bring, in one sentence")
    keys.types(WANTS, into="What would you like from the set?")
    for chosen in ("As usual", "Soon"):
        keys.goes_to(chosen)
        keys.page.keyboard.press("ArrowDown")
    keys.presses("I would like time today")
    keys.person.sees("Change my bid")
    [bid] = stagehand.books.all(select(Bid))
    assert (bid.level, bid.urgency) == ("stretch", 3)


def _asks(keys: Keys, stagehand: Stagehand) -> None:
    _goes_on_to(keys, stagehand, "clarify", part="Clarify")
    _has_the_floor(stagehand, "Bo")
    keys.types(QUESTION, into="A question to keep")
    expect(keys.page.get_by_role("button", name=re.compile("^Ask "))).to_be_visible()
    keys.presses("Ask ")
    keys.person.sees("Shown to the room when you have the floor.")
    _has_the_floor(stagehand, "Jo")
    keys.person.sees("Jo asks")
    keys.presses("This is my follow-up")
    keys.person.sees("Jo has the floor, with a follow-up.")
    keys.presses("Thank you, next")
    keys.person.no_longer_sees("Jo asks")


def _asks_for_a_break(keys: Keys, stagehand: Stagehand) -> None:
    keys.presses("a break")
    keys.person.sees("Somebody has asked for a break.")
    stagehand.lets("Ada", "resumptions")
    keys.person.no_longer_sees("Somebody has asked for a break.")


def _leaves_early(keys: Keys, stagehand: Stagehand) -> None:
    now = system_clock().astimezone(LONDON)
    soon = min(now + timedelta(minutes=20), now.replace(hour=23, minute=59))
    keys.presses(LEAVES)
    _types_time(keys, soon)
    keys.presses("Tell the set")
    keys.person.sees(f"Jo has to go at about {soon:%H:%M}.")
    if not keys.page.get_by_role("button", name="Leave now").is_visible():
        keys.presses(LEAVES)
    keys.presses("Leave now")
    keys.person.until(lambda: stagehand.books.id_of("Jo") not in stagehand.progress.floor.seats)
    expect(keys.page.get_by_role("button", name="Come in")).to_be_visible()
    assert keys.focus()["inView"]
    keys.goes_to("Come in")


def _types_time(keys: Keys, moment: datetime) -> None:
    """On a clock of twelve hours, or where the browser has one of twenty-four, on that."""
    field = "When you have to go"
    keys.types(f"{moment:%I%M%p}", into=field)
    if keys.page.get_by_label(field).input_value() != f"{moment:%H:%M}":
        for key in ("ArrowLeft", "ArrowLeft", *f"{moment:%H%M}"):
            keys.page.keyboard.press(key)


def _is_asked_and_keeps_one_for_later(keys: Keys, stagehand: Stagehand) -> None:
    _goes_on_to(keys, stagehand, "clarify", part="Clarify")
    _somebody_asks(keys, stagehand, "Bo", LATER)
    keys.presses("Made me think", key="Space")
    keys.presses("Keep it for Explore")
    keys.person.no_longer_sees(f"“{LATER}”")
    _somebody_asks(keys, stagehand, "Sam", QUESTION)
    keys.presses("Pass on it")
    keys.person.no_longer_sees(f"“{QUESTION}”")
    keys.presses("I need more time")


def _answers_passes_and_comes_back_to_it(keys: Keys, stagehand: Stagehand) -> None:
    _goes_on_to(keys, stagehand, "explore", part="Explore")
    keys.person.sees("You kept for later")
    _somebody_asks(keys, stagehand, "Mina", MORE)
    keys.presses("Answered")
    keys.person.no_longer_sees(f"“{MORE}”")
    keys.presses("Answered", within="#kept")
    keys.person.no_longer_sees("You kept for later")
    asked = stagehand.books.all(select(TrayQuestion).order_by(TrayQuestion.asked_at))
    assert [each.state for each in asked] == ["answered", "passed", "answered"]
    assert asked[0].made_me_think


def _commits_and_has_enough(keys: Keys, stagehand: Stagehand) -> None:
    _goes_on_to(keys, stagehand, "act", part="Act")
    keys.types("Say no to one thing.", into="What will you do?")
    keys.types("Find it.", into="What is the first step?")
    keys.types("02022031", into="By when?")
    keys.presses("I will do this")
    keys.person.sees("by Sun 2 Feb 2031")
    keys.presses("I have what I need")
    keys.person.shows("Review")
    assert not keys.focus()["nowhere"]


def _somebody_asks(keys: Keys, stagehand: Stagehand, name: str, text: str) -> None:
    _has_the_floor(stagehand, name)
    stagehand.lets(name, "queued-questions", text=text)
    keys.person.sees(f"“{text}”")


def _has_the_floor(stagehand: Stagehand, name: str) -> None:
    person = stagehand.books.id_of(name)
    if stagehand.progress.floor.holder != person:
        stagehand.lets("Ada", "floors", person=person)


def _goes_on_to(keys: Keys, stagehand: Stagehand, key: str, *, part: str) -> None:
    stagehand.moves_on_to(key)
    keys.person.shows(part)
    keys.person.has_caught_up_with(stagehand.books.meeting(stagehand.meeting_id).version)
