"""Somebody is called by their name in a conversation, with the keyboard, by touch and without scripts, and is told."""

import re
from collections.abc import Callable

from playwright.sync_api import expect
from sqlalchemy import select

from cop.discussions.models import Post
from tests.faults.browsing import Visitor
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at

HERE = "/threads/1"
TOLD = "Somebody mentions you"


def test_somebody_is_called_with_the_keyboard_and_by_another_name_later(books: Books, come: Come) -> None:
    bo, mina = come("Bo", viewport={"width": 1280, "height": 800}), come("Mina")
    _calls_mina(bo)
    bo.sees("Does it help at yours, @Mina Patel - or not?")
    assert "@{m" in books.all(select(Post.source).order_by(Post.id))[-1]

    _is_told(mina)
    mina.sees("Does it help at yours, @Mina Patel - or not?")
    assert not looks_at(mina.page, "a conversation that mentions its reader")
    mina.goes_to("/people/me")
    mina.page.locator("#name").fill("Mina Shah")
    mina.press("Save")
    bo.goes_to(HERE)
    bo.sees("Does it help at yours, @Mina Shah - or not?")


def _calls_mina(bo: Person) -> None:
    bo.goes_to(HERE)
    body = bo.page.locator("#body")
    body.press_sequentially("Does it help at yours, @mi")
    offered = bo.page.get_by_role("option")
    expect(offered).to_have_count(1)
    assert not looks_at(bo.page, "people who may be mentioned")
    body.press("ArrowDown")
    expect(body).to_have_attribute("aria-activedescendant", offered.get_attribute("id") or "")
    body.press("Enter")
    expect(body).to_have_value("Does it help at yours, @Mina Patel ")
    expect(offered).to_have_count(0)
    body.press_sequentially("- or not?")
    bo.press("Answer")


def test_somebody_is_called_by_touch(come: Come) -> None:
    phone = come("Mina", viewport={"width": 320, "height": 720}, color_scheme="dark", has_touch=True)
    phone.goes_to(HERE)
    body = phone.page.locator("#body")
    body.press_sequentially("@be")
    phone.page.get_by_role("option").first.tap()
    expect(body).to_have_value(re.compile(r"^@Ben \w+ $"))
    expect(body).to_be_focused()
    body.press_sequentially("@nobody of such a name")
    expect(phone.page.get_by_role("option")).to_have_count(0)


def test_somebody_is_called_without_scripts(come: Come) -> None:
    ben, mina = come("Ben", java_script_enabled=False), come("Mina", java_script_enabled=False)
    _is_told(ben)  # by the demo, so that a newcomer has seen it
    expect(ben.page.locator(".mention")).to_have_text(["@Ben Carrow"])
    ben.goes_to(HERE)
    ben.page.locator("#body").fill("Thank you, @Mina Patel. And @Nobody Here?")
    ben.press("Answer")
    ben.sees("Thank you, @Mina Patel. And @Nobody Here?")
    expect(ben.page.locator(".mention")).to_have_text(["@Mina Patel"])
    _is_told(mina)
    mina.sees("Thank you, ")


def _is_told(person: Person) -> None:
    person.goes_to("/")
    person.sees(TOLD)
    person.page.get_by_role("link", name="Read it").click()


def test_one_list_stands_under_a_text_at_a_time(helper: Callable[[str], Visitor], come: Come) -> None:
    rests = {"body": "We do.", "evidence": ["lived"], "known": "We sing at dusk with Ben."}
    helper("Bo").post(f"{HERE}/posts", page=HERE, **rests)
    mina = come("Mina")
    mina.goes_to(HERE)
    body = mina.page.locator("#body")
    body.fill("[[dusk ben")
    mina.sees("Claimed here already.")
    body.fill("[[dusk @ben")
    expect(mina.page.get_by_role("option")).to_have_text(["Ben Carrow"])
    mina.page.wait_for_timeout(700)  # the claims rest longer, and would be here by then
    expect(mina.page.get_by_role("listbox")).to_have_count(1)
    body.press("Escape")
    expect(mina.page.get_by_role("listbox")).to_have_count(0)
