"""A conversation is split by the keyboard and joined again, while somebody reads it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, not_, select

from cop.discussions.models import Post, Thread
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import SIDEWAYS
from tests.journeys.stagehand import Helper
from tests.real.browser import barriers

PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def thread(books: Books, helper: Helper) -> int:
    """A conversation that is read by most, with what Hana has just said in it twice."""
    asked = select(Thread.id).where(not_(Thread.privately)).order_by(Thread.bound, Thread.id)
    found = books.all(asked.limit(1))[0]
    for words in ("What about nights?", "Nights are another matter."):
        helper("Hana").post(f"/threads/{found}/posts", body=words)
    return int(found)


def test_posts_go_and_come_back_under_the_eyes_of_whoever_reads_them(thread: int, books: Books, come: Come) -> None:
    hana, bo = come("Hana", **PHONE), come("Bo")
    bo.goes_to(f"/threads/{thread}?page=1")
    post = books.all(select(func.max(Post.id)).where(Post.thread_id == thread))[0]
    made = _hana_splits_it(hana, thread, post)
    bo.page.get_by_role("link", name="Look anew").click()
    bo.goes_to(f"/threads/{thread}?page=1#post-{post}")
    bo.sees("1 post went on in")
    expect(bo.page.locator(".ways__way")).to_be_in_viewport()
    _nothing_is_in_the_way(bo)
    bo.page.get_by_role("link", name="Nights, apart").click()
    expect(bo.page.locator(f"#post-{post}")).to_be_in_viewport()
    bo.waits(3)  # until it listens
    _hana_joins_it(hana, made)
    bo.page.get_by_role("link", name="Look anew").click()
    bo.sees("joined another conversation to it")
    bo.goes_to(f"/threads/{made}?page=1#post-{post}")
    expect(bo.page.locator(f"#post-{post}")).to_be_in_viewport()


def _hana_splits_it(hana: Person, thread: int, post: int) -> int:
    hana.goes_to(f"/threads/{thread}")
    hana.page.get_by_role("link", name="Split", exact=True).press("Enter")
    _nothing_is_in_the_way(hana)
    hana.page.locator(f"#posts-{post}").press("Space")
    hana.press("Split it")
    hana.sees("Give the conversation a title.")
    expect(hana.page.locator(f"#posts-{post}")).to_be_checked()
    hana.writes("Nights, apart", into="Title of the new conversation")
    hana.writes("They are another matter.", into="Why?")
    hana.page.get_by_label("Why?", exact=True).press("Enter")
    hana.sees("began it")
    _nothing_is_in_the_way(hana)
    return int(hana.page.url.split("/threads/")[1].split("?")[0].split("#")[0])


def _hana_joins_it(hana: Person, made: int) -> None:
    hana.goes_to(f"/threads/{made}/joins")
    _nothing_is_in_the_way(hana)
    hana.page.get_by_role("radio").first.press("Space")
    hana.writes("They belong together.", into="Why?")
    hana.press("Join them")
    hana.sees("joined another conversation to it")
    _nothing_is_in_the_way(hana)


def _nothing_is_in_the_way(person: Person) -> None:
    assert barriers(person.page) == []
    assert not person.page.evaluate(SIDEWAYS)
