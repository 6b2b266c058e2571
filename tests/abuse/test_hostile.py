"""Nothing that somebody types becomes anything but words, wherever it is shown."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from sqlalchemy import select

from cop import create_app
from cop.config import Settings
from cop.core import clock
from cop.core.access import cookie_name
from cop.core.database import db
from cop.people import service as people
from tests.abuse.hostile import CORPUS, put_everywhere
from tests.journeys.addresses import IDS, WORDS, addresses
from tests.journeys.people import Person
from tests.real.site import UP_TO_DATE, Serve

READERS = {"Ada": 1, "Bo": 2, "Hana": 13, "Eli": 10}
THINGS = re.compile(r"/(communities|gatherings|meetings|people|rounds|sets|spaces|stories|threads)/\d+")
PLAIN = "Plain words, and nothing else. "
KINDS = """(html) => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const leads = ({ name, value }) => /^(href|src|action|formaction|data|xlink:href)$/.test(name)
    ? `${name}=${(value.match(/^\\s*([a-z0-9+.-]+:|\\/\\/|\\\\)/i) ?? [""])[0]}` : name
  return [...new Set([...page.querySelectorAll("*")].map((each) =>
    `${each.closest("svg") ? "svg " : ""}${each.tagName} ${[...each.attributes].map(leads).sort().join(" ")}`))]
}"""


@pytest.fixture(scope="module")
def worlds(loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """The demo twice: everything that people typed is plain words in one, and hostile ones in the other."""
    made = {}
    for name, words in (("plain", PLAIN * 3), ("hostile", " ".join(CORPUS))):
        folder = tmp_path_factory.mktemp("worlds") / name
        shutil.copytree(loaded_demo, folder)
        made[name] = create_app(Settings(env="test", data_dir=folder, demo=True, mail="memory:"))
        with made[name].app_context():
            assert put_everywhere(words) > 80
    yield made
    for app in made.values():
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def _reader(app: Flask, number: int) -> FlaskClient:
    client = app.test_client()
    with app.app_context():
        token = people.open_sign_in(number, device="a test", second="code", now=clock.now())
    client.set_cookie(cookie_name(app.config["COP"]), token)
    return client


def _pages(app: Flask) -> list[str]:
    """Every address with the first and the last of what there is of each thing."""
    with app.app_context():
        found = {name: db.session.scalars(select(column).order_by(column)).all() for name, column in IDS.items()}
    few: dict[str, list[Any]] = {name: sorted({each[0], each[-1]}) if each else [1] for name, each in found.items()}
    return [each.path for each in addresses(app.url_map, few | WORDS | {"reach": ["me"], "token": ["made-up"]})]


@pytest.fixture
def kinds(browser: Browser) -> Iterator[Callable[[str], set[str]]]:
    """What kinds of elements Chromium makes of a page, with the names of their attributes and where they lead."""
    page = browser.new_page()
    yield lambda html: set(page.evaluate(KINDS, html))
    page.close()


def test_abuse_47_55_61_no_page_gains_an_element_or_an_attribute_by_what_was_typed(
    worlds: dict[str, Flask], kinds: Callable[[str], set[str]]
) -> None:
    """In every text field whatever, some two hundred and eighty strings; on every page that one of the four opens."""
    assert len(set(CORPUS)) >= 200
    gained, seen = {}, set[str]()
    for number in READERS.values():
        plain, hostile = (_reader(worlds[name], number) for name in ("plain", "hostile"))
        for path in _pages(worlds["plain"]):
            before = plain.get(path) if path not in seen else None
            if before is None or before.status_code != 200 or before.mimetype != "text/html":
                if before:
                    before.close()
                continue
            seen.add(path)
            if more := kinds(hostile.get(path).text) - kinds(before.text):
                gained[path, number] = more
    assert gained == {}
    assert len(seen) > 120


def test_abuse_60_what_is_taken_along_is_called_by_words_of_ours_and_numbers(worlds: dict[str, Flask]) -> None:
    ada, called = _reader(worlds["hostile"], READERS["Ada"]), set[str]()
    for path in _pages(worlds["hostile"]):
        answer = ada.get(path)
        called |= {answer.headers.get("Content-Disposition", "")} - {""}
        answer.close()
    assert len(called) > 3
    assert [
        name
        for name in called
        if not re.fullmatch(r'attachment; filename="?[a-z0-9-]+\.(csv|json|html|zip|md|txt)"?', name)
        and not re.fullmatch(r"inline|attachment; filename\*=UTF-8''[\w.~%-]*", name, re.ASCII)
    ] == []


def test_the_browser_would_see_what_is_not_escaped(kinds: Callable[[str], set[str]]) -> None:
    found = kinds("<p>" + " ".join(CORPUS))

    assert {"SCRIPT ", "IMG onerror src=", "IFRAME srcdoc", "A href=javascript:", "svg svg onload"} <= found


def test_abuse_49_51_61_in_a_real_browser_nothing_is_called_fetched_or_reported(
    worlds: dict[str, Flask], lasting_server: Serve, browser: Browser
) -> None:
    """With the page's own scripts at work, which draw the stage of a meeting and whatever arrives while one looks."""
    app = worlds["hostile"]
    site = lasting_server(data=app.config["COP"].data_dir, demo=True, factory=UP_TO_DATE)
    ada, happened = Person(browser, site, name=""), list[str]()
    with app.app_context():
        token = people.open_sign_in(READERS["Ada"], device="a test", now=clock.now())
    ada.context.add_cookies([{"name": cookie_name(app.config["COP"]), "value": token, "url": site.url}])
    ada.page.add_init_script("window.hostile = () => { window.wasCalled = true }")
    ada.page.on("dialog", lambda dialog: happened.append(f"a dialogue: {dialog.message}"))
    ada.page.on("request", lambda asked: happened.append(asked.url))
    paths = _told_to(_reader(app, READERS["Ada"]), _pages(app))
    for path in paths:
        ada.goes_to(path)
        if ada.page.evaluate("window.wasCalled"):
            happened.append(f"{path}: called")
    ada.context.close()
    assert [each for each in happened if not each.startswith((site.url, "data:"))] == []
    assert ada.complaints == []
    assert len(paths) > 6


def _told_to(reader: FlaskClient, paths: list[str]) -> list[str]:
    """The page of one thing of each kind, which holds hostile words."""
    kinds: dict[str, str] = {}
    for path in paths:
        thing = THINGS.fullmatch(path)
        if thing and thing[1] not in kinds and "hostile.invalid" in reader.get(path).text:
            kinds[thing[1]] = path
    return list(kinds.values())
