"""A set around one real table: a meeting on the one screen that stands on it, from the lobby to an owner's yes."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cop.core.clock import system_clock
from cop.meetings import rules
from cop.sets.models import Commitment
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at

HERE = ("Bo", "Mina", "Jo", "Sam", "Ife")
TOGETHER = "We sit around one table: use this screen for all"


class Table:
    """Ada's screen, and what she does at it for all."""

    def __init__(self, ada: Person, books: Books) -> None:
        self.ada, self.books, self.meeting_id = ada, books, books.open_meeting()
        self.found: list[str] = []

    @property
    def address(self) -> str:
        return f"/meetings/{self.meeting_id}"

    @property
    def progress(self) -> rules.Progress:
        return self.books.progress(self.meeting_id)

    def presses(self, label: str) -> None:
        """And the page has caught up with what came of it."""
        before = self.books.meeting(self.meeting_id).version
        self.ada.has_caught_up_with(before)
        self.ada.press(label)
        self.ada.has_caught_up_with(before + 1)

    def moves_on_to(self, part: str) -> None:
        self.ada.has_caught_up_with(self.books.meeting(self.meeting_id).version)
        self.ada.moves_on()
        self.ada.shows(part)
        self.found += looks_at(self.ada.page, f"{part} around one table")

    def goes_round(self) -> list[str]:
        """Each has their turn; in which order."""
        spoke = []
        while holder := self.progress.floor.holder:
            spoke.append(self.books.name(holder))
            self.presses("Next person")
        return spoke

    def hears(self, name: str, sentence: str) -> None:
        """Ada writes somebody's bid down."""
        self.ada.page.get_by_label("Who would like time", exact=True).select_option(label=name)
        self.ada.writes(sentence, into="What they would bring, in one sentence")
        self.presses("Write it down")
        self.ada.sees(sentence)


@pytest.fixture
def table(books: Books, come: Come) -> Table:
    return Table(come("Ada"), books)


@pytest.mark.timeout(300)
def test_one_screen_is_enough_for_a_whole_meeting(table: Table, books: Books, come: Come) -> None:
    _they_sit_down(table, come)
    _they_open(table)
    _jo_presents(table)
    _they_close(table)
    assert not table.found, "\n".join(["", *table.found])
    jo = come("Jo")
    jo.goes_to("/")
    jo.page.get_by_role("link", name="Read and confirm").first.click()
    jo.sees("Is this what you said?")
    jo.press("Yes, that is mine")
    jo.sees("It is yours now.")
    jo.no_longer_sees("Is this what you said?")


def _they_sit_down(table: Table, come: Come) -> None:
    table.ada.goes_to(table.address)
    table.presses(TOGETHER)
    table.found += looks_at(table.ada.page, "the lobby around one table")
    for name in HERE:
        table.ada.page.get_by_role("checkbox", name=name).check()
    table.ada.press("These are here")
    table.ada.sees("6 of 7 are here.")
    bo = come("Bo")
    bo.goes_to(table.address)
    bo.sees("You sit around one table, and Ada")
    bo.loses_the_network()  # his telephone goes back into his pocket
    table.ada.press("Begin the meeting")
    table.ada.shows("Opening")
    table.presses("All of us stand by our agreement")
    table.ada.sees("6 of 7 have said yes today.")


def _they_open(table: Table) -> None:
    table.moves_on_to("Check-in")
    first = table.books.name(table.progress.floor.holder)
    table.presses(f"{first} passes")
    assert sorted([first, *table.goes_round()]) == sorted(HERE)
    table.moves_on_to("Since last time")
    for owner in ("Bo", "Mina"):
        table.ada.sees(f"{owner} said they would")
        table.ada.chooses("Done")
        table.presses("Write it down")
    table.ada.sees("Every commitment has been spoken of.")
    table.moves_on_to("Bids")
    table.hears("Jo", "We say yes to everybody.")
    table.moves_on_to("The order")
    table.presses("Agree as suggested")
    table.ada.sees("Agreed: Jo.")


def _jo_presents(table: Table) -> None:
    for part in ("Settle", "Present", "Clarify"):
        table.moves_on_to(part)
    table.presses("Follow-up")
    table.ada.sees("with a follow-up.")
    assert sorted(table.goes_round()) == sorted(set(HERE) - {"Jo"})
    table.moves_on_to("Explore")
    table.presses("Next person")
    for part in ("Reflect", "Act"):
        table.moves_on_to(part)
    table.ada.writes("Say no to one thing.", into="What will they do?")
    table.ada.writes("Write it down.", into="Their first step?")
    table.ada.writes((system_clock() + timedelta(days=30)).date().isoformat(), into="By when?")
    table.presses("Write it down")
    table.ada.sees("Jo will")
    (made,) = table.books.all(select(Commitment).where(Commitment.made_at_id == table.meeting_id))
    assert (table.books.name(made.user_id), table.books.name(made.written_by_id)) == ("Jo", "Ada")


def _they_close(table: Table) -> None:
    table.presses("Jo has what they need")
    table.ada.shows("Review")
    while (at := table.progress.part.key) != "closing":
        table.ada.has_caught_up_with(table.books.meeting(table.meeting_id).version)
        table.ada.moves_on()
        table.ada.until(lambda at=at: table.progress.part.key != at)  # type: ignore[misc]
    table.ada.press("Close the meeting")
    table.ada.shows("Closed")
    expect(table.ada.page.locator("table").first).to_contain_text("Jo")
    ledger = table.books.ledger(table.meeting_id)
    assert {name for name, (credit, _) in ledger.items() if credit} == set(HERE)
    assert [name for name, (_, used) in ledger.items() if used] == ["Jo"]
