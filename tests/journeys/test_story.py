"""A story is told to a community, opened to everybody, thanked, tried elsewhere, and taken back from everywhere."""

import re
from datetime import timedelta

import requests
from flask import Flask

from cop import create_app
from cop.config import Settings
from cop.core.clock import system_clock
from cop.core.database import db
from cop.stories.service import window
from tests.journeys.addresses import addresses, ids_in
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.stagehand import Helper
from tests.real.site import Site

TITLE = "The lamp by the stairs"
CANARY = "zqxlamplighterseventeenq"
WORDS = f"We moved the lamp. {CANARY} My father sleeps now."
THANKS = "We will try it on our ward."
READERS = ("Mina", "Bo", "Hana", "Eli", "Cy")
SEARCHES = ("/search?q=lamp", "/search?q=moved+lamp&kind=story")
GONE_WITHIN_SECONDS = 60


def test_a_story_is_told_opened_thanked_tried_elsewhere_and_gone_when_it_is_taken_back(
    come: Come, site: Site, books: Books, helper: Helper, sqlite_app: Flask
) -> None:
    mina, bo, hana = come("Mina"), come("Bo"), come("Hana")
    address = _tells(mina)
    _opens_it_to_everybody(mina, hana, address, site=site)
    _thanks(bo, address)
    mina.goes_to(address)
    mina.sees(THANKS)
    adapted = _tries_it_too(bo, address)
    mina.goes_to(address)
    mina.sees("tried it too")
    assert _found_by(helper, books, sqlite_app, site=site, only=address) == {*READERS, ""}

    before = system_clock()
    mina.press("Withdraw this story")
    mina.sees("You withdrew this story")
    bo.goes_to(adapted)
    bo.no_longer_sees(TITLE)
    bo.sees("a story that its teller has taken back")

    assert _found_by(helper, books, sqlite_app, site=site) == set()
    assert (system_clock() - before).total_seconds() < GONE_WITHIN_SECONDS


def _tells(teller: Person) -> str:
    """To everybody in the community, who are shown to her as they will see it."""
    teller.goes_to("/spaces/1")
    teller.page.get_by_role("link", name="Tell a story", exact=True).click()
    teller.press("In my own way")
    teller.writes(WORDS, into="What happened?")
    teller.press("Go on")
    teller.writes(TITLE, into="A title")
    teller.press("Go on")
    teller.press("Nobody else is in it")
    teller.sees(CANARY)
    teller.press("Yes, this is my story")
    for words in ("Everybody in “Memory at home”", "By my first name only", "A year", "The search of this site"):
        teller.chooses(words)
    teller.press("Tell it")
    teller.sees(TITLE)
    found = re.search(r"/stories/\d+", teller.page.url)
    assert found
    return found[0]


def _opens_it_to_everybody(teller: Person, coordinator: Person, address: str, *, site: Site) -> None:
    """She proposes it, somebody of the core group says yes, and a week goes by, as the worker sees it."""
    teller.page.get_by_role("link", name="Anybody, on the open web").click()
    for words in ("Anybody, on the open web", "By my first name only", "A year"):
        teller.chooses(words)
    teller.press("Yes, let them read it")
    teller.sees("It opens to everybody on")
    coordinator.goes_to("/communities/1/window")
    coordinator.press("Show it to everybody")
    assert requests.get(f"{site.url}{address}", timeout=10, allow_redirects=False).status_code != 200
    with create_app(Settings(data_dir=site.data)).app_context():
        window.open_due(now=system_clock() + timedelta(days=7, minutes=1))
        db.session.remove()
        db.engine.dispose()


def _thanks(reader: Person, address: str) -> None:
    reader.goes_to(address)
    reader.page.get_by_role("link", name="Thank the teller, or ask them something").click()
    reader.page.get_by_role("radio").first.check()
    reader.page.locator("main textarea").fill(THANKS)
    reader.press("Say it")
    reader.sees(THANKS)


def _tries_it_too(reader: Person, address: str) -> str:
    """In his own organisation. Answers where the story is that came of it."""
    reader.goes_to(address)
    _goes_on(reader, "We have tried this too")
    while reader.page.get_by_role("button", name="Go on", exact=True).count():
        for box in reader.page.locator("main textarea, main input[type=text]").all():
            box.fill("We did it on the ward, with two lamps.")
        _goes_on(reader, "Go on")
    for words in ("Nobody else is in it", "Yes, this is my story"):
        reader.press(words)
    for words in ("Everybody in “Memory at home”", "By my first name only", "A year"):
        reader.chooses(words)
    reader.press("Tell it")
    found = re.search(r"/stories/\d+", reader.page.url)
    assert found
    return found[0]


def _goes_on(reader: Person, label: str) -> None:
    """Press it, and wait for the page after this."""
    with reader.page.expect_navigation():
        reader.press(label)


def _found_by(helper: Helper, books: Books, pages: Flask, *, site: Site, only: str = "") -> set[str]:
    """Who is given its words, at its own address and by the search, or else at any address that there is."""
    ids = ids_in(books)
    few = {name: sorted({each[0], each[-1]}) if each else [] for name, each in ids.items()}
    given = {**few, "story_id": ids["story_id"], "token": ["made-up"], "reach": ["me", "community:1"]}
    everywhere = addresses(pages.url_map, given)
    paths = [only, *SEARCHES] if only else [*SEARCHES, *(path for _, path in everywhere)]
    found = set[str]()
    for name in (*READERS, ""):
        browser = helper(name).session if name else requests.Session()
        for path in paths:
            answer = browser.get(f"{site.url}{path}", timeout=10)
            if CANARY in answer.text or CANARY in str(answer.headers):
                found.add(name)
    return found
