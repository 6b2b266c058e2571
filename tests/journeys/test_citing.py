"""Whoever writes what they know is offered what is claimed there already, with the keyboard and by touch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cop.discussions.models import Post
from tests.faults.browsing import Visitor
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at

HERE = "/threads/1"
CLAIMED = "Singing at dusk settles people <b>who wake</b>."
FOUND = "Claimed here already."


@pytest.fixture
def cites(books: Books, helper: Callable[[str], Visitor]) -> str:
    """What Bo claims in a conversation, and the way to it."""
    rests = {"body": "We do.", "evidence": ["lived", "local"], "known": CLAIMED}
    helper("Bo").post(f"{HERE}/posts", page=HERE, **rests)
    (post_id,) = books.all(select(Post.id).where(Post.claim == CLAIMED))
    return f"[Lived experience, Local data & organisation]({HERE}?page=1#post-{post_id})"


def test_a_source_is_chosen_with_the_keyboard(cites: str, books: Books, come: Come) -> None:
    mina = come("Mina", viewport={"width": 1280, "height": 800})
    _begins(mina)
    body, known = mina.page.locator("#body"), mina.page.locator("#known")
    mina.page.keyboard.press("Escape")
    mina.no_longer_sees(FOUND)
    known.press_sequentially(" too")
    mina.sees(FOUND)
    assert not looks_at(mina.page, "what is claimed already")
    mina.page.keyboard.press("ArrowDown")
    expect(known).to_have_attribute("aria-activedescendant", mina.page.get_by_role("option").first.get_attribute("id"))
    mina.page.keyboard.press("Enter")
    mina.sees("Your text names it as a source now: We know from Lived experience, Local data & organisation.")
    expect(known).to_have_value("people sing at dusk too")
    expect(body).to_have_value(f"We know from {cites}.")
    mina.page.locator("#known").fill("")
    mina.press("Answer")
    mina.sees("We know from Lived experience, Local data & organisation.")
    assert books.all(select(Post.source).order_by(Post.id))[-1] == f"We know from {cites}."


def test_a_source_is_chosen_by_touch(cites: str, come: Come) -> None:
    phone = come("Mina", viewport={"width": 320, "height": 720}, color_scheme="dark", has_touch=True)
    _begins(phone)
    body = phone.page.locator("#body")
    body.fill("It is so: [[dusk")
    phone.sees(FOUND)
    assert not looks_at(phone.page, "what is claimed already, in the text")
    phone.page.get_by_role("option").first.tap()
    expect(body).to_have_value(f"It is so: {cites}")
    phone.no_longer_sees(FOUND)
    expect(body).to_be_focused()
    phone.sees("Kept for you alone until you send it.")


def _begins(person: Person) -> None:
    person.goes_to(HERE)
    person.opens("What this rests on")
    person.page.locator("#known").press_sequentially("people sing at dusk")
    person.sees(FOUND)
    person.sees(CLAIMED)
