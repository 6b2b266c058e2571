"""Every word that a person reads can be translated: in a language of brackets, nothing of ours stands outside them."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from babel.support import Translations
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import Domain
from sqlalchemy import String, Text, select

from cop import create_app
from cop.config import Settings
from cop.core import clock, seals
from cop.core.access import cookie_name
from cop.core.database import Base, db
from cop.meetings.models import Round
from cop.meetings.service import rounds
from cop.people import service as people
from cop.people.models import User
from cop.sets.models import LearningSet

READ_ALOUD = {"aria-label", "placeholder", "alt", "title", "data-announce", "data-title", "data-not-saved"}
OURS = re.compile(r"⟦[^⟦⟧]*⟧")
DATES = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|GMT|BST|UTC)\b|\d\S*"
)
ZONES = available_timezones()
NAMES = {"Cop", "ODS", "ONS"}  # a brand and two registers of codes are the same in every language
WORD = re.compile(r"[^\W\d_]{2,}")


class Brackets(Translations):
    """A language in which every sentence stands in brackets."""

    def ugettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    gettext, ngettext = ugettext, ungettext


class Words(HTMLParser):
    """All that a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_zone = tag == "option" and dict(attrs).get("value") in ZONES
        is_fixed = dict(attrs).get("translate") == "no"
        self._silent = is_zone or is_fixed or tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


@pytest.fixture
def bracketed(loaded_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(Domain, "get_translations", lambda *_: Brackets())
    shutil.copytree(loaded_demo, tmp_path / "demo")
    app = create_app(Settings(env="test", data_dir=tmp_path / "demo", demo=True))
    _open_rounds(app)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _open_rounds(app: Flask) -> None:
    """The demo has none: one in its lobby, one in turns, one in pairs, and one that is over."""
    with app.app_context():
        ada, bo = (db.session.scalars(select(User).where(User.name.startswith(name))).one() for name in ("Ada", "Bo"))
        for kind, steps in (("check_in", 0), ("check_in", 1), ("one_two_all", 2)):
            now = clock.now()
            round_id = rounds.open_round(ada, 1, kind=kind, now=now).id
            rounds.come_in(bo, round_id, now=now)
            for seen, move in list(enumerate((rounds.begin, rounds.move_on)))[:steps]:
                move(ada, round_id, seen=seen, now=now)
        rounds.finish(ada, rounds.open_round(ada, 1, kind="check_in", now=now).id, seen=0, now=now)


def _browser(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    if name:
        with app.app_context():
            person = db.session.scalars(select(User.id).where(User.name.startswith(name))).one()
            token = people.open_sign_in(person, device="⟦a test⟧", now=clock.now())
        client.set_cookie(cookie_name(app.config["COP"]), token)
    return client


def _said_by_people(app: Flask) -> list[str]:
    """Every text in the database, the longest first: what people wrote is not ours to translate."""
    with app.app_context():
        columns = [
            column
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, (String, Text)) and column.name not in {"kind", "state", "preset", "audience"}
        ]
        texts = {text for column in columns for text in db.session.scalars(select(column).distinct()) if text}
        texts = {text for text in texts if isinstance(text, str)} | _sealed_by_people()
    lines = {line.strip(" -#>") for text in texts for line in re.split(r"[\n*_]+|(?<=[.?!,:;])\s", text)}
    firsts = {text.split()[0] for text in texts if text.strip() and text[0].isupper()}
    return sorted({each for each in lines | texts | firsts if WORD.search(each)}, key=len, reverse=True)


def _sealed_by_people() -> set[str]:
    """What the database keeps sealed, as its objects open it."""
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, seals.Sealed)]
    rows = [(row, model) for model in models for row in db.session.scalars(select(model))]
    return {str(text) for row, model in rows for name, _ in seals.places_of(model) if (text := getattr(row, name))}


def _addresses(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and "static" not in rule.rule]
    with app.app_context():  # the numbers of sets and of rounds are drawn by chance
        sets, rounds = (db.session.scalars(select(table.id)).all() for table in (LearningSet, Round))
    own = {
        re.sub("<int:round_id>", str(a_round), re.sub("<int:set_id>", str(number), rule.rule))
        for number in sets
        for a_round in rounds
        for rule in rules
    }
    return sorted({re.sub(r"<int:\w+>", number, path) for path in own for number in "123"})


def _left_out(page: str, theirs: list[str]) -> list[str]:
    words = Words()
    words.feed(page)
    left = []
    for text in words.found:
        rest = text
        while OURS.search(rest):
            rest = OURS.sub(" ", rest)
        for said in theirs:
            if said in rest:
                rest = rest.replace(said, " ")
        rest = DATES.sub(" ", rest)
        left += [word for word in WORD.findall(rest) if word not in NAMES]
    return left


@pytest.mark.parametrize("name", ["", "Ada", "Hana"])
def test_no_word_of_ours_is_left_out_of_translation(bracketed: Flask, name: str) -> None:
    browser, theirs, left, seen = _browser(bracketed, name), _said_by_people(bracketed), {}, 0
    for address in _addresses(bracketed):
        answer = browser.get(address)
        if answer.mimetype == "text/html" and answer.status_code < 300:
            seen += 1
            if words := _left_out(answer.text, theirs):
                left[address] = words

    assert left == {}
    assert seen > (30 if name else 5)


def test_a_word_that_was_left_out_is_seen() -> None:
    assert _left_out("<p>⟦Told by ⟦somebody⟧⟧ Ben <b title='Close'>Thu 3 Nov</b> now</p>", ["Ben"]) == ["Close", "now"]
