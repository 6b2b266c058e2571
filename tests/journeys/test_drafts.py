"""What somebody is writing outlives the tab, the network and the server, and of two tabs neither loses a word. What is
new to somebody else is marked until they have seen it, quoted by one press, and comes while they read."""

import re

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from cop.discussions.models import Post, ThreadReading
from cop.drafts.models import Draft
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import PATIENCE_MS, Person
from tests.journeys.readers import looks_at
from tests.real.site import Site

HERE = "/threads/1"
KEPT, AWAY = "Kept for you alone until you send it.", "Not on the server yet"
NARROW = {"width": 320, "height": 720}


def test_words_outlive_the_tab_the_server_and_the_network(site: Site, books: Books, come: Come) -> None:
    laptop = come("Mina")
    laptop.goes_to(HERE)
    _writes(laptop, "We tried it")
    laptop.sees(KEPT)
    _opens_another_tab(laptop)
    _has(laptop, "We tried it")
    site.kill9()
    _writes(laptop, " on a Tuesday")
    laptop.sees(AWAY)
    site.start()
    laptop.sees(KEPT)
    laptop.loses_the_network()
    _writes(laptop, " and on a Sunday")
    laptop.sees(AWAY)
    laptop.page.close()
    laptop.finds_the_network()
    _opens_another_tab(laptop)
    _has(laptop, "We tried it on a Tuesday and on a Sunday")
    laptop.press("Answer")
    laptop.sees("We tried it on a Tuesday and on a Sunday")
    _has(laptop, "")
    assert books.all(select(Draft.id)) == []
    assert books.all(select(Post.source).order_by(Post.id))[-1] == "We tried it on a Tuesday and on a Sunday"
    _reads_what_is_new(come("Bo"), books, other=laptop)


def test_of_two_tabs_neither_writes_over_the_other(books: Books, come: Come) -> None:
    laptop, phone = come("Mina"), come("Mina", viewport=NARROW, color_scheme="dark")
    laptop.goes_to(HERE)
    _writes(laptop, "We tried it")
    laptop.sees(KEPT)
    phone.goes_to(HERE)
    _has(phone, "We tried it")
    phone.sees("You began this earlier.")
    _writes(phone, " twice")
    phone.sees(KEPT)
    _writes(laptop, " and stopped")
    laptop.sees("You have other words here")
    laptop.sees("We tried it twice")
    assert not looks_at(laptop.page, "two that are begun")
    laptop.press("Write on with these")
    _has(laptop, "We tried it twice")
    laptop.sees("We tried it and stopped")
    laptop.press("Throw these away")
    laptop.no_longer_sees("We tried it and stopped")
    laptop.press("Throw away what I began")
    _has(laptop, "")
    laptop.sees("It is thrown away.")
    assert books.all(select(Draft.id)) == []


def _reads_what_is_new(person: Person, books: Books, *, other: Person) -> None:
    """To its end, and what comes then."""
    person.goes_to("/spaces/1")
    person.sees(" new ")
    person.goes_to(HERE)
    person.sees("New since you were here")
    posts = person.page.locator(".posts > .post")
    for number in range(posts.count()):
        posts.nth(number).scroll_into_view_if_needed()
    own = (ThreadReading.user_id == books.id_of(person.name), ThreadReading.thread_id == 1)
    person.until(lambda: books.all(select(ThreadReading.posts).where(*own)) == [posts.count()])
    person.goes_to(HERE)
    person.no_longer_sees("New since you were here")
    person.page.get_by_role("link", name="Quote", exact=True).last.click()
    expect(_words(person)).to_have_value(re.compile(r"^> \[Mina Patel\]\(\S+#post-\d+\):\n>\n> We tried it"))
    _is_told_of_answers(person, other)


def _is_told_of_answers(person: Person, other: Person) -> None:
    """While they write; only their press brings them in, and their words stay."""
    begun, posts = _words(person).input_value(), person.page.locator(".posts > .post")
    before = posts.count()
    person.until(lambda: person.calls > 0)
    _writes(other, "And on a Monday.")
    other.press("Answer")
    other.sees("And on a Monday.")
    person.press("1 new answer")
    person.sees("And on a Monday.")
    assert posts.count() == before + 1
    _has(person, begun)


def _words(person: Person) -> Locator:
    return person.page.get_by_label("Your answer", exact=True)


def _writes(person: Person, words: str) -> None:
    """At the end of what stands there."""
    _words(person).press("Control+End")
    _words(person).press_sequentially(words)


def _has(person: Person, words: str) -> None:
    expect(_words(person)).to_have_value(words, timeout=PATIENCE_MS)


def _opens_another_tab(person: Person) -> None:
    """The one before is closed without a word."""
    person.page.close()
    person.page = person.context.new_page()
    person.goes_to(HERE)
