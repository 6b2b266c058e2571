"""A round in a space of the community, beside a video call: a check-in with somebody late, and pairs by name."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at

SPACE = "/spaces/1"


def _opens(person: Person, kind: str) -> str:
    """Where the round is that this person opens."""
    person.goes_to(SPACE)
    person.press(f"Open a round: {kind}")
    person.page.wait_for_url(re.compile(r"/rounds/\d+$"))
    return person.page.url


def _leaves_it_to(other: Person, name: str, *, keeper: Person) -> None:
    keeper.opens("More")
    keeper.press(name)
    other.sees("You keep the round")
    assert looks_at(other.page, "a check-in with its keeper") == []


def test_three_people_check_in_and_the_keeper_leaves_it_to_another(come: Come) -> None:
    ada, bo, mina = (come(name) for name in ("Ada", "Bo", "Mina"))
    address = _opens(ada, "Check-in")
    bo.comes_in(address)
    ada.sees("2 people are here.")

    ada.press("Begin")
    bo.sees("Ada has the turn. Next: Bo.")
    mina.goes_to(address)
    mina.press("Come in, with the last turn")
    ada.sees("Next: Bo, then Mina.")
    ada.press("Thank you, next")
    bo.press("Pass")
    mina.sees("It is your turn.")
    expect(mina.page.get_by_role("button", name="Thank you, next")).to_be_visible()
    ada.press("Next person")
    for person in (ada, bo, mina):
        person.sees("Everybody has had a turn.")
    _leaves_it_to(bo, "Bo Lindqvist", keeper=ada)
    bo.press("Finish the round")

    for person in (ada, mina):
        person.sees("This round is over")


def test_pairs_stand_on_everybodys_page_also_without_javascript(come: Come) -> None:
    ada, mina, bo = come("Ada"), come("Mina"), come("Bo", java_script_enabled=False)
    address = _opens(ada, "1-2-all")
    for person in (mina, bo):
        person.comes_in(address)
    ada.sees("3 people are here.")

    ada.press("Begin")
    mina.shows("Alone")
    ada.moves_on()
    mina.sees("You are with Ada and Bo")
    assert looks_at(mina.page, "pairs") == []
    bo.goes_to(address)
    bo.sees("Ada and Mina")
    bo.press("Leave the round")

    bo.no_longer_sees("You are with")
    for person, other in ((ada, "Mina"), (mina, "Ada")):
        expect(person.page.locator(".asked")).to_have_text(re.compile(rf"You are with\s+{other}\s*$"))
